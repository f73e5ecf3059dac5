import Experiments
import RunReports
import SimCore

/// `simrun bench`: what a scenario costs on this machine.
struct BenchCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "bench",
    summary: "Runs a scenario several times and prints what it costs: CPU, memory, rates.",
    details: [
      """
      Reading the lead file, writing the run directory and compression are all included. Figures
      of a debug build mean nothing.
      """
    ],
    operands: [
      CommandDeclaration.Operand(
        name: "SCENARIO",
        text: "a scenario file; without it Scenarios/peak-20k.yaml",
        isRequired: false
      )
    ],
    options: [
      CommandDeclaration.Option(
        name: "runs",
        value: "N",
        text: "how often, 1 to 100; 3 without it"
      ),
      CommandDeclaration.Option(
        name: "kernel",
        text: "the cost of each kind of kernel event instead"
      ),
      CommandDeclaration.Option(
        name: "leads",
        value: "FILE",
        text: "the speed of reading a lead file instead"
      ),
    ],
    examples: [
      ("simrun bench", "the pinned load test: 20,000 calls in one simulated hour"),
      ("simrun bench Scenarios/smoke.yaml --runs 10", "another scenario, more often"),
      ("simrun bench --kernel", "timers, tasks and replies against a loop of plain arithmetic"),
    ]
  )

  private let scenario: String
  private let runs: Int
  private let isKernel: Bool
  private let leads: String?

  init(_ arguments: Arguments) throws(RunFailure) {
    scenario = arguments.operand(0).isEmpty ? "Scenarios/peak-20k.yaml" : arguments.operand(0)
    runs = try arguments.count("runs", in: 1...100) ?? 3
    isKernel = arguments.has("kernel")
    leads = arguments.value("leads")
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    if isKernel {
      try console.output(BenchTables.kernel())
    } else if let leads {
      try console.output(try BenchTables.leads(leads))
    } else {
      try measureRuns(console)
    }
    return .success
  }

  private func measureRuns(_ console: Console) throws(RunFailure) {
    var line = ProgressLine(console, isQuiet: false)
    defer { line.clear() }
    let directory = "Reports/.bench-\(HostClock.wallNanoseconds())"
    defer { try? Files.remove(directory, recursive: true) }
    var lines = ["run    CPU s  wall s   calls/CPU s    turns/CPU s    events/CPU s   peak MB"]
    for number in 1...runs {
      let cpu = HostClock.cpuNanoseconds()
      let wall = HostClock.wallNanoseconds()
      let finished = try RunExperiment.run(request(directory)) { line.show($0) }
      let spent = (
        cpu: Double(HostClock.cpuNanoseconds() - cpu) / 1e9,
        wall: Double(HostClock.wallNanoseconds() - wall) / 1e9
      )
      lines.append(Self.row(number, finished, cpu: spent.cpu, wall: spent.wall))
    }
    line.clear()
    try console.output(lines.joined(separator: "\n") + "\n")
  }

  private func request(_ directory: String) -> RunRequest {
    RunRequest(
      scenarioPath: scenario,
      build: Build.facts,
      outputDirectory: directory,
      force: true,
      isInterrupted: { HostProcess.stopSignal != nil }
    )
  }

  private static func row(_ number: Int, _ run: FinishedRun, cpu: Double, wall: Double) -> String {
    let rate = { (count: Double) in FixedDecimal.grouped(count / max(cpu, 0.001)) }
    let cells = [
      (String(number), 3),
      (FixedDecimal.text(cpu, decimals: 2), 9),
      (FixedDecimal.text(wall, decimals: 2), 8),
      (rate(Double(run.facts.attempts.offered)), 14),
      (rate(Double(run.facts.attempts.turns)), 15),
      (rate(Double(run.facts.engine.events)), 16),
      (FixedDecimal.text(Double(HostClock.memoryPeakBytes()) / 1e6, decimals: 1), 10),
    ]
    return cells.map { text, width in
      String(repeating: " ", count: max(0, width - text.count)) + text
    }.joined()
  }
}
