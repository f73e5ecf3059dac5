package import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// Runs a run directory again and compares the bytes.
package enum ReplayExperiment {
  /// Re-runs what `directory` records; the outcome says whether everything but the host's facts is
  /// equal, byte by byte.
  package static func replay(
    directory: String,
    build: BuildFacts,
    audio: AudioBinding? = nil,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: (RunProgress) -> Void = { _ in }
  ) throws(RunFailure) -> ReplayOutcome {
    let recorded = try RecordedRun(directory: directory)
    let scenario = try recorded.scenario()
    var request = RunRequest(
      scenarioPath: recorded.scenarioPath,
      build: build,
      seed: scenario.seed,
      overrides: recorded.values(of: "--set"),
      thresholds: recorded.values(of: "--threshold"),
      audio: audio,
      isInterrupted: isInterrupted
    )
    request.sealedUnder = recorded.sealKey
    let artifacts = try ScenarioRun(scenario: scenario, request: request)
      .simulate(progress: progress)
    var differences = recorded.inputDifferences(from: artifacts.facts)
    for file in RunDirectory.files(of: artifacts) {
      if let difference = try recorded.difference(in: file.name, from: file.bytes) {
        differences.append(difference)
      }
    }
    return ReplayOutcome(
      identical: differences.isEmpty,
      differences: differences,
      recordedDigest: recorded.digest,
      observedDigest: artifacts.facts.engine.digest
    )
  }
}

/// What a run directory says about the run that made it.
struct RecordedRun {
  let directory: String
  private let json: YAMLNode

  /// Larger than any run's files.
  private static let bytesMax = 1 << 30

  init(directory: String) throws(RunFailure) {
    self.directory = directory
    let path = "\(directory)/run.json"
    do {
      let bytes = try Files.readAll(path, limit: Self.bytesMax)
      json = try YAMLNode.parse(bytes, fileName: path, limits: .runFile)
    } catch let error as FileError {
      throw RunFailure(
        code: "RUN-004",
        class: .badInput,
        file: path,
        message: "\(directory) is not a run directory: \(error.message)",
        remedy: "name the directory that `simrun run` printed as its report's place"
      )
    } catch let error as ScenarioError {
      throw RunFailure(error)
    } catch {
      preconditionFailure("reading run.json fails with a file or a format error only")
    }
  }

  var digest: String { text("engine", "digest") }

  /// Whether it was lived on the wall clock.
  var isLive: Bool { json["live"]?.text == "true" }

  /// Of the source tree that made the run.
  var sourceDigest: String { text("build", "source_digest") }

  /// Names and versions of the libraries that its bytes hang on.
  var libraries: [String] {
    (json["build"]?["libraries"]?.elements ?? []).map { library in
      "\(library["name"]?.text ?? "") \(library["version"]?.text ?? "")"
    }
  }

  /// Of the lead file that the run was made with.
  var leadDigest: String { text("leads", "digest") }

  /// Of the trace of arrivals that the run was made with; empty without one.
  var arrivalDigest: String { text("arrival_trace", "digest") }

  /// Where the scenario lay; lead files are looked for relative to it.
  var scenarioPath: String { text("host", "scenario_path") }

  /// What the command line had given an option, for the record: the resolved scenario holds it.
  func values(of option: String) -> [String] {
    let words = json["scenario"]?["overrides"]?.elements?.compactMap(\.text) ?? []
    let pairs = stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
    return pairs.filter { $0.0 == option }.map(\.1)
  }

  /// The scenario as it was resolved, with further changes.
  func scenario(
    overrides: [String] = [],
    seed: UInt64? = nil
  ) throws(RunFailure) -> Scenario {
    guard !isLive else {
      throw RunFailure(
        code: "RUN-006",
        class: .badInput,
        file: directory,
        message: "the directory holds a live run, which nothing can repeat"
      )
    }
    let bytes = try read("scenario.resolved.yaml")
    do {
      return try ScenarioLoader.load(
        bytes: bytes,
        fileName: scenarioPath,
        directory: Files.directory(of: scenarioPath),
        overrides: overrides,
        seed: seed
      )
    } catch {
      throw RunFailure(error)
    }
  }

  /// What was different before the run began: the build and the lead file.
  func inputDifferences(from facts: RunFacts) -> [String] {
    var differences: [String] = []
    if sourceDigest != facts.build.sourceDigest {
      differences.append(
        """
        the source tree differs: recorded \(sourceDigest.prefix(12)), now \
        \(facts.build.sourceDigest.prefix(12))
        """
      )
    }
    let versions = facts.build.libraries.map { "\($0.name) \($0.version)" }
    if libraries != versions {
      let recorded = libraries.filter { !versions.contains($0) }.joined(separator: ", ")
      let now = versions.filter { !libraries.contains($0) }.joined(separator: ", ")
      differences.append(
        "libraries differ: recorded \(recorded.isEmpty ? "none" : recorded), now "
          + (now.isEmpty ? "none" : now)
      )
    }
    if arrivalDigest != facts.arrivalTrace?.digest ?? "" {
      differences.append("the trace of arrivals is not the one of the recorded run")
    }
    if leadDigest != facts.leads.digest {
      differences.append("the lead file \(facts.leads.file) is not the one of the recorded run")
    }
    return differences
  }

  /// How a file differs from the recorded one; nil when it does not.
  func difference(in name: String, from bytes: [UInt8]) throws(RunFailure) -> String? {
    guard Files.exists("\(directory)/\(name)") else {
      return try isPurged(name) ? nil : "\(name) is missing"
    }
    let recorded = try read(name)
    var bytes = bytes
    if name == "report.html", try isPurged(name) {
      bytes = SpokenText.removed(from: bytes, because: .purged)
    }
    let isEqual =
      switch name {
      case "run.json": RunJSON.withoutHost(recorded) == RunJSON.withoutHost(bytes)
      case "report.html", "summary.md": HostText.removed(from: recorded) == bytes
      default: recorded == bytes
      }
    return isEqual ? nil : "\(name) differs"
  }

  /// Whether the words of a file were removed, by the directory's access log.
  private func isPurged(_ name: String) throws(RunFailure) -> Bool {
    try AccessFile.log(of: self).rows.contains { $0.action == .purged && $0.file == name }
  }

  /// Those that share nothing.
  var zones: Int { max(json["engine"]?["zone_digests"]?.elements?.count ?? 0, 1) }

  /// Of the whole run, or of one of its zones.
  func traceDigest(zone: Int?) -> String? {
    guard let zone else { return text("engine", "trace_digest") }
    let zones = json["engine"]?["zone_digests"]?.elements ?? []
    return zone < zones.count ? zones[zone].text : nil
  }

  /// The files of calls that the run was written with.
  var exemplarNames: [String] { json["exemplars"]?.elements?.compactMap(\.text) ?? [] }

  /// The fingerprint of the key that the words of its calls are sealed under.
  var sealKey: String? {
    let key = text("at_rest", "key")
    return key.isEmpty || key == "null" ? nil : key
  }

  func read(_ name: String) throws(RunFailure) -> [UInt8] {
    do {
      return try Files.readAll("\(directory)/\(name)", limit: Self.bytesMax)
    } catch {
      throw RunFailure(error, code: "RUN-004", class: .badInput)
    }
  }

  /// A value of a section of `run.json`; empty when it is not there.
  func text(_ section: String, _ key: String) -> String {
    json[section]?[key]?.text ?? ""
  }
}
