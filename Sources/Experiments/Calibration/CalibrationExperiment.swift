package import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// What one `calibrate` is asked to do.
package struct CalibrationRequest: Sendable {
  /// A scenario file, or the directory of a run, as the user wrote it.
  package var path: String
  package var overrides: [String]
  package var seed: UInt64?
  /// Runs, each with a seed of its own from the first up.
  package var seeds: Int
  /// Of the preset.
  package var name: String?
  /// When it was measured.
  package var date: String?
  package var audio: AudioBinding
  package var build: BuildFacts
  package var isInterrupted: @Sendable () -> Bool

  package init(
    path: String,
    audio: AudioBinding,
    build: BuildFacts,
    overrides: [String] = [],
    seed: UInt64? = nil,
    seeds: Int = 1,
    name: String? = nil,
    date: String? = nil,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.path = path
    self.audio = audio
    self.build = build
    self.overrides = overrides
    self.seed = seed
    self.seeds = seeds
    self.name = name
    self.date = date
    self.isInterrupted = isInterrupted
  }
}

/// What the calls of a sample were heard as, as a table of word errors.
package struct Calibration: Sendable {
  package let fit: WordErrorFit
  /// The preset's name.
  package let name: String
  /// A file of presets that holds it.
  package let presets: String
}

/// Measures the word errors that the flow and packet tiers draw, on calls rendered as sound.
package enum CalibrationExperiment {
  /// Runs a scenario, or a recorded run once more, and fits what its audible calls were heard as.
  package static func calibrate(
    _ request: CalibrationRequest,
    progress: (RunProgress) -> Void = { _ in }
  ) throws(RunFailure) -> Calibration {
    let (scenario, path) = try scenario(request)
    guard scenario.fidelity.audio > 0 else {
      throw RunFailure(
        code: "SND-003",
        class: .badInput,
        file: request.path,
        message: "no call of the scenario is rendered as sound",
        remedy: "Give it --set fidelity=audio, or a share of the calls: "
          + "--set 'fidelity={default: flow, audio: 10%}'."
      )
    }
    let memory = HeardMemory()
    let run = ScenarioRun(
      scenario: scenario,
      request: RunRequest(
        scenarioPath: path,
        build: request.build,
        audio: request.audio.wrapping { RememberingListener($0, memory: memory) },
        isInterrupted: request.isInterrupted
      )
    )
    let leads = try LoadedLeads.read(scenario, strict: false)
    for index in 0..<request.seeds {
      _ = try run.world(
        of: scenario,
        seed: scenario.seed &+ UInt64(index),
        place: RunPlace(
          before: scenario.duration * index,
          total: scenario.duration * request.seeds,
          part: request.seeds > 1 ? "seed \(index + 1) of \(request.seeds)" : nil
        ),
        leads: leads,
        pacer: nil,
        progress: progress
      )
    }
    return try result(memory.all, of: scenario, request)
  }

  private static func scenario(
    _ request: CalibrationRequest
  ) throws(RunFailure) -> (scenario: Scenario, path: String) {
    guard Files.exists(request.path + "/run.json") else {
      let scenario = try ScenarioFile.load(
        request.path,
        overrides: request.overrides,
        seed: request.seed,
        thresholds: []
      )
      return (scenario, request.path)
    }
    let recorded = try RecordedRun(directory: request.path)
    let scenario = try recorded.scenario(overrides: request.overrides, seed: request.seed)
    return (scenario, recorded.scenarioPath)
  }

  private static func result(
    _ stretches: [HeardStretch],
    of scenario: Scenario,
    _ request: CalibrationRequest
  ) throws(RunFailure) -> Calibration {
    guard stretches.contains(where: { $0.errors.referenceWords > 0 }) else {
      throw RunFailure(
        code: "SND-004",
        class: .badInput,
        file: request.path,
        message: "no word was said in a call that is rendered as sound",
        remedy: "Let more calls be answered, or render a greater share of them."
      )
    }
    let suppression = scenario.audio.noiseSuppression ? "suppressed" : "not suppressed"
    let recognizer = "pocketsphinx, \(scenario.audio.language.rawValue), noise \(suppression)"
    let fit = WordErrorFit(stretches, recognizer: recognizer)
    let name = request.name ?? "pocketsphinx-\(scenario.audio.language.rawValue)"
    let last = scenario.seed &+ UInt64(request.seeds - 1)
    let seeds = request.seeds > 1 ? "seeds \(scenario.seed) to \(last)" : "seed \(scenario.seed)"
    let words = Figures.counted(fit.errors.referenceWords, "word")
    let source =
      "run of \(scenario.name) (SHA-256 \(scenario.digestPrefix)), \(seeds): "
      + "\(Figures.counted(fit.calls, "call")), \(words) heard; "
      + "relative to \(recognizer), never the rate of a service"
    return Calibration(
      fit: fit,
      name: name,
      presets: scenario.recognizerPresets(
        named: name,
        table: fit.table,
        provenance: Provenance(grade: .computed, source: source, date: request.date)
      )
    )
  }
}

extension Scenario {
  fileprivate var digestPrefix: String {
    String(SHA256.hex(of: Array(resolvedText.utf8)).prefix(12))
  }
}
