import Experiments
import RunReports
import SimCore

/// `simrun run`: a scenario to a run directory.
struct RunCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "run",
    summary: "Simulates a scenario and writes a run directory with its report.",
    details: [
      """
      The same scenario, seed and lead file give the same bytes on every machine. The run
      directory is written beside its place and renamed: an interrupted run leaves nothing.
      """,
      """
      With --pace the run is shown in real time: --pace 1 as it would happen, --pace 10 ten times
      as fast. Nothing but the host's facts changes. The report then says how late the host's
      timers were, with a warning when p99 is above 10 ms.
      """,
      """
      With --live the scenario runs on the wall clock, and what its bindings name takes the place
      of the simulation: an agent under test, a model's endpoint. Only this host may be connected
      to, unless --allow names another. A live run whose own timers were late by more than 10 ms at
      p99 is invalid.
      """,
      """
      With --seal-key the files that hold what callers said are encrypted with AES-256-GCM, and the
      report leaves their words out. The key is 32 bytes, in hexadecimal digits or base64; its file
      may be read by nobody else. Without it the numbers that callers say are masked.
      """,
    ],
    operands: [
      CommandDeclaration.Operand(name: "SCENARIO", text: "a scenario file (.yaml)")
    ],
    options: [
      CommandDeclaration.Option(name: "seed", value: "N", text: "replaces the scenario's seed"),
      .set,
      .threshold,
      CommandDeclaration.Option(
        name: "out",
        value: "DIR",
        text: "the run directory; without it Reports/<scenario>-<seed>-<digest>"
      ),
      CommandDeclaration.Option(
        name: "force",
        text: "replaces another run's directory at the same place"
      ),
      CommandDeclaration.Option(
        name: "strict-leads",
        text: "ends the run at the first bad row of the lead file"
      ),
      CommandDeclaration.Option(
        name: "pace",
        value: "X",
        text: "shows X simulated seconds a second, 0.001 to 1000000"
      ),
      .threads,
      .live,
      .allow,
      .sealKey,
      CommandDeclaration.Option(name: "verbose", text: "lists every threshold and outcome"),
      CommandDeclaration.Option(name: "quiet", text: "shows no progress and prints one line"),
    ],
    examples: [
      ("simrun run Scenarios/first-light.yaml", "the first run of a new user"),
      (
        "simrun run Scenarios/peak-20k.yaml --seed 7 --set platform.pods=20",
        "another seed, a smaller platform"
      ),
      (
        "simrun run Scenarios/smoke.yaml --threshold 'response_latency.p95 < 1500ms'",
        "ends with 1 when the threshold fails: a gate for a pipeline"
      ),
      ("simrun run Scenarios/smoke.yaml --pace 10", "five minutes of calls in half a minute"),
    ]
  )

  private let request: RunRequest
  private let words: [String]
  private let isVerbose: Bool
  private let isQuiet: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    request = RunRequest(
      scenarioPath: arguments.operand(0),
      build: Build.facts,
      seed: try arguments.number("seed"),
      overrides: arguments.values("set"),
      thresholds: arguments.values("threshold"),
      outputDirectory: arguments.value("out"),
      strictLeads: arguments.has("strict-leads"),
      force: arguments.has("force"),
      pace: try arguments.decimal("pace", in: CellPacer.paces),
      live: try LiveOptions.binding(arguments),
      threads: try AudioOptions.threads(arguments),
      audio: try AudioOptions.binding(arguments),
      sealing: try SealKeyOption.sealing(arguments),
      isInterrupted: { HostProcess.stopSignal != nil }
    )
    if request.live != nil, request.pace != nil {
      throw RunFailure(
        code: "CLI-015",
        class: .usage,
        message: "--pace shows a simulation, and --live is none: give one of them"
      )
    }
    words = arguments.words
    isVerbose = arguments.has("verbose")
    isQuiet = arguments.has("quiet")
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    var line = ProgressLine(console, isQuiet: isQuiet)
    defer { line.clear() }
    var isSeedKnown = false
    let finished = try RunExperiment.run(request) { progress in
      if let seed = progress.seed, !isSeedKnown {
        CrashNote.install(words: words, seed: seed)
        isSeedKnown = true
      }
      line.show(progress)
    }
    line.clear()
    try console.output(text(finished, console))
    return ExitCode(finished.facts.verdict)
  }

  private func text(_ finished: FinishedRun, _ console: Console) -> String {
    if isQuiet { return "\(finished.facts.verdict.rawValue) \(finished.directory)\n" }
    let style = console.style(
      isVerbose: isVerbose,
      scenario: request.scenarioPath,
      directory: finished.directory
    )
    return TerminalSummary.text(finished.facts, style: style)
  }
}
