import Experiments

/// A failure as the user reads it.
///
///     simrun: error[SCN-014]: smoke.yaml:7:3: agent has no key 'endpoint'
///       remedy: did you mean 'endpointing'?
enum FailureText {
  /// At most this many problems of one file are printed.
  private static let furtherLimit = 20

  static func text(_ failure: RunFailure) -> String {
    let shown = [failure] + failure.further.prefix(furtherLimit)
    let hidden = failure.further.count - (shown.count - 1)
    let more = hidden > 0 ? ["simrun: \(hidden) more problems are not printed"] : []
    return (shown.map(one) + more).joined(separator: "\n")
  }

  private static func one(_ failure: RunFailure) -> String {
    var place = ""
    if let file = failure.file { place += "\(file):" }
    if let line = failure.line { place += "\(line):" }
    if let column = failure.column { place += "\(column):" }
    let first = lead(failure.code) + printable(place.isEmpty ? "" : place + " ")
    let remedy = failure.remedy ?? ErrorCatalogue.entry(failure.code)?.remedy
    let last = remedy.map { "\n  remedy: \(sentence(printable($0)))" } ?? ""
    return first + printable(failure.message) + last
  }

  static func lead(_ code: String) -> String { "simrun: error[\(code)]: " }

  /// With a capital in front, unless a command stands there, and a full stop.
  static func sentence(_ text: String) -> String {
    let isCommand = text.hasPrefix("simrun ")
    let lead = isCommand ? text : text.prefix(1).uppercased() + text.dropFirst()
    return text.last.map { ".?!".contains($0) } ?? true ? lead : lead + "."
  }

  /// One line, whatever a file had put into the message.
  private static func printable(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
