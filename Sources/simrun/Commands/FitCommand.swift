import Experiments
import RunReports
import Scenarios
import SimCore

/// `simrun fit`: a user's own measurements as presets, with the fit shown.
struct FitCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "fit",
    summary: "Makes presets of latencies that you measured, and shows how well they fit.",
    details: [
      """
      The file is CSV with a header: a column for each stage (stt_ms, ttft_ms, tts_ms), or the \
      columns stage, latency_ms and, if you like, service. Units are ms, s, us or ns.
      """,
      """
      Log-normal, gamma, shifted log-normal, ex-Gaussian and Pareto are fitted by maximum \
      likelihood. Of those that hold at p50, p90, p95 and p99 and as a whole the one of the least \
      BIC is taken; if none holds, the measured quantiles are.
      """,
    ],
    operands: [
      CommandDeclaration.Operand(name: "FILE", text: "a CSV file of measured latencies")
    ],
    options: [
      CommandDeclaration.Option(
        name: "column",
        value: "NAME[=STAGE]",
        text: "takes this column, and says what it measures",
        isRepeated: true
      ),
      CommandDeclaration.Option(
        name: "stage",
        value: "STAGE",
        text: "what is measured where no name says it: "
          + MeasuredStage.allCases.map(\.rawValue).joined(separator: ", ")
      ),
      CommandDeclaration.Option(
        name: "unit",
        value: "ms|s|us|ns",
        text: "of columns whose names end in no unit"
      ),
      CommandDeclaration.Option(
        name: "timeout",
        value: "TIME",
        text: "counts values from here on apart, such as 10s; of ttft they become the hang share"
      ),
      CommandDeclaration.Option(
        name: "name",
        value: "NAME",
        text: "the presets' name; the file's own without it"
      ),
      CommandDeclaration.Option(
        name: "date",
        value: "YYYY-MM-DD",
        text: "when it was measured, for the presets' provenance"
      ),
      CommandDeclaration.Option(name: "out", value: "FILE", text: "writes the presets (.yaml)"),
      CommandDeclaration.Option(name: "html", value: "FILE", text: "writes the fit as a page"),
      .force,
    ],
    examples: [
      ("simrun fit latencies.csv", "what fits, and how well"),
      (
        "simrun fit latencies.csv --name ours --out ours.yaml --html fit.html",
        "a scenario then says presets: [ours.yaml] and agent: {llm: ours}"
      ),
    ]
  )

  private let request: FitRequest
  private let output: String?
  private let page: String?
  private let isForced: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    var columns: [FitRequest.Column] = []
    for text in arguments.values("column") { columns.append(try Self.column(text)) }
    var stage: MeasuredStage?
    if let word = arguments.value("stage") { stage = try Self.stage(word, of: "stage") }
    request = FitRequest(
      path: arguments.operand(0),
      columns: columns,
      stage: stage,
      unit: try Self.unit(arguments.value("unit")),
      name: try Self.name(arguments.value("name")),
      timeout: try Self.timeout(arguments.value("timeout")),
      date: try Self.date(arguments.value("date")),
      build: Build.facts
    )
    output = arguments.value("out")
    page = arguments.value("html")
    isForced = arguments.has("force")
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    for path in [output, page, rejectsPath].compactMap(\.self) {
      try NewFile.check(path, isForced: isForced)
    }
    let result = try FitExperiment.fit(request)
    let style = TerminalStyle(hasColor: console.hasColor, hasUnicode: console.hasUnicode)
    try console.output(FitSummary.text(result.facts, style: style))
    var written: [String] = []
    if let output, let presets = result.presets {
      try write(presets, to: output)
      written.append(output)
    }
    if let rejectsPath, result.facts.rejects.count > 0 {
      try write(result.facts.rejects.csv, to: rejectsPath)
      written.append(rejectsPath)
    }
    if let page {
      try write(FitReport.text(result.facts), to: page)
      written.append(page)
    }
    if !written.isEmpty { console.note("wrote \(written.joined(separator: ", "))") }
    if output != nil, result.presets == nil {
      console.note("no preset was written: a scenario has one figure for what was measured")
    }
    return .success
  }

  /// Where the values that could not be used are listed: beside the presets.
  private var rejectsPath: String? {
    output.map { path in
      (path.hasSuffix(".yaml") ? String(path.dropLast(5)) : path) + ".rejects.csv"
    }
  }

  private func write(_ text: String, to path: String) throws(RunFailure) {
    try NewFile.write(path, isForced: isForced) { path throws(FileError) in
      try Files.write(path, Array(text.utf8))
    }
  }
}

extension FitCommand {
  private static func column(_ text: String) throws(RunFailure) -> FitRequest.Column {
    guard let equals = text.lastIndex(of: "=") else {
      return FitRequest.Column(name: text, stage: nil)
    }
    let word = String(text[text.index(after: equals)...])
    return FitRequest.Column(
      name: String(text[..<equals]),
      stage: try stage(word, of: "column")
    )
  }

  private static func stage(_ word: String, of option: String) throws(RunFailure) -> MeasuredStage {
    if let stage = MeasuredStage(word: word) { return stage }
    let known = MeasuredStage.allCases.map(\.rawValue)
    throw failure(
      "--\(option) has no stage \(Console.quoted(word))",
      Suggestion.remedy(for: word, in: known, listing: "The stages are")
    )
  }

  private static func unit(_ word: String?) throws(RunFailure) -> TimeUnit? {
    guard let word else { return nil }
    if let unit = TimeUnit(rawValue: word) { return unit }
    let known = TimeUnit.allCases.map(\.rawValue).joined(separator: ", ")
    throw failure("--unit has no unit \(Console.quoted(word))", "The units are \(known).")
  }

  private static func name(_ word: String?) throws(RunFailure) -> String? {
    guard let word, !PresetWord.isName(word) else { return word }
    let rule = "Use letters, digits, '-', '_' and '.', at most 64 of them."
    throw failure("--name cannot be \(Console.quoted(word))", rule)
  }

  private static func timeout(_ word: String?) throws(RunFailure) -> Duration? {
    guard let word else { return nil }
    if let time = PresetWord.duration(word), time > .zero { return time }
    throw failure("--timeout cannot be \(Console.quoted(word))", "Write a time like 10s or 800ms.")
  }

  private static func date(_ word: String?) throws(RunFailure) -> String? {
    guard let word, !PresetWord.isDate(word) else { return word }
    throw failure("--date cannot be \(Console.quoted(word))", "Write it like 2026-03-02.")
  }

  private static func failure(_ message: String, _ remedy: String) -> RunFailure {
    RunFailure(code: "FIT-009", class: .usage, message: message, remedy: remedy)
  }
}
