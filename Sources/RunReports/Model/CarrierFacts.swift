package import SimCore
package import VoicePipeline

/// What one carrier was sent, and what it made of it.
package struct CarrierFacts: Sendable {
  package var name: String
  package var legs: LegCounts
  package var failed: Int
  /// Of the throttled and failed that went to another carrier: the time that this took.
  package var failover: LatencyHistogram
  package var postDialDelay: LatencyHistogram
  /// Answer to end of each answered leg.
  package var duration = LatencyHistogram()
  /// In the order of a table.
  package var responses: [ResponseCount] = []
  package var pace = DialPaceFacts()
  /// What a simulated carrier counted on its own side.
  package var farSide: FarSideFacts?
  /// Nil for a carrier that calls come in over.
  package var health: CarrierHealthFacts?
  /// What its vendor asks of the traffic before it raises a limit; empty without such conditions.
  package var profile: [ProfileCondition] = []
  /// Attempts in each bucket of `LoadFacts.bucket`.
  package var attemptsOverTime: [Int]

  package init(
    name: String,
    legs: LegCounts,
    failed: Int,
    failover: LatencyHistogram = LatencyHistogram(),
    postDialDelay: LatencyHistogram,
    attemptsOverTime: [Int]
  ) {
    self.name = name
    self.legs = legs
    self.failed = failed
    self.failover = failover
    self.postDialDelay = postDialDelay
    self.attemptsOverTime = attemptsOverTime
  }
}

/// Dials per second: what a carrier was offered, and what it let through.
package struct DialPaceFacts: Sendable {
  package var offeredMean = 0.0
  /// In the busiest second.
  package var offeredPeak = 0
  /// Not refused over a limit.
  package var sentMean = 0.0
  package var sentPeak = 0

  package init() {}
}

/// What a simulated carrier counted on its own side.
package struct FarSideFacts: Sendable {
  /// Of dials that it queued over its limit.
  package var queueTime = LatencyHistogram()
  package var channelsPeak = 0
  /// Answer to end of every answered call, as it is billed.
  package var billed = Duration.zero
  /// Calls that it answered after they had been given up, and that were hung up at once.
  package var answersTooLate = 0
  /// Calls that it said were answered where nobody had.
  package var answersFalse = 0

  package init() {}
}

/// One condition of a vendor on the traffic of a carrier.
package struct ProfileCondition: Sendable, Hashable {
  /// What is held against a bound.
  package enum Figure: String, Sendable, Hashable {
    /// Mean duration of an answered leg, in seconds; above the bound.
    case averageDuration = "average_duration"
    /// Share of the answered legs that are short; at most the bound.
    case shortShare = "short_share"
    /// Share of the attempts that are answered; above the bound.
    case answerSeizure = "answer_seizure_ratio"
  }

  package var figure: Figure
  package var bound: Double
  /// Nil without an answered leg.
  package var measured: Double?
  /// Calls up to this length are short ones.
  package var shortCall = Duration.zero

  package init(_ figure: Figure, bound: Double, measured: Double?, shortCall: Duration = .zero) {
    self.figure = figure
    self.bound = bound
    self.measured = measured
    self.shortCall = shortCall
  }

  /// Nil when nothing was measured.
  package var holds: Bool? {
    measured.map { figure == .shortShare ? $0 <= bound : $0 > bound }
  }
}
