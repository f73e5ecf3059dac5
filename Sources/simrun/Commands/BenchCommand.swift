import Experiments
import Scenarios
import SimCore

/// `simrun bench`: what things cost on this machine.
struct BenchCommand: Command {
  static var declaration: CommandDeclaration {
    CommandDeclaration(
      verb: "bench",
      summary: "Measures what a scenario, or a part of simrun, costs on this machine.",
      details: details,
      operands: [
        CommandDeclaration.Operand(
          name: "WHAT",
          text: "a scenario file or a suite; without it Scenarios/peak-20k.yaml",
          isRequired: false
        )
      ],
      options: BenchOptions.all.map(\.option),
      examples: [
        ("simrun bench", "the pinned load test: 20,000 calls in one simulated hour"),
        ("simrun bench Scenarios/smoke.yaml --runs 10", "another scenario, more often"),
        ("simrun bench kernel", "timers, tasks and replies, and the common workloads"),
        ("simrun bench kernel --peers --json", "beside other simulators, for a program to read"),
      ]
    )
  }

  /// Those of a part of simrun, and those of sound, which only this target knows.
  private static var suites: [any BenchmarkSuite.Type] {
    BenchmarkSuites.all + [AudioSuite.self, ZoomSuite.self]
  }

  private static var details: [String] {
    let suites = Self.suites.map { "\($0.name): \($0.summary)." }
    return [
      """
      Figures are processor time, medians of several runs. For a scenario, reading the lead file, \
      writing the run directory and compression are included. Figures of a debug build mean nothing.
      """
    ] + ["The suites are:"] + suites
      + [
        """
        It ends 0 whether the bars that it prints are met or missed, for it only measures; dialer, \
        platform and takeover end 1 when something has happened that must not.
        """
      ]
  }

  /// What is measured.
  private enum Subject {
    case suite(any BenchmarkSuite.Type)
    case scenario(String)
    case leads(String)
    case program(OwnWorkload)
    /// Millions of them.
    case draws(Int)
    /// Sound with losses, into a folder.
    case conditions(String)

    /// The suite's name; nil for what is none.
    var suite: String? {
      switch self {
      case .suite(let suite): suite.name
      case .program: KernelSuite.name
      case .draws: "statistics"
      case .conditions: AudioSuite.name
      case .scenario, .leads: nil
      }
    }
  }

  private let subject: Subject
  private let request: BenchmarkRequest
  private let isJSON: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    subject = try Self.subject(arguments)
    try BenchOptions.check(arguments, suite: subject.suite)
    isJSON = arguments.has("json")
    request = BenchmarkRequest(
      build: Build.facts,
      runs: try arguments.count("runs", in: 1...100),
      events: try arguments.count("events", in: 100...1_000_000_000),
      only: arguments.value("only"),
      comparesPeers: arguments.has("peers"),
      isLarge: arguments.has("large"),
      mode: try Self.mode(arguments),
      seeds: try arguments.count("seeds", in: 1...1_000_000),
      firstSeed: try arguments.count("first-seed", in: 0...1_000_000_000) ?? 0,
      seconds: try arguments.count("seconds", in: 1...1_000_000),
      isInterrupted: { HostProcess.stopSignal != nil }
    )
  }

  private static func subject(_ arguments: Arguments) throws(RunFailure) -> Subject {
    let word = arguments.operand(0)
    if let file = arguments.value("leads") {
      if word.isEmpty { return .leads(file) }
      throw BenchOptions.conflict("bench measures \(Console.quoted(word)) or --leads, not both")
    }
    if word.isEmpty { return .scenario("Scenarios/peak-20k.yaml") }
    if let suite = suites.first(where: { $0.name == word }) {
      if suite.name == KernelSuite.name,
        let key = arguments.value("program")
      {
        return .program(try program(key))
      }
      if suite.name == AudioSuite.name, let folder = arguments.value("conditions") {
        return .conditions(folder)
      }
      if suite.name == "statistics",
        let millions = try arguments.count("emit-draws", in: 1...1_000_000)
      {
        return .draws(millions)
      }
      return .suite(suite)
    }
    if word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml") {
      return .scenario(word)
    }
    let names = suites.map { $0.name }
    throw RunFailure(
      code: "CLI-014",
      class: .usage,
      message: "bench has no suite \(Console.quoted(word)), and it is no scenario file",
      remedy: Suggestion.remedy(for: word, in: names, listing: "The suites are")
    )
  }

  private static func mode(_ arguments: Arguments) throws(RunFailure) -> Cell.Mode? {
    guard let word = arguments.value("mode") else { return nil }
    if let mode = Cell.Mode(rawValue: word) { return mode }
    throw BenchOptions.conflict("--mode takes hooked or preference, not \(Console.quoted(word))")
  }

  private static func program(_ key: String) throws(RunFailure) -> OwnWorkload {
    if let program = OwnWorkload(rawValue: key) { return program }
    let keys = OwnWorkload.allCases.map(\.rawValue)
    throw RunFailure(
      code: "CLI-014",
      class: .usage,
      message: "bench has no program \(Console.quoted(key))",
      remedy: Suggestion.remedy(for: key, in: keys, listing: "They are")
    )
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    if case .program(let program) = subject {
      try console.output(program.run(events: request.events).line + "\n")
      return .success
    }
    if case .draws(let millions) = subject {
      try emit(millions: millions, console)
      return .success
    }
    if case .conditions(let folder) = subject {
      try LossConditions.write(to: folder)
      return .success
    }
    let record = try measure(console)
    try console.output(isJSON ? record.json : record.text)
    return record.report.isBroken ? .failed : .success
  }

  private func measure(_ console: Console) throws(RunFailure) -> BenchmarkRecord {
    var line = ProgressLine(console, isQuiet: false)
    defer { line.clear() }
    switch subject {
    case .program: preconditionFailure("a program prints its own line")
    case .suite(let suite):
      return try BenchmarkRecord.measure(suite, request) { line.show("measuring: \($0)") }
    case .leads(let file):
      return try BenchmarkRecord.measure("leads", request) { request throws(RunFailure) in
        try LeadCosts.measure(file: file, request)
      }
    case .scenario(let path):
      return try BenchmarkRecord.measure("scenario", request) { request throws(RunFailure) in
        try ScenarioCosts.measure(scenario: path, request) { line.show($0) }
      }
    case .draws, .conditions:
      preconditionFailure("draws and sounds are written, not measured")
    }
  }

  /// Writes draws of 65,536 streams in turn until all are out, or the reader has gone.
  private func emit(millions: Int, _ console: Console) throws(RunFailure) {
    var draws = InterleavedDraws(seed: 1)
    var left = millions * 8_000_000
    while left > 0 {
      try request.checkInterruption()
      let bytes = draws.next()
      guard try console.output(bytes.count <= left ? bytes : Array(bytes[..<left])) else { return }
      left -= bytes.count
    }
  }
}
