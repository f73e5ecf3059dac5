import Experiments
import Scenarios
import SimCore

/// The words after the verb, checked against its declaration.
struct Arguments {
  /// As they were typed, with the verb in front.
  let words: [String]
  private let declaration: CommandDeclaration
  private(set) var operands: [String] = []
  /// In the order of the command line; a switch has an empty value.
  private var given: [(name: String, value: String)] = []

  /// Reads `--option value`, `--option=value`, `--switch` and operands; `--` ends the options.
  init(_ words: [String], for declaration: CommandDeclaration) throws(RunFailure) {
    self.words = [declaration.verb] + words
    self.declaration = declaration
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        rest = []
      } else if word == "-h" {
        given.append(("help", ""))
      } else if word.hasPrefix("-") && word != "-" {
        try readOption(word, &rest)
      } else {
        operands.append(word)
      }
    }
    if !has("help") { try checkOperands() }
  }

  func has(_ name: String) -> Bool { given.contains { $0.name == name } }

  /// The value of an option; nil when it was not given.
  func value(_ name: String) -> String? { given.last { $0.name == name }?.value }

  /// All values of a repeated option, in order.
  func values(_ name: String) -> [String] {
    given.filter { $0.name == name }.map(\.value)
  }

  /// The operand at a place; empty where an optional one is missing.
  func operand(_ index: Int) -> String { index < operands.count ? operands[index] : "" }

  /// An unsigned whole number of 64 bits.
  func number(_ name: String) throws(RunFailure) -> UInt64? {
    guard let text = value(name) else { return nil }
    let digits = text.filter { $0 != "_" && $0 != "," }
    guard let number = UInt64(digits), !digits.hasPrefix("+") else {
      throw failure(
        "CLI-007",
        "--\(name) takes a whole number from 0 to 2^64-1, not \(Console.quoted(text))"
      )
    }
    return number
  }

  /// A whole number within limits.
  func count(_ name: String, in limits: ClosedRange<Int>) throws(RunFailure) -> Int? {
    guard let number = try number(name) else { return nil }
    guard let count = Int(exactly: number), limits.contains(count) else {
      let range = "\(limits.lowerBound) to \(limits.upperBound)"
      throw failure("CLI-007", "--\(name) takes a whole number from \(range), not \(number)")
    }
    return count
  }

  /// A decimal number within limits, without an exponent.
  func decimal(_ name: String, in limits: ClosedRange<Double>) throws(RunFailure) -> Double? {
    guard let text = value(name) else { return nil }
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard isPlain, let number = Double(text), limits.contains(number) else {
      let ends = [limits.lowerBound, limits.upperBound].map { limit in
        FixedDecimal.text(limit, decimals: limit == limit.rounded() ? 0 : 3)
      }
      throw failure(
        "CLI-016",
        "--\(name) takes a number from \(ends[0]) to \(ends[1]), not \(Console.quoted(text))"
      )
    }
    return number
  }

  /// An option that the verb cannot do without.
  func required(_ name: String) throws(RunFailure) -> String {
    guard let value = value(name) else { throw failure("CLI-005", "--\(name) is missing") }
    return value
  }

  /// A whole number that the verb cannot do without.
  func requiredCount(_ name: String, in limits: ClosedRange<Int>) throws(RunFailure) -> Int {
    guard let count = try count(name, in: limits) else {
      throw failure("CLI-005", "--\(name) is missing")
    }
    return count
  }

  private mutating func readOption(
    _ word: String,
    _ rest: inout ArraySlice<String>
  ) throws(RunFailure) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0])
    let inline = parts.count > 1 ? String(parts[1]) : nil
    let options = declaration.allOptions
    guard let option = options.first(where: { "--\($0.name)" == written }) else {
      throw unknownOption(written)
    }
    if has(option.name) && !option.isRepeated {
      throw failure("CLI-009", "--\(option.name) is given twice")
    }
    guard let valueName = option.value else {
      if let inline {
        throw failure(
          "CLI-004",
          "--\(option.name) is a switch and takes no value, not \(Console.quoted(inline))"
        )
      }
      given.append((option.name, ""))
      return
    }
    guard let value = inline ?? rest.popFirst() else {
      throw failure(
        "CLI-003",
        "--\(option.name) needs a value, such as --\(option.name) \(valueName)"
      )
    }
    given.append((option.name, value))
  }

  private func unknownOption(_ written: String) -> RunFailure {
    let names = declaration.allOptions.map { "--\($0.name)" }
    return RunFailure(
      code: "CLI-002",
      class: .usage,
      message: "\(declaration.verb) has no option \(Console.quoted(written))",
      remedy: Suggestion.remedy(for: written, in: names, listing: "Its options are")
    )
  }

  private func checkOperands() throws(RunFailure) {
    let required = declaration.operands.count { $0.isRequired }
    if operands.count < required {
      let missing = declaration.operands[operands.count]
      throw failure("CLI-005", "\(missing.name) is missing: \(missing.text)")
    }
    if operands.count > declaration.operands.count {
      let extra = operands[declaration.operands.count]
      throw failure("CLI-006", "\(Console.quoted(extra)) is one word too many")
    }
  }

  private func failure(_ code: String, _ message: String) -> RunFailure {
    RunFailure(
      code: code,
      class: .usage,
      message: message,
      remedy: "Usage: \(declaration.usage); simrun help \(declaration.verb) explains it."
    )
  }
}
