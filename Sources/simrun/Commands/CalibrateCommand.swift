import Experiments
import Scenarios
import SimCore

/// `simrun calibrate`: what calls rendered as sound were heard as, for the tiers that draw errors.
struct CalibrateCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "calibrate",
    summary: "Measures word errors on calls rendered as sound, for the other tiers to draw.",
    details: [
      """
      Runs a scenario, or a recorded run once more, and counts what the recognizer made of each \
      word by accent, noise, signal-to-noise ratio, codec and the gap in the line that touches it. \
      Sparse cells are drawn towards an additive model of the log odds.
      """,
      """
      The preset has the scenario's recognizer with these errors in place of its own. They are \
      those of pocketsphinx, and far more than a service makes: a run that draws them agrees with \
      the calls of its own that are heard, and shows what changes them.
      """,
    ],
    operands: [
      CommandDeclaration.Operand(
        name: "SCENARIO|RUN",
        text: "a scenario file (.yaml), or a run directory"
      )
    ],
    options: [
      CommandDeclaration.Option(name: "seed", value: "N", text: "replaces the scenario's seed"),
      CommandDeclaration.Option(
        name: "seeds",
        value: "N",
        text: "runs so many seeds, from that one up (1 to 1000; 1 without it)"
      ),
      .set,
      CommandDeclaration.Option(
        name: "name",
        value: "NAME",
        text: "the preset's name; pocketsphinx-<language> without it"
      ),
      CommandDeclaration.Option(
        name: "date",
        value: "YYYY-MM-DD",
        text: "when it was measured, for the preset's provenance"
      ),
      CommandDeclaration.Option(name: "out", value: "FILE", text: "writes the preset (.yaml)"),
      .force,
      .threads,
      CommandDeclaration.Option(name: "quiet", text: "shows no progress"),
    ],
    examples: [
      (
        "simrun calibrate Scenarios/people.yaml --set fidelity=audio --out heard.yaml",
        "a scenario then says presets: [heard.yaml] and agent: {stt: pocketsphinx-bigram}"
      )
    ]
  )

  private let request: CalibrationRequest
  private let output: String?
  private let isForced: Bool
  private let isQuiet: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    request = CalibrationRequest(
      path: arguments.operand(0),
      audio: try AudioOptions.binding(arguments),
      build: Build.facts,
      overrides: arguments.values("set"),
      seed: try arguments.number("seed"),
      seeds: try arguments.count("seeds", in: 1...1_000) ?? 1,
      name: try Self.word(
        arguments,
        "name",
        PresetWord.isName,
        "letters, digits, '-', '_' and '.'"
      ),
      date: try Self.word(arguments, "date", PresetWord.isDate, "the form 2026-03-02"),
      isInterrupted: { HostProcess.stopSignal != nil }
    )
    output = arguments.value("out")
    isForced = arguments.has("force")
    isQuiet = arguments.has("quiet")
  }

  private static func word(
    _ arguments: Arguments,
    _ option: String,
    _ isFine: (String) -> Bool,
    _ form: String
  ) throws(RunFailure) -> String? {
    guard let word = arguments.value(option), !isFine(word) else { return arguments.value(option) }
    throw RunFailure(
      code: "FIT-009",
      class: .usage,
      message: "--\(option) cannot be \(Console.quoted(word))",
      remedy: "Use \(form)."
    )
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    if let output { try NewFile.check(output, isForced: isForced) }
    var line = ProgressLine(console, isQuiet: isQuiet)
    defer { line.clear() }
    let calibration = try CalibrationExperiment.calibrate(request) { line.show($0) }
    line.clear()
    try console.output(calibration.text)
    guard let output else { return .success }
    try NewFile.write(output, isForced: isForced) { path throws(FileError) in
      try Files.write(path, Array(calibration.presets.utf8))
    }
    console.note("wrote \(output)")
    return .success
  }
}
