/// Errors that the tests put into the platform, to see that its property campaign finds them.
///
/// This is the one list of them. Nothing but a test plants one; `nil` is the platform as it is.
package enum PlatformDefect: String, Sendable, Hashable, CaseIterable {
  /// Each pod is given one call more than it has slots.
  case capIgnored
  /// Some conversations end without giving their slot back.
  case slotForgotten
  /// A pod that was told to stop is taken for a dead one: its calls go to another.
  case drainTakenForDeath
  /// A pod that was told to stop gets calls all the same.
  case drainIgnored
  /// A slot that was kept is used, though its pod has died meanwhile.
  case staleSlotUsed
  /// A conversation begins on a pod that was told to stop, though another one has room.
  case stoppingUsed
  /// A conversation goes on on a pod that has died while it was on its way there.
  case staleTakeover
  /// Some calls are not written down.
  case recordForgotten
  /// Some calls are written down twice.
  case recordTwice
  /// Of some conversations the store forgets everything.
  case stateForgotten
  /// Conversations that are kept in their pods alone are found elsewhere all the same.
  case memoryOutlives
  /// An autoscaler goes beyond the most.
  case maxIgnored
  /// An autoscaler goes below the least.
  case minIgnored
  /// Tenants have more calls than their plans allow.
  case planIgnored
  /// Pods that are one tenant's own take calls of others.
  case ownersIgnored
  /// People are served where their conversations may not be.
  case residencyIgnored
  /// Who has come last into the waiting room is served first.
  case lastFirst
  /// Who has hung up in the waiting room is served all the same.
  case leaverServed
  /// A layer works on twice as much as its pods can.
  case layerDoubled
  /// Slots are given out while load is shed.
  case sheddingIgnored
  /// A breaker that is open lets everything through.
  case breakerIgnored
}
