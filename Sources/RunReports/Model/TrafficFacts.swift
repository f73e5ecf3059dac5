package import SimCore
package import VoicePipeline

/// How many calls were planned, placed and answered.
package struct AttemptFacts: Sendable {
  /// Planned by the load model.
  package var offered: Int
  package var started: Int
  /// Planned, but never started: no lead was left, or the dialer was over its limits at the end.
  package var dropped: Int
  /// Started over 100 ms after the planned instant.
  package var late: Int
  /// Answered by a human.
  package var answered: Int
  package var turns: Int
  package var holdMean: Duration
  /// Turns in a mean completed conversation.
  package var turnsPerCall: Double

  package init(
    offered: Int,
    started: Int,
    dropped: Int,
    late: Int,
    answered: Int,
    turns: Int,
    holdMean: Duration,
    turnsPerCall: Double
  ) {
    self.offered = offered
    self.started = started
    self.dropped = dropped
    self.late = late
    self.answered = answered
    self.turns = turns
    self.holdMean = holdMean
    self.turnsPerCall = turnsPerCall
  }
}

/// The distribution of one latency.
package struct LatencyFacts: Sendable {
  package var metric: MetricName
  package var parent: MetricName?
  package var histogram: LatencyHistogram

  package init(metric: MetricName, parent: MetricName?, histogram: LatencyHistogram) {
    self.metric = metric
    self.parent = parent
    self.histogram = histogram
  }
}

/// One part of a turn, in a usual turn, in a slow one, and in the slowest of all.
package struct StageFacts: Sendable {
  package var metric: MetricName
  package var nearMedian: Duration
  package var nearP95: Duration
  /// Mean over the slowest twentieth of the turns.
  package var slowest: Duration

  package init(metric: MetricName, nearMedian: Duration, nearP95: Duration, slowest: Duration) {
    self.metric = metric
    self.nearMedian = nearMedian
    self.nearP95 = nearP95
    self.slowest = slowest
  }
}

/// Numbers of calls over time, in equal buckets from the run's start.
package struct LoadFacts: Sendable {
  package var bucket: Duration
  /// Calls that wanted a slot: active plus those that were blocked, had they been let in.
  package var offered: [Double]
  /// Calls in conversation: the mean of each bucket.
  package var active: [Double]
  /// Calls blocked within each bucket.
  package var blocked: [Int]
  package var slots: Int
  package var activeMean: Double
  package var activePeak: Int
  /// Arrival rate times mean hold of the same calls; Little's law compares it to `activeMean`.
  package var littleMean: Double

  package init(
    bucket: Duration,
    offered: [Double],
    active: [Double],
    blocked: [Int],
    slots: Int,
    activeMean: Double,
    activePeak: Int,
    littleMean: Double
  ) {
    self.bucket = bucket
    self.offered = offered
    self.active = active
    self.blocked = blocked
    self.slots = slots
    self.activeMean = activeMean
    self.activePeak = activePeak
    self.littleMean = littleMean
  }
}

/// Percentiles of response latency within one window of time.
package struct LatencyWindow: Sendable {
  package var start: SimInstant
  package var count: Int
  package var p50: Duration
  package var p95: Duration
  package var p99: Duration

  package init(start: SimInstant, count: Int, p50: Duration, p95: Duration, p99: Duration) {
    self.start = start
    self.count = count
    self.p50 = p50
    self.p95 = p95
    self.p99 = p99
  }
}

/// Pooled word errors of one cell of the accent by noise table.
package struct WordErrorFacts: Sendable {
  package var accent: String
  package var noise: String
  package var words: Int
  package var substitutions: Int
  package var deletions: Int
  package var insertions: Int

  package init(
    accent: String,
    noise: String,
    words: Int,
    substitutions: Int,
    deletions: Int,
    insertions: Int
  ) {
    self.accent = accent
    self.noise = noise
    self.words = words
    self.substitutions = substitutions
    self.deletions = deletions
    self.insertions = insertions
  }
}

/// How many attempts ended in one way.
package struct OutcomeFacts: Sendable {
  package var outcome: CallOutcome
  package var count: Int

  package init(outcome: CallOutcome, count: Int) {
    self.outcome = outcome
    self.count = count
  }
}

/// A call that is worth replaying.
package struct WorstCallFacts: Sendable {
  package var call: Int
  package var answeredAt: SimInstant
  package var responseMax: Duration
  package var turns: Int
  package var outcome: CallOutcome
  /// What made it bad, in a few words.
  package var cause: String

  package init(
    call: Int,
    answeredAt: SimInstant,
    responseMax: Duration,
    turns: Int,
    outcome: CallOutcome,
    cause: String
  ) {
    self.call = call
    self.answeredAt = answeredAt
    self.responseMax = responseMax
    self.turns = turns
    self.outcome = outcome
    self.cause = cause
  }
}
