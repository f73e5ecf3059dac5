import RunReports
import SimCore
import VoicePipeline

extension RunFactsSample {
  /// A valid run in which nothing happened: no call, no threshold, no assumption.
  static func quiet() -> RunFacts {
    RunFacts(
      scenario: scenario,
      build: build,
      verdict: .pass,
      thresholds: [],
      attempts: attempts,
      latencies: [],
      stages: [],
      load: load,
      responseWindows: [],
      wordErrors: [],
      outcomes: [],
      conversations: ConversationCounts(),
      services: [],
      carriers: [],
      compliance: [],
      leads: leads,
      worstCalls: [],
      exemplars: [],
      checks: [],
      assumptions: [],
      claim: nil,
      engine: engine,
      host: host
    )
  }
}

extension RunFactsSample {
  private static let scenario = ScenarioFacts(
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
  )

  private static let build = BuildFacts(
    version: "0.1.0",
    sourceDigest: String(repeating: "7c1e90ab", count: 8),
    compiler: "Swift 6.3.1",
    libraries: [(name: "libdeflate", version: "1.14"), (name: "libyaml", version: "0.2.5")],
    zoneTableVersion: "2026a"
  )

  private static let engine = EngineFacts(
    events: 4_812_377,
    digest: String(repeating: "5be2a7f0", count: 8),
    traceDigest: String(repeating: "0a1b2c3d", count: 8),
    windowsDigest: String(repeating: "99aabbcc", count: 8),
    windowLength: .seconds(4),
    callsDigest: String(repeating: "11223344", count: 8),
    turnsDigest: String(repeating: "55667788", count: 8),
    modelCallsDigest: String(repeating: "66778899", count: 8),
    exemplarsDigest: String(repeating: "aabbccdd", count: 8)
  )

  private static let host = HostFacts(
    cpuSeconds: 1.934,
    wallSeconds: 2.101,
    memoryPeakBytes: 201_326_592,
    scenarioPath: "/home/anna/voice/Scenarios/peak-20k.yaml",
    leadPath: "/home/anna/voice/leads/us-100k.csv",
    machine: "x86_64",
    kernel: "6.1.0"
  )

  private static let attempts = AttemptFacts(
    offered: 0,
    started: 0,
    dropped: 0,
    late: 0,
    answered: 0,
    turns: 0,
    holdMean: .zero,
    turnsPerCall: 0
  )

  private static let load = LoadFacts(
    bucket: .seconds(10),
    offered: [],
    active: [],
    blocked: [],
    slots: 0,
    activeMean: 0,
    activePeak: 0,
    littleMean: 0
  )

  private static let leads = LeadFacts(
    file: "leads/us-100k.csv",
    digest: String(repeating: "77ab10fe", count: 8),
    rows: 0,
    accepted: 0,
    rejected: [],
    format: "UTF-8 with commas",
    notes: []
  )
}
