import Experiments
import RunReports
import Scenarios
import SimCore

/// `simrun audit`: whether the logs of a run were left as they were written, what they say of a
/// call, and what becomes of the words of calls.
struct AuditCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "audit",
    summary: "Verifies a run's audit log, and opens or removes the words of its calls.",
    details: [
      """
      verify recomputes the chain of audit.csv.gz and checks the order, the seal, the head in \
      run.json, that every call of calls.csv.gz has its dial and its end, and that no number of a \
      person stands in it. It names the first line that is wrong, of the access log too.
      """,
      "show prints the story of one call.",
      """
      open prints what was said in a call, and says in access.csv who read it and why. purge \
      removes what was said when its retention is over, and leaves the audit log. breach tells \
      what a run directory holds of people, who read it, and which terms of law would run.
      """,
      """
      Ends 0 when every log is whole, 1 when a chain is broken, and 65 when there is no audit log.
      """,
    ],
    operands: [
      CommandDeclaration.Operand(name: "ACTION", text: "verify, show, open, purge or breach"),
      CommandDeclaration.Operand(
        name: "PATH",
        text: "a run directory, a log, or a folder of run directories"
      ),
    ],
    options: [
      CommandDeclaration.Option(
        name: "on",
        value: "YYYY-MM-DD",
        text: "the day on which a retention is to be over"
      ),
      CommandDeclaration.Option(name: "call", value: "N", text: "the call to show or to open"),
      .sealKey,
      CommandDeclaration.Option(
        name: "reason",
        value: "TEXT",
        text: "why the words are opened, for the access log"
      ),
      CommandDeclaration.Option(name: "dry-run", text: "says what purge would remove"),
      CommandDeclaration.Option(
        name: "from",
        value: "TIME",
        text: "breach looks at accesses from then on; a date or an RFC 3339 time"
      ),
      CommandDeclaration.Option(
        name: "to",
        value: "TIME",
        text: "breach looks at accesses up to then, and counts the terms of law from it; else now"
      ),
    ],
    examples: [
      ("simrun audit verify Reports/first-light-1-5be2a7f0", "is it as it was written?"),
      ("simrun audit verify Reports --on 2033-03-02", "which logs may be deleted"),
      ("simrun audit show Reports/first-light-1-5be2a7f0 --call 17", "why call 17 was made"),
      (
        "simrun audit open Reports/r --call 17 --seal-key k --reason 'case 4'",
        "what was said in it"
      ),
      ("simrun audit purge Reports --on 2026-04-01 --dry-run", "whose words have to go"),
      ("simrun audit breach Reports/first-light-1-5be2a7f0", "what a breach would concern"),
    ]
  )

  private let path: String
  private let action: AuditAction

  init(_ arguments: Arguments) throws(RunFailure) {
    path = arguments.operand(1)
    action = try AuditAction(arguments)
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    switch action {
    case .show(let call):
      try console.output(try AuditExperiment.story(of: call, in: path))
    case .verify(let day):
      return try verify(on: day, console)
    case .open(let call, let sealing, let reason):
      let content = try AuditExperiment.open(
        call,
        in: path,
        by: .current(reason: reason),
        sealing: sealing
      )
      _ = try console.output(content)
    case .purge(let day, let isDry):
      try console.output(
        try AuditExperiment.purge(path, on: day, by: .current(reason: ""), isDry: isDry)
      )
    case .breach(let from, let to):
      let now = HostClock.civilTime()
      try console.output(try AuditExperiment.breach(path, from: from, to: to ?? now))
    }
    return .success
  }

  private func verify(on day: String?, _ console: Console) throws(RunFailure) -> ExitCode {
    let reports = try AuditExperiment.verify(path, on: day)
    try console.output(reports.map(\.text).joined())
    if let day, reports.count > 1 {
      let past = reports.count { $0.isPastRetention }
      try console.output("\(past) of \(reports.count) logs are past their retention on \(day)\n")
    }
    return reports.allSatisfy(\.isWhole) ? .success : .failed
  }
}

extension Accessor {
  /// Who runs this process, now: the name that the environment gives, and the number of the user,
  /// which it cannot change.
  static func current(reason: String) -> Accessor {
    let names = ["SIMRUN_USER", "SUDO_USER", "USER", "LOGNAME"].compactMap(HostProcess.variable)
    let name = names.first { !$0.isEmpty } ?? "nobody named"
    return Accessor(
      user: "\(name.prefix(64)) (uid \(HostProcess.userID))",
      time: HostClock.civilTime(),
      reason: reason
    )
  }
}
