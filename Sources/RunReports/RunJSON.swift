package import SimCore
import VoicePipeline

/// `run.json`: every fact of a run, versioned; what differs between machines stands under `host`.
package enum RunJSON {
  /// Raised when a key changes its meaning or goes.
  package static let format = 1

  package static func text(_ facts: RunFacts) -> String {
    JSONWriter.text(value(facts))
  }

  package static func value(_ facts: RunFacts) -> JSONValue {
    .object([
      .init("format", .integer(format)),
      .init("scenario", scenario(facts.scenario)),
      .init("build", build(facts.build)),
      .init("verdict", .string(facts.verdict.rawValue)),
      .init("thresholds", .array(facts.thresholds.map(threshold))),
      .init("attempts", attempts(facts.attempts)),
      .init("ratios", ratios(facts)),
      .init("latencies", .array(facts.latencies.map(latency))),
      .init("stages", .array(facts.stages.map(stage))),
      .init("dominant_stage", DominantStage(facts.stages).map(dominant) ?? .null),
      .init("load", load(facts.load)),
      .init("response_windows", .array(facts.responseWindows.map(window))),
      .init("word_errors", .array(facts.wordErrors.map(wordErrors))),
      .init(
        "outcomes",
        .object(facts.outcomes.map { .init($0.outcome.rawValue, .integer($0.count)) })
      ),
      .init("detection", facts.detection.map(detection) ?? .null),
      .init("models", RunJSON.models(facts)),
      .init("media", facts.media.map(media) ?? .null),
      .init("heard", .array(facts.audible.map(heard))),
      .init("tiers", .array(tiers(facts))),
      .init("carriers", .array(facts.carriers.map(carrier))),
      .init("campaigns", .array(facts.campaigns.map(campaign))),
      .init("waiting_room", facts.waitingRoom.map(waitingRoom) ?? .null),
      .init("arrival_trace", facts.arrivalTrace.map(arrivalTrace) ?? .null),
      .init("outcome_writes", facts.outcomeWrites.map(outcomeWrites) ?? .null),
      .init("dashboards", facts.dashboards.map(dashboards) ?? .null),
      .init("saturation", facts.saturation.map(shortages) ?? .null),
      .init("scaling", facts.scaling.map(scaling) ?? .null),
      .init("resilience", facts.resilience.map(resilience) ?? .null),
      .init("costs", facts.costs.map(costs) ?? .null),
      .init("faults", .array(facts.faults.map(fault))),
      .init("compliance", .array(facts.compliance.map(compliance))),
      .init("audit", facts.audit.map(audit) ?? .null),
      .init("at_rest", facts.atRest.map(atRest) ?? .null),
      .init("leads", leads(facts.leads)),
      .init("worst_calls", .array(facts.worstCalls.map(worstCall))),
      .init("exemplars", .array(exemplars(facts))),
      .init("checks", .array(facts.checks.map(check))),
      .init("assumptions", .array(facts.assumptions.map(assumption))),
      .init("claim", facts.claim.map(claim) ?? .null),
      .init("live", .boolean(facts.isLive)),
      .init("engine", engine(facts.engine)),
      .init("host", host(facts.host)),
    ])
  }
}

extension RunJSON {
  /// The files of the worst calls.
  private static func exemplars(_ facts: RunFacts) -> [JSONValue] {
    facts.exemplars.map { .string(CallFile.name($0, in: facts)) }
  }

  private static func scenario(_ facts: ScenarioFacts) -> JSONValue {
    .object([
      .init("name", .string(facts.name)),
      .init("description", .string(facts.description)),
      .init("file", .string(facts.fileName)),
      .init("seed", .integer(facts.seed)),
      .init("start", .string(facts.start)),
      .init("duration_s", .seconds(facts.duration)),
      .init("warm_up_s", .seconds(facts.warmUp)),
      .init("fidelity", .string(facts.fidelity)),
      .init("digest", .string(facts.digest)),
      .init("overrides", .array(facts.overrides.map(JSONValue.string))),
      .init("replications", .integer(facts.replications)),
    ])
  }

  private static func build(_ facts: BuildFacts) -> JSONValue {
    .object([
      .init("version", .string(facts.version)),
      .init("source_digest", .string(facts.sourceDigest)),
      .init("compiler", .string(facts.compiler)),
      .init(
        "libraries",
        .array(
          facts.libraries.map { library in
            .object([
              .init("name", .string(library.name)), .init("version", .string(library.version)),
            ])
          }
        )
      ),
      .init("zone_table", .string(facts.zoneTableVersion)),
    ])
  }

  private static func threshold(_ facts: ThresholdFacts) -> JSONValue {
    let kind = facts.metric.kind
    return .object([
      .init("expression", .string(facts.expression)),
      .init("metric", .string(facts.metric.rawValue)),
      .init("statistic", .string(facts.statistic)),
      .init("comparison", .string(facts.comparison)),
      .init("unit", .string(kind.jsonUnit)),
      .init("measured", facts.measured.map(kind.json) ?? .null),
      .init("bound", kind.json(facts.bound)),
      .init(
        "interval",
        facts.interval.map {
          .array([kind.json($0.lowerBound), kind.json($0.upperBound)])
        } ?? .null
      ),
      .init("count", .integer(facts.count)),
      .init("verdict", .string(facts.verdict.rawValue)),
    ])
  }

  private static func attempts(_ facts: AttemptFacts) -> JSONValue {
    .object([
      .init("offered", .integer(facts.offered)),
      .init("started", .integer(facts.started)),
      .init("dropped", .integer(facts.dropped)),
      .init("late", .integer(facts.late)),
      .init("answered", .integer(facts.answered)),
      .init("turns", .integer(facts.turns)),
      .init("hold_mean_ms", .milliseconds(facts.holdMean)),
      .init("turns_per_call", .fixed(facts.turnsPerCall, decimals: 3)),
    ])
  }

  /// Every ratio with its two counts, so that runs can be pooled.
  private static func ratios(_ facts: RunFacts) -> JSONValue {
    .object(
      MetricName.allCases.compactMap { metric in
        guard let share = facts.share(metric), let value = share.value else { return nil }
        return .init(
          metric.rawValue,
          .object([
            .init("part", .integer(share.part)),
            .init("whole", .integer(share.whole)),
            .init("ratio", .fixed(value, decimals: 6)),
          ])
        )
      }
    )
  }
}

extension RunJSON {
  private static func latency(_ facts: LatencyFacts) -> JSONValue {
    let histogram = facts.histogram
    return .object([
      .init("metric", .string(facts.metric.rawValue)),
      .init("parent", facts.parent.map { .string($0.rawValue) } ?? .null),
      .init("count", .integer(histogram.count)),
      .init("min_ms", .milliseconds(histogram.min)),
      .init("mean_ms", .milliseconds(histogram.mean)),
      .init("p50_ms", .milliseconds(histogram.quantile(0.5))),
      .init("p90_ms", .milliseconds(histogram.quantile(0.9))),
      .init("p95_ms", .milliseconds(histogram.quantile(0.95))),
      .init("p95_interval_ms", interval(histogram.quantileInterval(0.95))),
      .init("p99_ms", .milliseconds(histogram.quantile(0.99))),
      .init("p99_interval_ms", interval(histogram.quantileInterval(0.99))),
      .init("p999_ms", .milliseconds(histogram.quantile(0.999))),
      .init("max_ms", .milliseconds(histogram.max)),
    ])
  }

  private static func interval(_ range: ClosedRange<Duration>?) -> JSONValue {
    guard let range else { return .null }
    return .array([.milliseconds(range.lowerBound), .milliseconds(range.upperBound)])
  }

  private static func stage(_ facts: StageFacts) -> JSONValue {
    .object([
      .init("metric", .string(facts.metric.rawValue)),
      .init("near_p50_ms", .milliseconds(facts.nearMedian)),
      .init("near_p95_ms", .milliseconds(facts.nearP95)),
      .init("slowest_twentieth_ms", .milliseconds(facts.slowest)),
    ])
  }

  private static func dominant(_ stage: DominantStage) -> JSONValue {
    .object([
      .init("at_p50", .string(stage.usual.metric.rawValue)),
      .init("at_p50_share", .fixed(stage.usual.share, decimals: 6)),
      .init("slowest_twentieth", .string(stage.slow.metric.rawValue)),
      .init("slowest_twentieth_share", .fixed(stage.slow.share, decimals: 6)),
    ])
  }

  private static func load(_ facts: LoadFacts) -> JSONValue {
    .object([
      .init("bucket_s", .seconds(facts.bucket)),
      .init("offered", .array(facts.offered.map { .fixed($0, decimals: 3) })),
      .init("active", .array(facts.active.map { .fixed($0, decimals: 3) })),
      .init("blocked", .array(facts.blocked.map { .integer($0) })),
      .init("slots", .integer(facts.slots)),
      .init("active_mean", .fixed(facts.activeMean, decimals: 3)),
      .init("active_peak", .integer(facts.activePeak)),
      .init("little_mean", .fixed(facts.littleMean, decimals: 3)),
    ])
  }

  private static func window(_ facts: LatencyWindow) -> JSONValue {
    .object([
      .init("start_s", .seconds(.nanoseconds(facts.start.nanoseconds))),
      .init("count", .integer(facts.count)),
      .init("p50_ms", .milliseconds(facts.p50)),
      .init("p95_ms", .milliseconds(facts.p95)),
      .init("p99_ms", .milliseconds(facts.p99)),
    ])
  }

  private static func wordErrors(_ facts: WordErrorFacts) -> JSONValue {
    .object([
      .init("accent", .string(facts.accent)),
      .init("noise", .string(facts.noise)),
      .init("words", .integer(facts.words)),
      .init("substitutions", .integer(facts.substitutions)),
      .init("deletions", .integer(facts.deletions)),
      .init("insertions", .integer(facts.insertions)),
    ])
  }
}

extension RunJSON {
  private static func compliance(_ facts: ComplianceFacts) -> JSONValue {
    .object([
      .init("rule", .string(facts.rule)),
      .init("checked", .integer(facts.checked)),
      .init("held_back", .integer(facts.heldBack)),
      .init("violations", .integer(facts.violations)),
    ])
  }

  private static func leads(_ facts: LeadFacts) -> JSONValue {
    .object([
      .init("file", .string(facts.file)),
      .init("digest", .string(facts.digest)),
      .init("format", .string(facts.format)),
      .init("notes", .array(facts.notes.map { .string($0) })),
      .init("rows", .integer(facts.rows)),
      .init("accepted", .integer(facts.accepted)),
      .init(
        "rejected",
        .array(
          facts.rejected.map { reason in
            .object([
              .init("reason", .string(reason.reason)), .init("count", .integer(reason.count)),
            ])
          }
        )
      ),
    ])
  }

  private static func worstCall(_ facts: WorstCallFacts) -> JSONValue {
    .object([
      .init("call", .integer(facts.call)),
      .init("answered_at_s", .seconds(.nanoseconds(facts.answeredAt.nanoseconds))),
      .init("response_max_ms", .milliseconds(facts.responseMax)),
      .init("turns", .integer(facts.turns)),
      .init("outcome", .string(facts.outcome.rawValue)),
      .init("cause", .string(facts.cause)),
    ])
  }

  private static func check(_ facts: ValidityCheck) -> JSONValue {
    .object([.init("passed", .boolean(facts.passed)), .init("text", .string(facts.text))])
  }

  private static func assumption(_ facts: Assumption) -> JSONValue {
    .object([
      .init("path", .string(facts.path)),
      .init("value", .string(facts.value)),
      .init("grade", .string(facts.provenance.grade.rawValue)),
      .init("source", .string(facts.provenance.source)),
      .init("date", facts.provenance.date.map(JSONValue.string) ?? .null),
    ])
  }

  private static func claim(_ facts: ClaimFacts) -> JSONValue {
    .object(
      [
        .init("id", .string(facts.id)),
        .init("quote", .string(facts.quote)),
        .init("source", .string(facts.source)),
        .init("metric", .string(facts.metric)),
        .init("unit", .string(facts.unit)),
        .init(
          "claimed",
          facts.claimed.map { range in
            .array([
              .fixed(range.lowerBound, decimals: 6), .fixed(range.upperBound, decimals: 6),
            ])
          } ?? .null
        ),
        .init("finding", .string(facts.finding.rawValue)),
        .init("expected", .string(facts.expected.rawValue)),
        .init("sentence", .string(facts.sentence)),
        .init(
          "figures",
          .array(
            facts.figures.map { figure in
              .object([.init("name", .string(figure.name)), .init("value", .string(figure.value))])
            }
          )
        ),
        .init("samples", .array(facts.samples.map { .fixed($0, decimals: 6) })),
      ] + (facts.comparison.map { [.init("comparison", ComparisonJSON.value($0))] } ?? [])
    )
  }

  private static func engine(_ facts: EngineFacts) -> JSONValue {
    .object([
      .init("events", .integer(facts.events)),
      .init("digest", .string(facts.digest)),
      .init("trace_digest", .string(facts.traceDigest)),
      .init("zone_digests", .array(facts.zoneDigests.map { .string($0) })),
      .init("windows_digest", .string(facts.windowsDigest)),
      .init("window_s", .fixed(facts.windowLength / .seconds(1), decimals: 3)),
      .init("calls_digest", .string(facts.callsDigest)),
      .init("turns_digest", .string(facts.turnsDigest)),
      .init("model_calls_digest", .string(facts.modelCallsDigest)),
      .init("turns_share", .fixed(facts.records.turns, decimals: 6)),
      .init("model_calls_share", .fixed(facts.records.modelCalls, decimals: 6)),
      .init("exemplars_digest", .string(facts.exemplarsDigest)),
    ])
  }

  private static func host(_ facts: HostFacts) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("cpu_s", .fixed(facts.cpuSeconds, decimals: 3)),
      .init("wall_s", .fixed(facts.wallSeconds, decimals: 3)),
      .init("memory_peak_bytes", .integer(facts.memoryPeakBytes)),
      .init("scenario_path", .string(facts.scenarioPath)),
      .init("lead_path", .string(facts.leadPath)),
      .init("machine", .string(facts.machine)),
      .init("kernel", .string(facts.kernel)),
    ]
    if let pace = facts.pace { members.append(.init("pace", Self.pace(pace))) }
    return .object(members)
  }
}

extension RunJSON {
  /// Of a run that was shown in real time.
  private static func pace(_ record: PaceRecord) -> JSONValue {
    let lag = record.lag.histogram
    return .object([
      .init("asked", .fixed(record.pace, decimals: 3)),
      .init("kept", record.achieved.map { .fixed($0, decimals: 3) } ?? .null),
      .init("timer_lag_count", .integer(lag.count)),
      .init("timer_lag_p50_ms", .milliseconds(lag.quantile(0.5))),
      .init("timer_lag_p99_ms", .milliseconds(lag.quantile(0.99))),
      .init("timer_lag_max_ms", .milliseconds(lag.max)),
      .init("stalls", .integer(record.lag.stalls)),
    ])
  }
}

extension MetricName.Kind {
  /// The unit of a value in `run.json`.
  fileprivate var jsonUnit: String {
    switch self {
    case .latency: "ms"
    case .ratio: "ratio"
    case .count: "count"
    case .money: "USD"
    case .score: "mos"
    }
  }

  fileprivate func json(_ value: Double) -> JSONValue {
    switch self {
    case .latency: .fixed(value / 1_000_000, decimals: 3)
    case .ratio: .fixed(value, decimals: 6)
    case .count: .fixed(value, decimals: 3)
    case .money: .fixed(value, decimals: 6)
    case .score: .fixed(value, decimals: 3)
    }
  }
}
