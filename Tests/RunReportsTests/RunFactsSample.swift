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
    facts.carriers = world.carriers
    facts.compliance = compliance
    facts.leads.rejected = [
      ("phone number is not valid", 9), ("duplicate phone number", 4), ("unterminated quote", 1),
    ]
    facts.leads.rows = 100_000
    facts.leads.accepted = 99_986
    facts.worstCalls = worstCalls
    facts.checks = checks
    facts.assumptions = assumptions
    facts.claim = claim
    measure(&facts)
    return facts
  }()

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
        facts.thresholds[index].interval = histogram.quantileInterval(quantile).map {
          Double($0.lowerBound.nanoseconds)...Double($0.upperBound.nanoseconds)
        }
      }
    }
  }

  /// A valid run in which nothing happened: no call, no threshold, no assumption.
  static func quiet() -> RunFacts {
    RunFacts(
      scenario: ScenarioFacts(
        name: "peak-20k",
        description: "One campaign hour at 20,000 calls over three carriers.",
        fileName: "Scenarios/peak-20k.yaml",
        seed: 42,
        start: "2026-03-02T14:00:00Z",
        duration: .seconds(3_600),
        warmUp: .seconds(300),
        fidelity: "flow",
        digest: String(repeating: "9f31c2d4", count: 8),
        overrides: ["--set", "platform.pods.count=34"],
        replications: 1
      ),
      build: BuildFacts(
        version: "0.1.0",
        sourceDigest: String(repeating: "7c1e90ab", count: 8),
        compiler: "Swift 6.3.1",
        libraries: [(name: "libdeflate", version: "1.14"), (name: "libyaml", version: "0.2.5")],
        zoneTableVersion: "2026a"
      ),
      verdict: .pass,
      thresholds: [],
      attempts: AttemptFacts(
        offered: 0,
        started: 0,
        dropped: 0,
        late: 0,
        answered: 0,
        turns: 0,
        holdMean: .zero,
        turnsPerCall: 0
      ),
      latencies: [],
      stages: [],
      load: LoadFacts(
        bucket: .seconds(10),
        offered: [],
        active: [],
        blocked: [],
        slots: 0,
        activeMean: 0,
        activePeak: 0,
        littleMean: 0
      ),
      responseWindows: [],
      wordErrors: [],
      outcomes: [],
      carriers: [],
      compliance: [],
      leads: LeadFacts(
        file: "leads/us-100k.csv",
        digest: String(repeating: "77ab10fe", count: 8),
        rows: 0,
        accepted: 0,
        rejected: []
      ),
      worstCalls: [],
      checks: [],
      assumptions: [],
      claim: nil,
      engine: EngineFacts(
        events: 4_812_377,
        digest: String(repeating: "5be2a7f0", count: 8),
        traceDigest: String(repeating: "0a1b2c3d", count: 8),
        callsDigest: String(repeating: "11223344", count: 8),
        turnsDigest: String(repeating: "55667788", count: 8)
      ),
      host: HostFacts(
        cpuSeconds: 1.934,
        wallSeconds: 2.101,
        memoryPeakBytes: 201_326_592,
        scenarioPath: "/home/anna/voice/Scenarios/peak-20k.yaml",
        leadPath: "/home/anna/voice/leads/us-100k.csv",
        machine: "x86_64",
        kernel: "6.1.0"
      )
    )
  }
}

extension RunFactsSample {
  private static func threshold(
    _ expression: String,
    _ metric: MetricName,
    _ statistic: String,
    _ measured: Double?,
    _ bound: Double,
    _ interval: ClosedRange<Double>?,
    _ count: Int,
    _ verdict: Verdict
  ) -> ThresholdFacts {
    ThresholdFacts(
      expression: expression,
      metric: metric,
      statistic: statistic,
      comparison: String(expression.split(separator: " ")[1]),
      measured: measured,
      bound: bound,
      interval: interval,
      count: count,
      verdict: verdict
    )
  }

  private static var thresholds: [ThresholdFacts] {
    [
      threshold(
        "response_latency.p95 < 1500ms",
        .responseLatency,
        "p95",
        1_612.4e6,
        1_500e6,
        1_594e6...1_631e6,
        18_641,
        .fail
      ),
      threshold(
        "call_success_rate > 97%",
        .callSuccessRate,
        "value",
        0.97404,
        0.97,
        0.9717...0.9768,
        12_013,
        .pass
      ),
      threshold(
        "blocked_calls < 0.5%",
        .blockedCalls,
        "value",
        0.01398,
        0.005,
        0.01204...0.01624,
        12_013,
        .fail
      ),
      threshold(
        "word_error_rate < 9%",
        .wordErrorRate,
        "value",
        0.0781,
        0.09,
        nil,
        189_604,
        .pass
      ),
      threshold(
        "response_latency.p99 < 3500ms",
        .responseLatency,
        "p99",
        2_874e6,
        3_500e6,
        2_790e6...2_961e6,
        18_641,
        .pass
      ),
      threshold(
        "dnc_violations == 0",
        .doNotCallViolations,
        "value",
        0,
        0,
        nil,
        20_020,
        .pass
      ),
      threshold(
        "time_to_first_word.p999 < 9s",
        .timeToFirstWord,
        "p999",
        nil,
        9_000e6,
        nil,
        0,
        .inconclusive
      ),
    ]
  }

  private static var stages: [StageFacts] {
    let parts: [(MetricName, Int64, Int64)] = [
      (.endpointing, 350, 520), (.transcription, 92, 148), (.modelQueue, 0, 96),
      (.languageModel, 312, 500), (.synthesis, 204, 284), (.network, 54, 64),
    ]
    return parts.map {
      StageFacts(metric: $0.0, nearMedian: .milliseconds($0.1), nearP95: .milliseconds($0.2))
    }
  }

  private static var wordErrors: [WordErrorFacts] {
    let noises: [(String, Double)] = [
      ("quiet", 1), ("office", 1.15), ("car", 1.5), ("street", 2), ("babble", 2.7),
      ("construction", 3.3),
    ]
    let accents: [(String, Double)] = [
      ("US general", 1), ("US south", 1.1), ("UK", 1.15), ("Indian English", 1.5),
      ("Spanish L2", 1.9),
    ]
    return accents.flatMap { accent, factor in
      noises.map { noise, level in
        let words = Int(24_000 / (factor * factor * level * level))
        let errors = Int(0.031 * factor * level * Double(words))
        return WordErrorFacts(
          accent: accent,
          noise: noise,
          words: words,
          substitutions: errors / 2,
          deletions: errors / 4,
          insertions: errors - errors / 2 - errors / 4
        )
      }
    }
  }

  private static var outcomes: [OutcomeFacts] {
    let counts: [(CallOutcome, Int)] = [
      (.completed, 11_703), (.abandoned, 131), (.blocked, 166), (.failed, 13), (.unfinished, 6),
      (.voicemail, 4_020), (.noAnswer, 2_790), (.busy, 512), (.unobtainable, 71), (.declined, 79),
      (.throttled, 461), (.carrierFailure, 28),
    ]
    return counts.map { OutcomeFacts(outcome: $0.0, count: $0.1) }
  }

  private static var compliance: [ComplianceFacts] {
    [
      ComplianceFacts(
        rule: "consent before queue",
        checked: 21_344,
        heldBack: 1_206,
        violations: 0
      ),
      ComplianceFacts(
        rule: "do-not-call, at queue time",
        checked: 20_138,
        heldBack: 118,
        violations: 0
      ),
      ComplianceFacts(
        rule: "do-not-call, at dial time",
        checked: 20_020,
        heldBack: 20,
        violations: 0
      ),
      ComplianceFacts(
        rule: "8-21 h in every candidate zone",
        checked: 20_020,
        heldBack: 1_377,
        violations: 3
      ),
    ]
  }

  private static var worstCalls: [WorstCallFacts] {
    let calls: [(Int, Int64, Int64, Int, CallOutcome, String)] = [
      (17_311, 1_506, 6_412, 14, .abandoned, "model queue 4,960 ms"),
      (17_298, 1_504, 5_907, 9, .completed, "model queue 4,610 ms"),
      (9_114, 802, 4_310, 11, .failed, "language model time-out"),
    ]
    return calls.map {
      WorstCallFacts(
        call: $0.0,
        answeredAt: SimInstant(nanoseconds: $0.1 * 1_000_000_000),
        responseMax: .milliseconds($0.2),
        turns: $0.3,
        outcome: $0.4,
        cause: $0.5
      )
    }
  }

  private static var checks: [ValidityCheck] {
    [
      ValidityCheck(passed: true, text: "Digest equal on 1, 2 and 8 threads"),
      ValidityCheck(passed: true, text: "Latency counted from the planned instant"),
      ValidityCheck(passed: true, text: "Warm-up of 5 min removed from percentiles"),
      ValidityCheck(passed: true, text: "Little’s law holds within 3 %"),
    ]
  }

  private static var assumptions: [Assumption] {
    func assumption(
      _ path: String,
      _ value: String,
      _ grade: Grade,
      _ source: String,
      _ date: String?
    ) -> Assumption {
      Assumption(
        path: path,
        value: value,
        provenance: Provenance(grade: grade, source: source, date: date)
      )
    }
    let named = [
      assumption(
        "agent.llm.time_to_first_token",
        "p50 553 ms, p95 1,947 ms",
        .verified,
        "aiewf-eval, 30 turns, 12K-token knowledge base",
        "2026-05"
      ),
      assumption(
        "agent.stt.latency",
        "p50 247 ms, p95 298 ms, p99 326 ms",
        .verified,
        "stt-benchmark, 1,000 samples",
        "2026-04-18"
      ),
      assumption(
        "answers.human",
        "60 %",
        .computed,
        "article’s own figures, 25.0 Erl per 500 leads",
        nil
      ),
      assumption(
        "callers[1].word_error_factor",
        "1.9",
        .memory,
        "model card, not retrieved",
        nil
      ),
      assumption("callers[0].patience.hazard", "0.10 per s beyond 2 s", .default, "ours", nil),
    ]
    return named
      + (1...12).map {
        assumption("carriers[\($0)].post_dial_delay", "p50 \($0),000 ms", .default, "ours", nil)
      }
  }

  private static var claim: ClaimFacts {
    ClaimFacts(
      id: "A3",
      quote: "500 leads an hour, 5 minutes, 60 % answered: 25 to 30 concurrent at peak",
      source: "Batch dialer article, section 2",
      metric: "peak of active calls",
      unit: "calls",
      claimed: 25...30,
      finding: .refuted,
      expected: .refuted,
      sentence: "The mean is 25.0; the peak’s median is 36 [36, 37], p95 44.",
      figures: [
        ("mean, warm start", "25.0 [24.8, 25.2]"), ("mean, cold start", "23.6"),
        ("peak, median", "36"),
      ],
      samples: (0..<200).map { index in
        let spread = Double(index % 7) + Double(index % 5) + Double(index % 4)
        return 29 + spread + (index % 50 == 0 ? 4 : 0)
      }
    )
  }
}
