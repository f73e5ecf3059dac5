import RunReports
import SimCore
import VoicePipeline

/// Facts of runs that never were, for the tests of the writers.
enum RunFactsSample {
  /// An overloaded hour: two thresholds fail, calls are blocked, five accents times six noises.
  static let overloaded: RunFacts = {
    var facts = quiet()
    let world = SampleWorld(minutes: 60, slots: 1_020)
    facts.verdict = .fail
    facts.thresholds = thresholds
    facts.attempts = AttemptFacts(
      offered: 20_000,
      started: 19_980,
      dropped: 20,
      late: 42,
      answered: 12_013,
      turns: 18_641,
      holdMean: .milliseconds(180_240),
      turnsPerCall: 10.37
    )
    facts.latencies = world.latencies
    facts.stages = stages
    facts.load = world.load
    facts.responseWindows = world.windows
    facts.wordErrors = wordErrors
    facts.outcomes = outcomes
    facts.conversations = conversations
    facts.services = services
    facts.costs = costs
    facts.resilience = resilience
    facts.carriers = world.carriers
    facts.faults = faults
    facts.compliance = compliance
    facts.audit = audit
    facts.detection = detection
    facts.leads.rejected = [
      ("phone number is not valid", 9), ("duplicate phone number", 4), ("unterminated quote", 1),
    ]
    facts.leads.rows = 100_000
    facts.leads.accepted = 99_986
    facts.worstCalls = worstCalls
    facts.exemplars = exemplars
    facts.checks = checks
    facts.assumptions = assumptions
    facts.claim = claim
    measure(&facts)
    return facts
  }()

  private static let faults = [
    FaultFacts(
      part: "north",
      kind: "signalling-outage",
      start: SimInstant(nanoseconds: 20 * 60_000_000_000),
      end: SimInstant(nanoseconds: 23 * 60_000_000_000)
    ),
    FaultFacts(
      part: "llm",
      kind: "brown-out",
      start: SimInstant(nanoseconds: 40 * 60_000_000_000),
      end: SimInstant(nanoseconds: 90 * 60_000_000_000)
    ),
  ]

  /// Puts what the facts say into the thresholds.
  static func measure(_ facts: inout RunFacts) {
    for index in facts.thresholds.indices {
      let threshold = facts.thresholds[index]
      if let share = facts.share(threshold.metric) {
        facts.thresholds[index].measured = share.value
        facts.thresholds[index].interval = share.interval
        facts.thresholds[index].count = share.whole
      }
      let quantile = threshold.statistic == "p95" ? 0.95 : 0.99
      if threshold.metric == .responseLatency, let histogram = facts.histogram(threshold.metric) {
        facts.thresholds[index].measured = histogram.quantile(quantile).map {
          Double($0.nanoseconds)
        }
        facts.thresholds[index].count = histogram.count
        facts.thresholds[index].interval = histogram.quantileInterval(quantile).map {
          Double($0.lowerBound.nanoseconds)...Double($0.upperBound.nanoseconds)
        }
      }
    }
  }
}
