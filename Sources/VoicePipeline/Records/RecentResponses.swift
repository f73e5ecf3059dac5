internal import SimCore

/// The responses of the latest while, as a monitor that scrapes a service would have them.
struct RecentResponses: Sendable {
  private let window: Duration
  /// In the order of time; those before `first` are too old.
  private var samples: [(at: SimInstant, response: Int64)] = []
  private var first = 0

  init(_ window: Duration) { self.window = window }

  mutating func add(_ response: Duration, at now: SimInstant) {
    samples.append((now, response.nanoseconds))
  }

  /// Of rank ceil(0.95 n); nil without any.
  mutating func p95(at now: SimInstant) -> Duration? {
    while first < samples.count, samples[first].at.duration(to: now) > window { first += 1 }
    if first > 4_096, first * 2 > samples.count {
      samples.removeFirst(first)
      first = 0
    }
    let sorted = samples[first...].map(\.response).sorted()
    guard !sorted.isEmpty else { return nil }
    return .nanoseconds(sorted[OrderStatistics.rank(0.95, of: sorted.count) - 1])
  }
}
