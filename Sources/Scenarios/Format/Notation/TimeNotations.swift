internal import SimCore

/// A civil instant (RFC 3339).
struct InstantNotation: Notation {
  var form: String { "an instant such as 2026-03-02T14:00:00Z" }
  var schema: SchemaValue {
    .pattern(
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?"
        + "([Zz]|[+-][0-9]{2}:[0-9]{2})$"
    )
  }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    guard let instant = UnixInstant(text) else { throw misread(text) }
    return ReadValue(instant, quoting: instant.text())
  }
}

/// A part of the local day: `08:00-21:00`; its value is a range of seconds of the day, to which
/// the end does not belong.
struct HoursNotation: Notation {
  var form: String { "hours of the day such as 08:00-21:00" }
  var schema: SchemaValue { .pattern("^[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}$") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let opens = Self.seconds(parts[0]), let closes = Self.seconds(parts[1])
    else { throw misread(text) }
    guard opens < closes else {
      let remedy = "Write the earlier time first; hours do not run past midnight."
      throw ValueProblem(.outOfRange, "\(text) ends before it starts", remedy: remedy)
    }
    return ReadValue(opens..<closes, quoting: text)
  }

  private static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.first != "+" }),
      let hours = Int(parts[0]), let minutes = Int(parts[1]),
      (0...24).contains(hours), (0...59).contains(minutes), hours * 60 + minutes <= 24 * 60
    else { return nil }
    return (hours * 60 + minutes) * 60
  }
}
