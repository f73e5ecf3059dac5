package import SimCore

/// What one carrier did with the legs that it was sent within the measured window.
package struct CarrierCounts: Sendable {
  package var name: String
  package var legs = LegCounts()
  package var failed = 0
  /// From a dial that it failed to the same dial over another carrier.
  package var failover = LatencyHistogram()
  package var postDialDelay = LatencyHistogram()
  /// Answer to end of each answered leg; the mean is the average call duration.
  package var duration = LatencyHistogram()
  package var responses: [ResponseCount] = []
  /// Start of each attempt.
  package var starts: [SimInstant] = []
  /// Start of each attempt that was refused over a limit.
  package var throttledStarts: [SimInstant] = []

  init(name: String) { self.name = name }

  /// Start of each attempt that was not.
  package var sentStarts: [SimInstant] {
    var refused = throttledStarts.sorted()[...]
    return starts.sorted().filter { start in
      guard refused.first == start else { return true }
      refused.removeFirst()
      return false
    }
  }

  package var attempts: Int { legs.attempts }
  package var answered: Int { legs.answered }
  package var throttled: Int { legs.throttled }

  mutating func merge(_ other: CarrierCounts) {
    legs += other.legs
    failed += other.failed
    failover.merge(other.failover)
    postDialDelay.merge(other.postDialDelay)
    duration.merge(other.duration)
    for row in other.responses {
      let at = responses.firstIndex { $0.response == row.response }
      if let at { responses[at].count += row.count } else { responses.append(row) }
    }
    starts += other.starts
    throttledStarts += other.throttledStarts
  }

  mutating func add(_ outcome: CallOutcome, _ response: LegResponse, at start: SimInstant) {
    legs.attempts += 1
    if outcome.isThroughTheNetwork { legs.effective += 1 }
    if outcome == .throttled {
      legs.throttled += 1
      throttledStarts.append(start)
    }
    if outcome == .carrierFailure { failed += 1 }
    starts.append(start)
    // A handful of rows: a search is faster than a table, and its order is fixed.
    if let row = responses.firstIndex(where: { $0.response == response }) {
      responses[row].count += 1
    } else {
      responses.append(ResponseCount(response: response, count: 1))
    }
  }

  mutating func answered(for duration: Duration) {
    legs.answered += 1
    self.duration.record(duration)
  }
}

/// Legs with one final response.
package struct ResponseCount: Sendable, Hashable {
  package var response: LegResponse
  package var count: Int

  package init(response: LegResponse, count: Int) {
    self.response = response
    self.count = count
  }
}

/// Legs by what the network made of them.
///
/// | ratio | part | whole | defined in |
/// |---|---|---|---|
/// | answer-seizure ratio | answered | attempts | ITU-T E.425 |
/// | network effectiveness ratio | answered, busy, no answer, declined | attempts | ITU-T E.425 |
/// | session establishment ratio | 200 to an INVITE | INVITEs less those with 3xx | RFC 6076, 4.6 |
///
/// An attempt is one INVITE that begins a dialog, failover included; nothing here is redirected, so
/// that over one carrier the first and the last are the same figure.
package struct LegCounts: Sendable, Hashable {
  package var attempts = 0
  package var answered = 0
  /// The far end was reached, whatever it did.
  package var effective = 0
  package var throttled = 0

  package init(attempts: Int = 0, answered: Int = 0, effective: Int = 0, throttled: Int = 0) {
    self.attempts = attempts
    self.answered = answered
    self.effective = effective
    self.throttled = throttled
  }

  package static func += (sum: inout LegCounts, more: LegCounts) {
    sum.attempts += more.attempts
    sum.answered += more.answered
    sum.effective += more.effective
    sum.throttled += more.throttled
  }

  /// Part and whole of a ratio over legs; nil for a metric that is none.
  package func share(_ metric: MetricName) -> (part: Int, whole: Int)? {
    switch metric {
    case .networkEffectivenessRatio: (effective, attempts)
    case .sessionEstablishmentRatio: (answered, attempts)
    case .throttledLegs: (throttled, attempts)
    default: nil
    }
  }
}

extension CallOutcome {
  /// What ITU-T E.425 counts as effective: answer, user busy, ring no answer, terminal reject.
  var isThroughTheNetwork: Bool {
    switch self {
    case .completed, .abandoned, .blocked, .failed, .transferred, .callback, .cutOff,
      .voicemail:
      true
    case .busy, .noAnswer, .declined: true
    case .unfinished, .unobtainable, .throttled, .carrierFailure: false
    }
  }
}

/// How many dials a second.
package enum DialRate {
  /// The most that start within any one second; instants may come in any order.
  package static func peak(_ starts: [SimInstant]) -> Int {
    let sorted = starts.sorted()
    var first = 0
    var most = 0
    for (index, start) in sorted.enumerated() {
      while sorted[first].duration(to: start) >= .seconds(1) { first += 1 }
      most = max(most, index - first + 1)
    }
    return most
  }
}
