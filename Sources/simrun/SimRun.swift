import Experiments
import SimCore

/// The command line: finds the verb, runs it, and turns its end into an exit code.
@main
enum SimRun {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    CrashNote.install(words: words, seed: nil)
    HostProcess.takeOverSignals()
    // Nothing here starts a task outside a cell: one that does has escaped, and stops the program.
    Cell.allowTasksOffCell(false)
    let code = run(words, Console())
    HostProcess.end(code: code.rawValue)
  }

  private static func run(_ words: [String], _ console: Console) -> ExitCode {
    do {
      return try dispatch(words, console)
    } catch {
      console.note(FailureText.text(error))
      if error.class == .internalError { console.note(CrashNote.replayLine(words, seed: nil)) }
      return ExitCode(error.class, stopSignal: HostProcess.stopSignal)
    }
  }

  private static func dispatch(
    _ words: [String],
    _ console: Console
  ) throws(RunFailure) -> ExitCode {
    guard let verb = words.first else {
      try console.output(HelpText.overview())
      return .usage
    }
    switch verb {
    case "--help", "-h":
      try console.output(HelpText.overview())
      return .success
    case "--version":
      try console.output(Build.versionText)
      return .success
    default:
      let command = try CommandTable.command(named: verb)
      let arguments = try Arguments(Array(words.dropFirst()), for: command.declaration)
      if arguments.has("help") {
        try console.output(HelpText.page(command.declaration))
        return .success
      }
      return try command.init(arguments).run(console)
    }
  }
}
