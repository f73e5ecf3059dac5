/// What an agent waits for with a timer; each runs once at a time.
package enum AgentTimer: UInt32, Sendable, Hashable, Codable, CaseIterable {
  /// The silence that ends a turn has lasted long enough.
  case endpointing
  /// The language model has been silent for longer than the agent waits.
  case generation
  /// A failed request is asked again.
  case retry
  /// The answer takes long.
  case filler
  /// Speech over the agent's voice has lasted long enough to take the floor.
  case interruption
  /// The caller has said nothing for long.
  case silence
}
