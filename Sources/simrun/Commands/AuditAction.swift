import Experiments
import RunReports
import Scenarios
import SimCore

/// What `simrun audit` is asked to do.
enum AuditAction {
  case verify(day: String?)
  case show(call: Int)
  case open(call: Int, sealing: Sealing?, reason: String)
  case purge(day: String, isDry: Bool)
  case breach(from: UnixInstant?, to: UnixInstant?)

  /// Each action with the options that it takes.
  private static let options: [(action: String, names: [String])] = [
    ("verify", ["on"]), ("show", ["call"]), ("open", ["call", "seal-key", "reason"]),
    ("purge", ["on", "dry-run"]), ("breach", ["from", "to"]),
  ]

  init(_ arguments: Arguments) throws(RunFailure) {
    let word = arguments.operand(0)
    let call = try arguments.count("call", in: 1...Int.max)
    try Self.check(arguments, for: word)
    let day = try Self.day(arguments)
    switch word {
    case "verify": self = .verify(day: day)
    case "show": self = .show(call: try Self.required(call, "call"))
    case "open":
      let call = try Self.required(call, "call")
      let reason = try Self.required(arguments.value("reason"), "reason")
      guard !reason.allSatisfy(\.isWhitespace) else { throw Self.failure("--reason says nothing") }
      self = .open(call: call, sealing: try SealKeyOption.sealing(arguments), reason: reason)
    case "purge":
      let day = try Self.required(day, "on")
      let isDry = arguments.has("dry-run")
      // The words of a run would be gone for good before their time.
      guard isDry || day <= HostClock.civilTime().text().prefix(10) else {
        throw Self.failure("\(day) has not come", code: "AUD-010")
      }
      self = .purge(day: day, isDry: isDry)
    default:
      self = .breach(
        from: try Self.time(arguments, "from"),
        to: try Self.time(arguments, "to", isEnd: true)
      )
    }
  }

  /// Refuses an unknown action, and options of another.
  private static func check(_ arguments: Arguments, for word: String) throws(RunFailure) {
    guard let own = options.first(where: { $0.action == word }) else {
      let names = options.map(\.action)
      throw failure(
        "simrun audit cannot \(Console.quoted(word))",
        remedy: Suggestion.remedy(for: word, in: names, listing: "The actions are")
      )
    }
    for name in options.flatMap(\.names) where arguments.has(name) && !own.names.contains(name) {
      let takers = options.filter { $0.names.contains(name) }.map { "simrun audit \($0.action)" }
      throw failure("--\(name) is for \(takers.joined(separator: " and "))", code: "CLI-015")
    }
  }

  private static func day(_ arguments: Arguments) throws(RunFailure) -> String? {
    guard let day = arguments.value("on") else { return nil }
    guard PresetWord.isDate(day) else {
      throw failure("--on cannot be \(Console.quoted(day)): write it like 2033-03-02")
    }
    return day
  }

  /// An instant, or a day: from its first moment, or up to its last.
  private static func time(
    _ arguments: Arguments,
    _ name: String,
    isEnd: Bool = false
  ) throws(RunFailure) -> UnixInstant? {
    guard let text = arguments.value(name) else { return nil }
    if let time = UnixInstant(text) { return time }
    guard let day = UnixInstant(text + "T00:00:00Z") else {
      throw failure(
        "--\(name) cannot be \(Console.quoted(text)): write it like 2026-04-01 or "
          + "2026-04-01T12:00:00Z"
      )
    }
    return isEnd ? day.advanced(by: .seconds(86_400)) : day
  }

  private static func required<Value>(
    _ value: Value?,
    _ name: String
  ) throws(RunFailure) -> Value {
    guard let value else { throw failure("--\(name) is missing", code: "CLI-005") }
    return value
  }

  private static func failure(
    _ message: String,
    code: String = "AUD-001",
    remedy: String? = nil
  ) -> RunFailure {
    RunFailure(code: code, class: .usage, message: message, remedy: remedy)
  }
}
