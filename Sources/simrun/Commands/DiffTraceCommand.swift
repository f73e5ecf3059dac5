import Experiments
import SimCore

/// `simrun diff-trace`: the first event that two runs do not share.
struct DiffTraceCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "diff-trace",
    summary: "Finds the first event that two runs do not share.",
    details: [
      """
      Compares the windows of trace.csv.gz, simulates both runs again up to the first window that
      differs, and prints the first event of that window that does: what the kernel fired, and
      what happened to calls. --set and --seed change the second run; without B it is the first
      one, changed.
      """,
      """
      Ends 0 when every event is equal, 1 when one differs, and 2 when the runs cannot be
      compared: another build made one of them, or its lead file has changed.
      """,
    ],
    operands: [
      CommandDeclaration.Operand(name: "A", text: "a run directory or a scenario file"),
      CommandDeclaration.Operand(
        name: "B",
        text: "another one; without it A with the changes",
        isRequired: false
      ),
    ],
    options: [
      CommandDeclaration.Option(
        name: "seed",
        value: "N",
        text: "replaces the seed of the second run"
      ),
      CommandDeclaration.Option(
        name: "set",
        value: "PATH=VALUE",
        text: "changes one value of the second run's scenario",
        isRepeated: true
      ),
      CommandDeclaration.Option(
        name: "call",
        value: "ID",
        text: "compares the events of one call only"
      ),
      CommandDeclaration.Option(name: "json", text: "prints one JSON object"),
      CommandDeclaration.Option(name: "quiet", text: "shows no progress"),
    ],
    examples: [
      (
        "simrun diff-trace Reports/peak-1 Reports/peak-2",
        "two run directories that should be equal"
      ),
      (
        "simrun diff-trace Reports/peak-1 --set agent.endpointing=300ms",
        "what a change of one value changes first"
      ),
      (
        "simrun diff-trace Scenarios/smoke.yaml --seed 2 --call 17",
        "where a call goes another way under another seed"
      ),
    ]
  )

  private let request: TraceComparisonRequest
  private let isJSON: Bool
  private let isQuiet: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    let second = arguments.operand(1)
    let seed = try arguments.number("seed")
    let overrides = arguments.values("set")
    if second.isEmpty && seed == nil && overrides.isEmpty {
      throw RunFailure(
        code: "CLI-005",
        class: .usage,
        message: "there is nothing to compare \(Console.quoted(arguments.operand(0))) with",
        remedy: "name a second run, or change the first with --set or --seed"
      )
    }
    request = TraceComparisonRequest(
      first: arguments.operand(0),
      second: second.isEmpty ? nil : second,
      build: Build.facts,
      overrides: overrides,
      seed: seed,
      call: try arguments.count("call", in: 1...Int.max),
      isInterrupted: { HostProcess.stopSignal != nil }
    )
    isJSON = arguments.has("json")
    isQuiet = arguments.has("quiet")
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    var line = ProgressLine(console, isQuiet: isQuiet)
    defer { line.clear() }
    let verdict = try TraceComparison.compare(request) { line.show($0) }
    line.clear()
    try console.output(isJSON ? verdict.json : verdict.text)
    return verdict.isEqual ? .success : .failed
  }
}
