internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension TraceSide {
  /// Reads a run directory or a scenario file.
  static func open(
    _ path: String,
    changes: (overrides: [String], seed: UInt64?),
    request: TraceComparisonRequest
  ) throws(RunFailure) -> TraceSide {
    let set = changes.overrides.map { "--set \($0)" }
    let words = set + (changes.seed.map { ["--seed \($0)"] } ?? [])
    let name = ([path] + words).joined(separator: " ")
    guard Files.isDirectory(path) else {
      let scenario = try ScenarioFile.load(
        path,
        overrides: changes.overrides,
        seed: changes.seed
      )
      return TraceSide(RepeatedRun(scenario, name, request), recorded: nil)
    }
    let recorded = try RecordedRun(directory: path)
    let obstacle = recorded.obstacle(for: request.build)
    // Another build's directory may hold other files.
    if let obstacle, !recorded.hasTrace { throw obstacle }
    let scenario = try recorded.scenario(overrides: changes.overrides, seed: changes.seed)
    var run = RepeatedRun(scenario, name, request)
    run.obstacle = obstacle
    run.leadDigest = recorded.leadDigest
    return TraceSide(run, recorded: words.isEmpty ? try recorded.traceWindows() : nil)
  }

  private init(_ repeated: RepeatedRun, recorded: TraceWindows?) {
    let scenario = repeated.scenario
    self.init(
      run: TraceDifference.Run(
        name: repeated.name,
        seed: scenario.seed,
        start: scenario.start
      ),
      recorded: recorded
    ) { (retention, end, progress) throws(RunFailure) in
      try repeated.simulate(keeping: retention, until: end, progress: progress)
    }
  }
}

/// A run that is simulated again and again, for its trace only.
private struct RepeatedRun {
  let scenario: Scenario
  /// As the user named it, with what the command line changes.
  let name: String
  /// Set when the recorded run cannot be simulated again by this build.
  var obstacle: RunFailure?
  /// Of the lead file that the recorded run was made with.
  var leadDigest: String?
  private let isInterrupted: @Sendable () -> Bool

  init(_ scenario: Scenario, _ name: String, _ request: TraceComparisonRequest) {
    self.scenario = scenario
    self.name = name
    isInterrupted = request.isInterrupted
  }

  /// The run, or its beginning up to the first slice that ends at or after `end`.
  func simulate(
    keeping retention: TraceRetention,
    until end: SimInstant,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> TraceLife {
    if let obstacle { throw obstacle }
    guard scenario.zones == 1 else {
      throw RunFailure(
        code: "RUN-007",
        class: .usage,
        message: "traces of one world are compared, and \(name) has \(scenario.zones) zones",
        remedy: "compare one zone: set platform.zones to 1, with a part of the load"
      )
    }
    let leads = try LoadedLeads.read(scenario, strict: false)
    if let leadDigest, leadDigest != leads.facts.digest { throw .otherLeads(scenario, name) }
    var world = World(
      scenario: scenario,
      seed: scenario.seed,
      leads: leads.stores,
      arrivals: leads.arrivals,
      keeping: retention,
      // The tables are not looked at.
      compress: { _ in [] }
    )
    let limit = SimInstant.zero.duration(to: end)
    while let step = world.advance(), step.elapsed < limit {
      guard !isInterrupted() else { throw RunFailure.interrupted }
      progress(
        RunProgress(
          phase: .simulating,
          simulated: min(step.elapsed, scenario.duration),
          total: scenario.duration,
          calls: step.callsStarted
        )
      )
    }
    let result = world.finish()
    return TraceLife(windows: result.traceWindows, kept: result.traceKept)
  }
}

extension RecordedRun {
  /// Why a build cannot make this run again; nil when it can.
  func obstacle(for build: BuildFacts) -> RunFailure? {
    guard sourceDigest != build.sourceDigest else { return nil }
    return RunFailure(
      code: "TRC-001",
      class: .invalidRun,
      file: directory,
      message: """
        another build of simrun made it (source \(sourceDigest.prefix(12)), this is \
        \(build.sourceDigest.prefix(12))), and only that can make it again
        """,
      remedy: "run its scenario again with this build, or compare with the simrun that made it"
    )
  }

  fileprivate var hasTrace: Bool { Files.exists("\(directory)/trace.csv.gz") }

  fileprivate func traceWindows() throws(RunFailure) -> TraceWindows {
    let bytes = try read("trace.csv.gz")
    guard let text = try? Gzip.content(bytes, limit: 1 << 24),
      let windows = TraceTable.windows(text)
    else {
      throw RunFailure(
        code: "RUN-004",
        class: .badInput,
        file: "\(directory)/trace.csv.gz",
        message: "it is damaged: no table of windows can be read from it",
        remedy: "run the scenario again; simrun replay compares the directory with what it finds"
      )
    }
    return windows
  }
}

extension RunFailure {
  /// The lead file has changed since a run was recorded.
  static func otherLeads(_ scenario: Scenario, _ name: String) -> RunFailure {
    RunFailure(
      code: "TRC-002",
      class: .invalidRun,
      file: scenario.campaigns.map(\.leads).joined(separator: ", "),
      message: "it is not the lead file that \(name) was made with",
      remedy: "put the file back that the run was made with, or run its scenario again"
    )
  }
}
