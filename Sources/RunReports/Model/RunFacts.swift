package import SimCore
package import VoicePipeline

/// Everything that a report says about one run: the single input of every writer of this module.
///
/// All of it but `host` is a function of (seed, scenario, inputs, source tree), so that two runs
/// give equal bytes.
package struct RunFacts: Sendable {
  package var scenario: ScenarioFacts
  package var build: BuildFacts
  package var verdict: Verdict
  package var thresholds: [ThresholdFacts]
  package var attempts: AttemptFacts
  /// In report order; a stage of a turn carries `parent`.
  package var latencies: [LatencyFacts]
  /// Mean parts of the turns near p50 and near p95 of response latency, in order of time.
  package var stages: [StageFacts]
  package var load: LoadFacts
  package var responseWindows: [LatencyWindow]
  package var wordErrors: [WordErrorFacts]
  package var outcomes: [OutcomeFacts]
  package var carriers: [CarrierFacts]
  package var compliance: [ComplianceFacts]
  package var leads: LeadFacts
  package var worstCalls: [WorstCallFacts]
  package var checks: [ValidityCheck]
  package var assumptions: [Assumption]
  package var claim: ClaimFacts?
  package var engine: EngineFacts
  /// What differs between machines and moments; only in `run.json#/host` and on the terminal.
  package var host: HostFacts
}

package enum Verdict: String, Sendable, Hashable {
  case pass
  case fail
  /// Too few samples, or the run is invalid: exit code 2.
  case inconclusive
}

package struct ScenarioFacts: Sendable {
  package var name: String
  package var description: String
  /// As the reproducing command names it, relative to the working directory of the user.
  package var fileName: String
  package var seed: UInt64
  /// RFC 3339, UTC.
  package var start: String
  package var duration: Duration
  package var warmUp: Duration
  package var fidelity: String
  /// SHA-256 of the resolved scenario text, hexadecimal.
  package var digest: String
  /// `--set` and `--threshold` arguments of the command line, in order.
  package var overrides: [String]
  package var replications: Int
}

package struct BuildFacts: Sendable {
  package var version: String
  /// SHA-256 over the source tree.
  package var sourceDigest: String
  package var compiler: String
  /// Name and version, sorted by name.
  package var libraries: [(name: String, version: String)]
  package var zoneTableVersion: String
}

package struct ThresholdFacts: Sendable {
  /// As written: `response_latency.p95 < 1500ms`.
  package var expression: String
  package var metric: MetricName
  /// Nanoseconds, a share of 0 to 1, or a count, by the metric's kind; nil without samples.
  package var measured: Double?
  package var bound: Double
  /// 95 % interval in the unit of `measured`.
  package var interval: ClosedRange<Double>?
  /// Samples behind the figure.
  package var count: Int
  package var verdict: Verdict
}

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
}

package struct LatencyFacts: Sendable {
  package var metric: MetricName
  package var parent: MetricName?
  package var histogram: LatencyHistogram
}

package struct StageFacts: Sendable {
  package var metric: MetricName
  package var nearMedian: Duration
  package var nearP95: Duration
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
}

package struct LatencyWindow: Sendable {
  package var start: SimInstant
  package var count: Int
  package var p50: Duration
  package var p95: Duration
  package var p99: Duration
}

/// Pooled word errors of one cell of the accent by noise table.
package struct WordErrorFacts: Sendable {
  package var accent: String
  package var noise: String
  package var words: Int
  package var substitutions: Int
  package var deletions: Int
  package var insertions: Int
}

package struct OutcomeFacts: Sendable {
  package var outcome: CallOutcome
  package var count: Int
}

package struct CarrierFacts: Sendable {
  package var name: String
  package var attempts: Int
  package var answered: Int
  package var throttled: Int
  package var failed: Int
  package var postDialDelay: LatencyHistogram
  /// Attempts in each bucket of `LoadFacts.bucket`.
  package var attemptsOverTime: [Int]
}

/// One rule: how often it was applied, how often it held a dial back, how often it was broken.
package struct ComplianceFacts: Sendable {
  package var rule: String
  package var checked: Int
  package var heldBack: Int
  package var violations: Int
}

package struct LeadFacts: Sendable {
  /// As in the scenario file.
  package var file: String
  /// SHA-256 of the file, hexadecimal.
  package var digest: String
  package var rows: Int
  package var accepted: Int
  /// Reason and number, in falling order of number, then by reason.
  package var rejected: [(reason: String, count: Int)]
}

package struct WorstCallFacts: Sendable {
  package var call: Int
  package var answeredAt: SimInstant
  package var responseMax: Duration
  package var turns: Int
  package var outcome: CallOutcome
  /// What made it bad, in a few words.
  package var cause: String
}

package struct ValidityCheck: Sendable {
  package var passed: Bool
  package var text: String
}

/// A published figure and what the run, or its replications, measured.
package struct ClaimFacts: Sendable {
  package enum Finding: String, Sendable, Hashable {
    case confirmed
    case refuted
    case depends
  }

  package var id: String
  package var quote: String
  package var source: String
  package var metric: String
  package var claimed: ClosedRange<Double>
  package var finding: Finding
  /// What the scenario's author expects; another finding fails the run.
  package var expected: Finding
  /// One sentence with the numbers.
  package var sentence: String
  /// Name and value of each figure behind the finding.
  package var figures: [(name: String, value: String)]
  /// One value per replication.
  package var samples: [Double]
}

package struct EngineFacts: Sendable {
  package var events: UInt64
  package var jobs: UInt64
  /// SHA-256 over the trace, `calls.csv` and `turns.csv`, hexadecimal.
  package var digest: String
  package var traceDigest: String
  package var callsDigest: String
  package var turnsDigest: String
}

package struct HostFacts: Sendable {
  package var cpuSeconds: Double
  package var wallSeconds: Double
  package var memoryPeakBytes: Int
  package var scenarioPath: String
  package var leadPath: String
  package var machine: String
  package var kernel: String
}
