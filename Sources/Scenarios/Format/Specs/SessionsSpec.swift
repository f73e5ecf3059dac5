package import SimCore

/// Where conversations are kept in case their pod dies, and how another one comes to them.
package struct SessionsSpec: Sendable, Hashable, Decodable {
  package var store: SessionStoreKind
  /// From a pod's death until whoever holds the media knows of it.
  package var detection: DurationDistribution
  /// Until the media goes to another pod.
  package var reconnection: DurationDistribution
  package var resumeOn: ResumePlace
  /// Whether the far end plays on what it had received when the pod died.
  package var playsOn: Bool
  /// How long a pod and the state are looked for.
  package var patience: Duration
  package var write: DurationDistribution
  package var read: DurationDistribution
  /// How long an answer is waited for that does not come.
  package var timeout: Duration
  /// What a fail-over loses of the latest writes.
  package var replicationLag: Duration
  /// In megabytes; and of one conversation, in kilobytes.
  package var memory: Double
  package var conversationSize: Double
  package var eviction: SessionEviction
}

/// A store of conversations.
package enum SessionStoreKind: String, Sendable, Hashable, Decodable, CaseIterable {
  /// One for all pods, which outlives them.
  case redis
  /// The pod's own memory.
  case memory
}

/// Which pod takes a conversation up.
package enum ResumePlace: String, Sendable, Hashable, Decodable, CaseIterable {
  case anyPod = "any-pod"
  /// The one that has died, once it is there again.
  case samePod = "same-pod"
}

/// What a store does when its memory is full.
package enum SessionEviction: String, Sendable, Hashable, Decodable, CaseIterable {
  /// Refuses what is new.
  case none = "noeviction"
  /// Forgets what was not touched for longest.
  case leastRecentlyUsed = "allkeys-lru"
}
