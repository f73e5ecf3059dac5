import Experiments
import Scenarios
import SimCore

/// `simrun audit`: whether a log was left as it was written, and what it says of a call.
struct AuditCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "audit",
    summary: "Verifies a run's audit log, or shows what it says of a call.",
    details: [
      """
      verify recomputes the chain of audit.csv.gz and checks the order, the seal, the head in \
      run.json, that every call of calls.csv.gz has its dial and its end, and that no number of a \
      person stands in it. It names the first line that is wrong.
      """,
      "show prints the story of one call.",
      """
      Ends 0 when every log is whole, 1 when a chain is broken, and 65 when there is no audit log.
      """,
    ],
    operands: [
      CommandDeclaration.Operand(name: "ACTION", text: "verify or show"),
      CommandDeclaration.Operand(
        name: "PATH",
        text: "a run directory, a log, or a folder of run directories"
      ),
    ],
    options: [
      CommandDeclaration.Option(
        name: "on",
        value: "YYYY-MM-DD",
        text: "says which logs are past their retention on that day"
      ),
      CommandDeclaration.Option(name: "call", value: "N", text: "the call to show"),
    ],
    examples: [
      ("simrun audit verify Reports/first-light-1-5be2a7f0", "is it as it was written?"),
      ("simrun audit verify Reports --on 2033-03-02", "which logs may be deleted"),
      ("simrun audit show Reports/first-light-1-5be2a7f0 --call 17", "why call 17 was made"),
    ]
  )

  private enum Action {
    case verify(day: String?)
    case show(call: Int)
  }

  private let path: String
  private let action: Action

  init(_ arguments: Arguments) throws(RunFailure) {
    path = arguments.operand(1)
    let call = try arguments.count("call", in: 1...Int.max)
    let day = arguments.value("on")
    switch arguments.operand(0) {
    case "verify":
      if call != nil { throw Self.failure("--call is for simrun audit show", code: "CLI-015") }
      if let day, !PresetWord.isDate(day) {
        throw Self.failure("--on cannot be \(Console.quoted(day)): write it like 2033-03-02")
      }
      action = .verify(day: day)
    case "show":
      if day != nil { throw Self.failure("--on is for simrun audit verify", code: "CLI-015") }
      guard let call else { throw Self.failure("--call is missing", code: "CLI-005") }
      action = .show(call: call)
    case let word:
      throw Self.failure(
        "simrun audit cannot \(Console.quoted(word))",
        remedy: Suggestion.remedy(for: word, in: ["verify", "show"], listing: "The actions are")
      )
    }
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    switch action {
    case .show(let call):
      try console.output(try AuditExperiment.story(of: call, in: path))
      return .success
    case .verify(let day):
      let reports = try AuditExperiment.verify(path, on: day)
      try console.output(reports.map(\.text).joined())
      if let day, reports.count > 1 {
        let past = reports.count { $0.isPastRetention }
        try console.output("\(past) of \(reports.count) logs are past their retention on \(day)\n")
      }
      return reports.allSatisfy(\.isWhole) ? .success : .failed
    }
  }

  private static func failure(
    _ message: String,
    code: String = "AUD-001",
    remedy: String? = nil
  ) -> RunFailure {
    RunFailure(code: code, class: .usage, message: message, remedy: remedy)
  }
}
