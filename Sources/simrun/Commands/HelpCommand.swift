import Experiments

/// `simrun help`: the pages that `--help` prints as well.
struct HelpCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "help",
    summary: "Explains a verb, or lists them all with the exit codes.",
    operands: [
      CommandDeclaration.Operand(name: "VERB", text: "the verb to explain", isRequired: false)
    ],
    examples: [
      ("simrun help run", "the options of run, each with an example")
    ]
  )

  private let page: String

  init(_ arguments: Arguments) throws(RunFailure) {
    let verb = arguments.operand(0)
    page =
      verb.isEmpty
      ? HelpText.overview() + "\n" + HelpText.exitCodes()
      : HelpText.page(try CommandTable.command(named: verb).declaration)
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    try console.output(page)
    return .success
  }
}
