/// What a resource did from the start of its statistics to an instant.
package struct QueueStatistics: Sendable, Equatable {
  /// When counting began: the run's start or the last reset.
  package let start: SimInstant
  /// When the statistics were taken.
  package let end: SimInstant
  package let counts: QueueCounts
  /// Requests that waited.
  package let queue: TimeWeightedSummary
  /// Units in use.
  package let use: TimeWeightedSummary
  /// Units that there were, times nanoseconds.
  package let capacityArea: Int128
  /// Nanoseconds that the served waited, from their arrival.
  package let servedWait: Int128
  /// Nanoseconds that everybody waited who left the queue, served or not.
  package let wait: Int128
  /// Area under the queue's length less the waits that make it up: 0, by Little's law.
  package let queueGap: Int128
  /// The same for units in use and the times that they were held.
  package let useGap: Int128

  /// Share of the units that was in use; over 1 only while a cut of the capacity is pending.
  package var utilisation: Double {
    capacityArea > 0 ? Double(use.area) / Double(capacityArea) : 0
  }

  /// Of those who were served, rounded down to a nanosecond; nil if nobody was.
  package var meanServedWait: Duration? { Self.mean(servedWait, counts.served) }

  /// Of everybody who left the queue; nil if nobody did.
  package var meanWait: Duration? { Self.mean(wait, counts.ended) }

  /// Requests that were served in each second, each hour.
  package func served(per unit: Duration) -> Double {
    let span = start.duration(to: end).nanoseconds
    return span > 0 ? Double(counts.served) * Double(unit.nanoseconds) / Double(span) : 0
  }

  private static func mean(_ sum: Int128, _ count: Int) -> Duration? {
    count == 0 ? nil : .nanoseconds(Int64(sum / Int128(count)))
  }
}

/// What became of a resource's requests.
package struct QueueCounts: Sendable, Hashable {
  /// Every request, refused ones included.
  package internal(set) var arrivals = 0
  /// Requests that got their units, at once or later.
  package internal(set) var served = 0
  /// Those among them that had to wait.
  package internal(set) var delayed = 0
  /// Requests whose patience was over first.
  package internal(set) var reneged = 0
  /// Requests that found the queue full.
  package internal(set) var refused = 0
  /// Requests taken back by their user, or given up as their task was cancelled.
  package internal(set) var withdrawn = 0
  /// Holders that lost their units.
  package internal(set) var preempted = 0

  package init() {}

  /// Requests that wait no longer, refused ones apart.
  package var ended: Int { served + reneged + withdrawn }
}

/// The running statistics of a resource.
struct QueueBook {
  private(set) var start: SimInstant
  var counts = QueueCounts()
  private(set) var queue: StayLedger
  private(set) var use: StayLedger
  private(set) var capacity: TimeWeightedLevel
  private var servedWait: Int128 = 0
  private var wait: Int128 = 0

  init(capacity: Int, at now: SimInstant) {
    start = now
    queue = StayLedger(at: now)
    use = StayLedger(at: now)
    self.capacity = TimeWeightedLevel(capacity, at: now)
  }

  mutating func setCapacity(_ units: Int, at now: SimInstant) { capacity.set(units, at: now) }

  mutating func joined(at now: SimInstant) { queue.enter(1, at: now) }

  /// Somebody leaves the queue; gives the wait in nanoseconds.
  mutating func left(since arrival: Int64, isServed: Bool, at now: SimInstant) -> Int64 {
    queue.leave(1, since: arrival, at: now)
    let waited = now.nanoseconds - arrival
    wait += Int128(waited)
    if isServed {
      servedWait += Int128(waited)
      counts.served += 1
      counts.delayed += 1
    }
    return waited
  }

  mutating func took(_ units: Int, at now: SimInstant) { use.enter(units, at: now) }

  mutating func gave(_ units: Int, since grant: Int64, at now: SimInstant) {
    use.leave(units, since: grant, at: now)
  }

  mutating func restart(at now: SimInstant) {
    start = now
    counts = QueueCounts()
    queue.restart(at: now)
    use.restart(at: now)
    capacity.restart(at: now)
    servedWait = 0
    wait = 0
  }

  func statistics(at now: SimInstant) -> QueueStatistics {
    QueueStatistics(
      start: start,
      end: now,
      counts: counts,
      queue: queue.level.summary(until: now),
      use: use.level.summary(until: now),
      capacityArea: capacity.area(until: now),
      servedWait: servedWait,
      wait: wait,
      queueGap: queue.gap(at: now),
      useGap: use.gap(at: now)
    )
  }
}
