import Experiments

/// `simrun errors`: the error catalogue.
struct ErrorsCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "errors",
    summary: "Prints the error catalogue: code, cause, remedy.",
    operands: [
      CommandDeclaration.Operand(
        name: "CODE",
        text: "one code, such as SCN-014; without it all are listed",
        isRequired: false
      )
    ],
    examples: [
      ("simrun errors", "all codes with their causes"),
      ("simrun errors CLI-002", "one code in full"),
    ]
  )

  private let code: String

  init(_ arguments: Arguments) throws(RunFailure) {
    code = arguments.operand(0).uppercased()
    guard code.isEmpty || ErrorCatalogue.entry(code) != nil else {
      throw RunFailure(
        code: "CLI-010",
        class: .usage,
        message: "there is no error code \(Console.quoted(arguments.operand(0)))",
        remedy: "simrun errors lists the codes."
      )
    }
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    if let entry = ErrorCatalogue.entry(code) {
      try console.output("\(entry.code)\n  cause:  \(entry.cause)\n  remedy: \(entry.remedy)\n")
    } else {
      let rows = ErrorCatalogue.all.map { ($0.code, "\($0.cause) \($0.remedy)") }
      try console.output(HelpText.columns(rows) + "\n\n" + HelpText.exitCodes())
    }
    return .success
  }
}
