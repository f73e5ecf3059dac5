import RunReports
import SimCore
import VoicePipeline

extension RunFactsSample {
  /// What was measured is filled in later, from the other facts.
  private static func threshold(
    _ expression: String,
    _ metric: MetricName,
    _ statistic: String,
    bound: Double,
    _ verdict: Verdict,
    measured: Double? = nil
  ) -> ThresholdFacts {
    ThresholdFacts(
      expression: expression,
      metric: metric,
      statistic: statistic,
      comparison: String(expression.split(separator: " ")[1]),
      measured: measured,
      bound: bound,
      interval: nil,
      count: measured == nil ? 0 : 20_020,
      verdict: verdict
    )
  }

  static var thresholds: [ThresholdFacts] {
    [
      threshold(
        "response_latency.p95 < 1500ms",
        .responseLatency,
        "p95",
        bound: 1_500e6,
        .fail
      ),
      threshold("call_success_rate > 97%", .callSuccessRate, "value", bound: 0.97, .pass),
      threshold("blocked_calls < 0.5%", .blockedCalls, "value", bound: 0.005, .fail),
      threshold("word_error_rate < 9%", .wordErrorRate, "value", bound: 0.09, .pass),
      threshold(
        "response_latency.p99 < 3500ms",
        .responseLatency,
        "p99",
        bound: 3_500e6,
        .pass
      ),
      threshold(
        "dnc_violations == 0",
        .doNotCallViolations,
        "value",
        bound: 0,
        .pass,
        measured: 0
      ),
      threshold(
        "time_to_first_word.p999 < 9s",
        .timeToFirstWord,
        "p999",
        bound: 9_000e6,
        .inconclusive
      ),
    ]
  }

  static var stages: [StageFacts] {
    let parts: [(MetricName, Int64, Int64, Int64)] = [
      (.endpointing, 350, 520, 610), (.transcription, 92, 148, 170), (.modelQueue, 0, 96, 1_240),
      (.languageModel, 312, 500, 720), (.synthesis, 204, 284, 320), (.network, 54, 64, 66),
    ]
    return parts.map {
      StageFacts(
        metric: $0.0,
        nearMedian: .milliseconds($0.1),
        nearP95: .milliseconds($0.2),
        slowest: .milliseconds($0.3)
      )
    }
  }

  static var wordErrors: [WordErrorFacts] {
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

  static var outcomes: [OutcomeFacts] {
    let counts: [(CallOutcome, Int)] = [
      (.completed, 11_703), (.abandoned, 131), (.blocked, 166), (.failed, 13), (.unfinished, 6),
      (.voicemail, 4_020), (.noAnswer, 2_790), (.busy, 512), (.unobtainable, 71), (.declined, 79),
      (.throttled, 461), (.carrierFailure, 28),
    ]
    return counts.map { OutcomeFacts(outcome: $0.0, count: $0.1) }
  }

  static var conversations: ConversationCounts {
    var counts = ConversationCounts()
    counts.held = 11_847
    counts.succeeded = 11_703
    counts.completed = 11_703
    counts.contained = 11_847
    counts.tally.turnsOffered = 124_201
    counts.tally.turnsAnswered = 123_554
    counts.tally.cost = Nanodollars(512_345_678_901)
    counts.tally.interruptions = OverlapCounts(count: 4_212, stopped: 3_987)
    counts.tally.backchannels = OverlapCounts(count: 8_140, stopped: 96)
    counts.tally.asides = OverlapCounts(count: 61, stopped: 48)
    counts.tally.noises = OverlapCounts(count: 7, stopped: 2)
    counts.tally.agentInterruptions = 1_305
    counts.tally.falseEndpoints = 4_595
    counts.tally.callerSpeech = .seconds(412_660)
    counts.tally.talkOver = .seconds(9_871)
    counts.tally.deadAirs = 1_214
    counts.tally.deadAir = .milliseconds(3_611_250)
    counts.tally.deadAirMax = .milliseconds(11_870)
    return counts
  }

  static var services: [ServiceCostFacts] {
    [
      service(.recognizer, 131_402, audio: .seconds(402_117), cost: 51_605_015_000),
      service(
        .languageModel,
        126_911,
        failed: 213,
        tokens: TokenUsage(input: 131_774_102, cachedInput: 60_212_400, output: 3_420_117),
        cost: 17_302_341_000
      ),
      service(.tool, 8_112, failed: 3),
      service(
        .synthesizer,
        214_551,
        audio: .seconds(611_820),
        characters: 11_370_213,
        cost: 443_438_307_000
      ),
    ]
  }

  private static func service(
    _ service: ModelCall.Service,
    _ requests: Int,
    failed: Int = 0,
    tokens: TokenUsage = TokenUsage(output: 0),
    audio: Duration = .zero,
    characters: Int = 0,
    cost: Int64? = nil
  ) -> ServiceCostFacts {
    var usage = ServiceUsage()
    for number in 0..<requests {
      let isFirst = number == 0
      usage += ModelCall(
        service: service,
        number: number,
        begun: .zero,
        ended: .zero,
        ending: number < failed ? .failed(.timedOut) : .completed,
        usage: isFirst ? tokens : TokenUsage(output: 0),
        audio: isFirst ? audio : .zero,
        characters: isFirst ? characters : 0
      )
    }
    return ServiceCostFacts(service: service, usage: usage, cost: cost.map { Nanodollars($0) })
  }

  static var detection: DetectionCounts {
    var counts = DetectionCounts()
    counts.humans.answers = 12_013
    counts.machines.answers = 3_604
    for (verdict, humans, machines) in [
      (DetectionVerdict.human, 11_502, 291), (.machine, 363, 3_313), (.unknown, 100, 0),
    ] {
      for _ in 0..<humans { counts.humans.add(verdict) }
      for _ in 0..<machines { counts.machines.add(verdict) }
    }
    counts.humansHungUp = 363
    counts.machinesTalkedTo = 288
    for milliseconds in stride(from: 1_700, to: 3_200, by: 5) {
      counts.verdictTime.record(.milliseconds(milliseconds))
      counts.greeted(.milliseconds(milliseconds + 100))
    }
    counts.greeted(nil)
    counts.cost = Nanodollars(15_617 * 7_500_000)
    return counts
  }

  static var audit: AuditFacts {
    AuditFacts(
      entries: 41_207,
      head: String(repeating: "6aa139c6", count: 8),
      seal: String(repeating: "e0d6e227", count: 8),
      digest: String(repeating: "1f8decc2", count: 8),
      retention: RetentionClass(
        name: "telemarketing",
        years: 5,
        provenance: Provenance(grade: .verified, source: "16 CFR 310.5")
      ),
      retainUntil: "2031-03-02"
    )
  }

  static var compliance: [ComplianceFacts] {
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

  static var worstCalls: [WorstCallFacts] {
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

  static var checks: [ValidityCheck] {
    [
      ValidityCheck(passed: true, text: "Digest equal on 1, 2 and 8 threads"),
      ValidityCheck(passed: true, text: "Latency counted from the planned instant"),
      ValidityCheck(passed: true, text: "Warm-up of 5 min removed from percentiles"),
      ValidityCheck(passed: true, text: "Little’s law holds within 3 %"),
    ]
  }

  static var assumptions: [Assumption] {
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
      assumption("platform.pods.count", "34", .default, "command line (--set)", nil),
    ]
    return named
      + (1...12).map {
        assumption("carriers[\($0)].post_dial_delay", "p50 \($0),000 ms", .default, "ours", nil)
      }
  }

  static var claim: ClaimFacts {
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
