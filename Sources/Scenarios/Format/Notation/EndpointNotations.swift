internal import SimCore
internal import VoicePipeline

/// An amount of US dollars: `$0.15`.
struct DollarNotation: Notation {
  /// Whole dollars.
  var most: Int

  var form: String { "an amount such as $0.15" }
  var limits: String { "$0 to $\(most)" }
  var schema: SchemaValue { .pattern("^\\$[0-9]+(\\.[0-9]+)?$") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let (amount, written) = try amount(try scalar(node))
    return ReadValue(amount, written)
  }

  /// An amount as a figure to compare.
  func dollars(_ text: String) throws(ValueProblem) -> Double { try amount(text).0.dollars }

  private func amount(_ text: String) throws(ValueProblem) -> (Nanodollars, String) {
    guard text.first == "$", let decimal = WrittenDecimal(text.dropFirst()) else {
      throw misread(text)
    }
    guard let count = decimal.times(1_000_000_000), decimal.double >= 0,
      decimal.double <= Double(most)
    else {
      let remedy = "Choose an amount of \(limits), in steps of a billionth."
      throw ValueProblem(.outOfRange, "\(text) is outside \(limits)", remedy: remedy)
    }
    return (Nanodollars(count), "$" + decimal.text)
  }
}

/// A time zone of the IANA database.
struct ZoneNotation: Notation {
  var form: String { "a time zone such as America/New_York" }
  var schema: SchemaValue { .text(lengthMax: 64) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let name = try scalar(node)
    guard ZoneTable.zone(named: name) != nil else { throw misread(name) }
    return ReadValue(name, quoting: name)
  }
}
