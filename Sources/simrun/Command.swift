import Experiments
import Scenarios

/// One verb of the command line: it parses, binds and prints, and leaves the work to the modules.
protocol Command {
  static var declaration: CommandDeclaration { get }

  /// Binds the arguments; a wrong one is a failure of class `.usage`.
  init(_ arguments: Arguments) throws(RunFailure)

  func run(_ console: Console) throws(RunFailure) -> ExitCode
}

/// Every verb, in the order of the help page.
enum CommandTable {
  static var all: [any Command.Type] {
    [
      InitCommand.self,
      RunCommand.self,
      ReplayCommand.self,
      DiffTraceCommand.self,
      AuditCommand.self,
      EmulateCommand.self,
      ValidateCommand.self,
      ExplainCommand.self,
      PresetsCommand.self,
      FitCommand.self,
      CalibrateCommand.self,
      LeadsCommand.self,
      DoctorCommand.self,
      BenchCommand.self,
      ErrorsCommand.self,
      HelpCommand.self,
    ]
  }

  static func command(named verb: String) throws(RunFailure) -> any Command.Type {
    if let command = all.first(where: { $0.declaration.verb == verb }) { return command }
    let verbs = all.map { $0.declaration.verb }
    throw RunFailure(
      code: "CLI-001",
      class: .usage,
      message: "there is no verb \(Console.quoted(verb))",
      remedy: Suggestion.remedy(for: verb, in: verbs, listing: "The verbs are")
    )
  }
}
