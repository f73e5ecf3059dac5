/// What a store of conversations has been asked for, and what it could not do.
package struct SessionStoreUse: Sendable, Hashable {
  package var saves = 0
  /// Saves that it refused, or that never came to it.
  package var refused = 0
  /// Conversations that it forgot for others.
  package var evicted = 0
  package var loads = 0
  /// Loads of what it did not have.
  package var missing = 0
  /// Loads that it did not answer.
  package var unanswered = 0
  /// Loads that found an older state, for a fail-over had lost the latest.
  package var stale = 0
  /// Conversations that it kept at a time, at most.
  package var kept = 0

  package init() {}
}
