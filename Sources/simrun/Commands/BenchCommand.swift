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
      options: options,
      examples: [
        ("simrun bench", "the pinned load test: 20,000 calls in one simulated hour"),
        ("simrun bench Scenarios/smoke.yaml --runs 10", "another scenario, more often"),
        ("simrun bench kernel", "timers, tasks and replies, and the common workloads"),
        ("simrun bench kernel --peers --json", "beside other simulators, for a program to read"),
      ]
    )
  }

  private static var details: [String] {
    let suites = BenchmarkSuites.all.map { "\($0.name): \($0.summary)." }
    return [
      """
      Figures are processor time, medians of several runs. For a scenario, reading the lead file, \
      writing the run directory and compression are included. Figures of a debug build mean nothing.
      """
    ] + ["The suites are:"] + suites
      + ["It ends 0 whether the bars that it prints are met or missed: it only measures."]
  }

  private static let options = [
    CommandDeclaration.Option(
      name: "runs",
      value: "N",
      text: "how often each thing is measured, 1 to 100"
    ),
    CommandDeclaration.Option(
      name: "json",
      text: "prints one JSON object, every figure under a key that stays, instead of tables"
    ),
    CommandDeclaration.Option(
      name: "only",
      value: "KEY",
      text: "of a suite, only figures whose key begins so, such as cost.sleep"
    ),
    CommandDeclaration.Option(
      name: "events",
      value: "N",
      text: "of a suite, about how many events a figure takes, 100 to 1,000,000,000"
    ),
    CommandDeclaration.Option(
      name: "peers",
      text: "of kernel, runs the programs of Benchmarks/peers beside our own"
    ),
    CommandDeclaration.Option(
      name: "large",
      text: "of kernel, the measurement of 100,000 calls at once too: minutes"
    ),
    CommandDeclaration.Option(
      name: "seeds",
      value: "N",
      text: "of determinism, how many seeds are lived, each several times"
    ),
    CommandDeclaration.Option(
      name: "seconds",
      value: "N",
      text: "of determinism, starts no further seed after so many seconds"
    ),
    CommandDeclaration.Option(
      name: "mode",
      value: "MODE",
      text: "of determinism, the kernel's mode: hooked or preference; without it both"
    ),
    CommandDeclaration.Option(
      name: "leads",
      value: "FILE",
      text: "the speed of reading a lead file instead"
    ),
  ]

  /// What is measured.
  private enum Subject {
    case suite(any BenchmarkSuite.Type)
    case scenario(String)
    case leads(String)
  }

  private let subject: Subject
  private let request: BenchmarkRequest
  private let isJSON: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    subject = try Self.subject(arguments)
    try Self.checkOptions(arguments, subject)
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
      seconds: try arguments.count("seconds", in: 1...1_000_000),
      isInterrupted: { HostProcess.stopSignal != nil }
    )
  }

  private static func subject(_ arguments: Arguments) throws(RunFailure) -> Subject {
    let word = arguments.operand(0)
    if let file = arguments.value("leads") {
      if word.isEmpty { return .leads(file) }
      throw conflict("bench measures \(Console.quoted(word)) or --leads, not both")
    }
    if word.isEmpty { return .scenario("Scenarios/peak-20k.yaml") }
    if let suite = BenchmarkSuites.suite(named: word) { return .suite(suite) }
    if word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml") {
      return .scenario(word)
    }
    let names = BenchmarkSuites.all.map { $0.name }
    throw RunFailure(
      code: "CLI-014",
      class: .usage,
      message: "bench has no suite \(Console.quoted(word)), and it is no scenario file",
      remedy: Suggestion.remedy(for: word, in: names, listing: "The suites are")
    )
  }

  /// An option that would change nothing is a mistake of the one who wrote it.
  private static func checkOptions(
    _ arguments: Arguments,
    _ subject: Subject
  ) throws(RunFailure) {
    var suite: String?
    if case .suite(let type) = subject { suite = type.name }
    for option in ["only", "events"] where arguments.has(option) && suite == nil {
      throw conflict("--\(option) belongs to a suite, such as bench kernel")
    }
    for option in ["peers", "large"] where arguments.has(option) && suite != "kernel" {
      throw conflict("--\(option) belongs to bench kernel")
    }
    for option in ["mode", "seeds", "seconds"]
    where arguments.has(option) && suite != "determinism" {
      throw conflict("--\(option) belongs to bench determinism")
    }
  }

  private static func mode(_ arguments: Arguments) throws(RunFailure) -> Cell.Mode? {
    guard let word = arguments.value("mode") else { return nil }
    if let mode = Cell.Mode(rawValue: word) { return mode }
    throw conflict("--mode takes hooked or preference, not \(Console.quoted(word))")
  }

  private static func conflict(_ message: String) -> RunFailure {
    RunFailure(code: "CLI-015", class: .usage, message: message)
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    let record = try measure(console)
    try console.output(isJSON ? record.json : record.text)
    return .success
  }

  private func measure(_ console: Console) throws(RunFailure) -> BenchmarkRecord {
    var line = ProgressLine(console, isQuiet: false)
    defer { line.clear() }
    switch subject {
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
    }
  }
}
