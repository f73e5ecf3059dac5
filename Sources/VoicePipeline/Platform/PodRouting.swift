internal import SimCore

/// How a call's pod is chosen.
package enum RoutingPolicy: String, Sendable, Hashable, CaseIterable {
  /// The pod with the fewest calls; the first among equals.
  case leastConnections = "least-connections"
  /// One pod after the other, full or not.
  case roundRobin = "round-robin"
  /// The pod that the same person had before; without one, that with the fewest calls.
  case sticky
  /// The pod that stands next on a ring of hashes, full or not: few people move when pods change.
  case consistentHash = "consistent-hash"
  /// The pod whose calls are expected to need least.
  case conversationAware = "conversation-aware"
}

/// How calls find pods that come and go.
package struct RoutingSettings: Sendable, Hashable {
  package var policy: RoutingPolicy
  /// How old the counts are that a choice goes by; calls that are placed meanwhile race for slots.
  package var viewAge: Duration
  /// Pods that are asked for one call, the first included.
  package var triesMax: Int
  package var retryAfter: Duration

  package init(
    policy: RoutingPolicy = .leastConnections,
    viewAge: Duration = .zero,
    triesMax: Int = 3,
    retryAfter: Duration = .zero
  ) {
    precondition(triesMax > 0, "a call asks at least one pod")
    self.policy = policy
    self.viewAge = viewAge
    self.triesMax = triesMax
    self.retryAfter = retryAfter
  }
}

/// What a router knows of a call.
package struct RoutedCall: Sendable, Hashable {
  /// The same for calls with the same person.
  package var affinity: UInt64
  /// What it is expected to need, against a usual call.
  package var weight: Double
  /// Whose it is, by its place among the tenants; nil for nobody's.
  package var tenant: Int?
  /// Whether it has lost its pod in the midst of a conversation.
  package var isUnderWay = false
  package var origin: CallOrigin

  package init(
    affinity: UInt64,
    weight: Double = 1,
    tenant: Int? = nil,
    origin: CallOrigin = CallOrigin()
  ) {
    self.affinity = affinity
    self.weight = weight
    self.tenant = tenant
    self.origin = origin
  }
}

/// What has become of those who asked a router.
package struct RoutingAccount: Sendable, Hashable {
  package var asked = 0
  package var placed = 0
  /// Pods that were asked and had no slot, or were gone.
  package var refusals = 0
  /// Calls that found a slot, but not on the first pod.
  package var afterRetry = 0
  /// Calls that were turned away while some pod had a slot.
  package var missed = 0
  /// Regions that were asked and did not answer, as nobody knew yet that they were gone.
  package var unanswered = 0

  package init() {}

  package var blocked: Int { asked - placed }
}

/// Pods on a ring of hashes (Karger 1997), each in so many places that shares are even.
struct HashRing: Sendable {
  private static let placesPerPod = 64

  private var places: [(hash: UInt64, pod: Int)] = []

  mutating func add(_ pod: Int) {
    for copy in 0..<Self.placesPerPod {
      places.append((Mix.draw(Mix.finish(UInt64(pod) + 1), UInt64(copy)), pod))
    }
    places.sort { ($0.hash, $0.pod) < ($1.hash, $1.pod) }
  }

  mutating func remove(_ pod: Int) { places.removeAll { $0.pod == pod } }

  /// The first pod from a hash on that is wanted; nil when none is.
  func pod(for hash: UInt64, where isWanted: (Int) -> Bool) -> Int? {
    guard !places.isEmpty else { return nil }
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    for step in places.indices {
      let pod = places[(low + step) % places.count].pod
      if isWanted(pod) { return pod }
    }
    return nil
  }
}
