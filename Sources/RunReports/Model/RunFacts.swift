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
  package var conversations: ConversationCounts
  /// Of a run in which people had to be told from machines.
  package var detection: DetectionCounts?
  /// The services that were used, in the order of a turn.
  package var services: [ServiceCostFacts]
  package var carriers: [CarrierFacts]
  /// What went wrong by the scenario's own will, and when.
  package var faults: [FaultFacts] = []
  /// What was made of calls that were rendered as sound.
  package var audible: [AudibleCell] = []
  /// Calls that were rendered as sound against the others, by kind of caller; empty where all are
  /// of one tier.
  package var tiers: [TierPair] = []
  /// Whether the others draw word errors that were measured on such calls.
  package var drawsHeardErrors = false
  /// How audio arrived; nil where the tier knows nothing of packets.
  package var media: MediaFacts?
  package var compliance: [ComplianceFacts]
  /// Nil for a run that nobody audits.
  package var audit: AuditFacts?
  /// Nil when nobody has asked how the words of calls are kept.
  package var atRest: AtRestFacts?
  package var leads: LeadFacts
  /// In the order of the scenario.
  package var campaigns: [CampaignReport] = []
  /// Nil when nobody called in.
  package var waitingRoom: WaitingRoomAccount?
  /// Nil where no calls came in by a file of arrivals.
  package var arrivalTrace: ArrivalTraceFacts?
  /// Nil where nobody wrote the outcomes of calls.
  package var outcomeWrites: OutcomeWrites?
  /// Nil where nobody looks on.
  package var dashboards: EventAccount?
  /// Nil where pods stand.
  package var scaling: ScalingFacts?
  /// Nil where nothing of it was measured.
  package var saturation: SaturationFacts?
  /// Nil where no request was asked again, and nothing was there to break.
  package var resilience: ResilienceFacts?
  /// Nil where nothing has a price.
  package var costs: CostFacts?
  package var worstCalls: [WorstCallFacts]
  /// The first few of them, with what happened in them.
  package var exemplars: [ExemplarCall]
  package var checks: [ValidityCheck]
  package var assumptions: [Assumption]
  package var claim: ClaimFacts?
  package var engine: EngineFacts
  /// Lived on the wall clock, with real connections: nothing can make the same bytes again.
  package var isLive: Bool
  /// What differs between machines and moments; only in `run.json#/host`, on the terminal, and
  /// between the marks of `HostText`.
  package var host: HostFacts

  package init(
    scenario: ScenarioFacts,
    build: BuildFacts,
    verdict: Verdict,
    thresholds: [ThresholdFacts],
    attempts: AttemptFacts,
    latencies: [LatencyFacts],
    stages: [StageFacts],
    load: LoadFacts,
    responseWindows: [LatencyWindow],
    wordErrors: [WordErrorFacts],
    outcomes: [OutcomeFacts],
    conversations: ConversationCounts,
    services: [ServiceCostFacts],
    carriers: [CarrierFacts],
    compliance: [ComplianceFacts],
    leads: LeadFacts,
    worstCalls: [WorstCallFacts],
    exemplars: [ExemplarCall],
    checks: [ValidityCheck],
    assumptions: [Assumption],
    claim: ClaimFacts?,
    engine: EngineFacts,
    audit: AuditFacts? = nil,
    detection: DetectionCounts? = nil,
    isLive: Bool = false,
    host: HostFacts
  ) {
    self.scenario = scenario
    self.build = build
    self.verdict = verdict
    self.thresholds = thresholds
    self.attempts = attempts
    self.latencies = latencies
    self.stages = stages
    self.load = load
    self.responseWindows = responseWindows
    self.wordErrors = wordErrors
    self.outcomes = outcomes
    self.conversations = conversations
    self.services = services
    self.carriers = carriers
    self.compliance = compliance
    self.audit = audit
    self.detection = detection
    self.leads = leads
    self.worstCalls = worstCalls
    self.exemplars = exemplars
    self.checks = checks
    self.assumptions = assumptions
    self.claim = claim
    self.engine = engine
    self.isLive = isLive
    self.host = host
  }
}

/// Whether the run met its thresholds.
package enum Verdict: String, Sendable, Hashable {
  case pass
  case fail
  /// Too few samples, or the run is invalid: exit code 2.
  case inconclusive
}

/// What was simulated, and under which seed.
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

  package init(
    name: String,
    description: String,
    fileName: String,
    seed: UInt64,
    start: String,
    duration: Duration,
    warmUp: Duration,
    fidelity: String,
    digest: String,
    overrides: [String],
    replications: Int
  ) {
    self.name = name
    self.description = description
    self.fileName = fileName
    self.seed = seed
    self.start = start
    self.duration = duration
    self.warmUp = warmUp
    self.fidelity = fidelity
    self.digest = digest
    self.overrides = overrides
    self.replications = replications
  }
}

/// What was running.
package struct BuildFacts: Sendable {
  package var version: String
  /// SHA-256 over the source tree.
  package var sourceDigest: String
  package var compiler: String
  /// Name and version, sorted by name.
  package var libraries: [(name: String, version: String)]
  package var zoneTableVersion: String

  package init(
    version: String,
    sourceDigest: String,
    compiler: String,
    libraries: [(name: String, version: String)],
    zoneTableVersion: String
  ) {
    self.version = version
    self.sourceDigest = sourceDigest
    self.compiler = compiler
    self.libraries = libraries
    self.zoneTableVersion = zoneTableVersion
  }
}

/// One threshold with what the run measured against it.
package struct ThresholdFacts: Sendable {
  /// As written: `response_latency.p95 < 1500ms`.
  package var expression: String
  package var metric: MetricName
  /// `p50`, `p90`, `p95`, `p99`, `p999`, `max`, `mean` or `value`.
  package var statistic: String
  /// `<`, `<=`, `>`, `>=` or `==`: what `measured` has to be to `bound`.
  package var comparison: String
  /// Nanoseconds, a share of 0 to 1, or a count, by the metric's kind; nil without samples.
  package var measured: Double?
  package var bound: Double
  /// 95 % interval in the unit of `measured`.
  package var interval: ClosedRange<Double>?
  /// Samples behind the figure.
  package var count: Int
  package var verdict: Verdict

  package init(
    expression: String,
    metric: MetricName,
    statistic: String,
    comparison: String,
    measured: Double?,
    bound: Double,
    interval: ClosedRange<Double>?,
    count: Int,
    verdict: Verdict
  ) {
    self.expression = expression
    self.metric = metric
    self.statistic = statistic
    self.comparison = comparison
    self.measured = measured
    self.bound = bound
    self.interval = interval
    self.count = count
    self.verdict = verdict
  }
}

/// How much the kernel did, and the digests that two equal runs share.
package struct EngineFacts: Sendable {
  package var events: UInt64
  /// SHA-256 over the trace, `calls.csv`, `turns.csv` and `trace.csv`, hexadecimal.
  package var digest: String
  package var traceDigest: String
  /// Of each zone, where there are several.
  package var zoneDigests: [String] = []
  /// Of `trace.csv`: the state of the trace at the end of each window of simulated time.
  package var windowsDigest: String
  /// Length of those windows.
  package var windowLength: Duration
  package var callsDigest: String
  package var turnsDigest: String
  package var modelCallsDigest: String
  /// Over the files of the exemplar calls, in order.
  package var exemplarsDigest: String
  /// Of how many calls the tables have the rows.
  package var records = RecordShares.all

  package init(
    events: UInt64,
    digest: String,
    traceDigest: String,
    windowsDigest: String,
    windowLength: Duration,
    callsDigest: String,
    turnsDigest: String,
    modelCallsDigest: String,
    exemplarsDigest: String
  ) {
    self.events = events
    self.digest = digest
    self.traceDigest = traceDigest
    self.windowsDigest = windowsDigest
    self.windowLength = windowLength
    self.callsDigest = callsDigest
    self.turnsDigest = turnsDigest
    self.modelCallsDigest = modelCallsDigest
    self.exemplarsDigest = exemplarsDigest
  }
}

/// Facts of this machine and moment.
package struct HostFacts: Sendable {
  package var cpuSeconds: Double
  package var wallSeconds: Double
  package var memoryPeakBytes: Int
  package var scenarioPath: String
  package var leadPath: String
  package var machine: String
  package var kernel: String
  /// How a run that was shown in real time kept its pace; nil for any other.
  package var pace: PaceRecord?

  package init(
    cpuSeconds: Double,
    wallSeconds: Double,
    memoryPeakBytes: Int,
    scenarioPath: String,
    leadPath: String,
    machine: String,
    kernel: String,
    pace: PaceRecord? = nil
  ) {
    self.cpuSeconds = cpuSeconds
    self.wallSeconds = wallSeconds
    self.memoryPeakBytes = memoryPeakBytes
    self.scenarioPath = scenarioPath
    self.leadPath = leadPath
    self.machine = machine
    self.kernel = kernel
    self.pace = pace
  }
}
