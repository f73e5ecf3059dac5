/// Something that parts of a platform tell one another.
package enum PlatformEvent: Sendable, Hashable {
  /// A pod was asked for; from now on it counts.
  case podMade(Int)
  case podReady(Int, owner: Int?)
  /// A pod was told to stop: it takes no more calls.
  case podStopping(Int)
  /// A pod is dead, with the calls on it; it may come back under its number.
  case podDied(Int)
  case podGone(Int)
  /// Somebody of a tenant was given a slot; each grant has a number of its own.
  case slotGiven(pod: Int, grant: Int, tenant: Int?)
  case slotReturned(pod: Int, grant: Int)
  /// Whose a slot is.
  case slotHeld(CallID, pod: Int, grant: Int)
  /// So many pods of a layer with pods of its own work.
  case layerPods(ServiceLayer, Int)
  /// So many requests are worked on at a layer.
  case layerUse(ServiceLayer, Int)
  case shedding(Bool)
  case breaker(model: String, isOpen: Bool)
  /// A request goes to a model behind a breaker.
  case modelAsked(String)
  /// Somebody has called in, by the number of the call.
  case callerArrived(Int)
  case callbackPromised(Int)
}

/// Sees what parts of a platform tell one another, and nothing else.
package protocol PlatformTap: AnyObject, Sendable {
  func saw(_ event: PlatformEvent)
}

/// What a proof puts into a platform: eyes, and an error to be found.
package final class PlatformProbe: Sendable {
  private let tap: any PlatformTap
  package let defect: PlatformDefect?

  package init(_ tap: any PlatformTap, defect: PlatformDefect? = nil) {
    self.tap = tap
    self.defect = defect
  }

  package func saw(_ event: PlatformEvent) { tap.saw(event) }
}
