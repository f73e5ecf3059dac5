/// A decimal number exactly as its digits say, so that no value depends on binary rounding.
struct WrittenDecimal: Sendable, Hashable {
  private(set) var isNegative = false
  /// Without leading zeros, but for a single one.
  private var whole: String
  /// Without trailing zeros.
  private var fraction: String

  /// Reads `-12.50`; nil for anything else, and for more than 24 digits.
  init?(_ text: some StringProtocol) {
    var rest = text[...]
    if rest.first == "-" {
      isNegative = true
      rest = rest.dropFirst()
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy {
      !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) }
    }
    guard areDigits, rest.utf8.count <= 25 else { return nil }
    whole = String(parts[0])
    fraction = parts.count == 2 ? String(parts[1]) : ""
    normalise()
  }

  private mutating func normalise() {
    whole = String(whole.drop { $0 == "0" })
    if whole.isEmpty { whole = "0" }
    while fraction.last == "0" { fraction.removeLast() }
    if whole == "0" && fraction.isEmpty { isNegative = false }
  }

  /// The shortest way to write the number.
  var text: String {
    (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The nearest binary number.
  var double: Double { Double(text) ?? .infinity }

  /// The number times 10 to the power of `places`, which may be negative.
  func scaled(byPowerOfTen places: Int) -> WrittenDecimal {
    var result = self
    for _ in 0..<max(places, 0) {
      result.whole.append(result.fraction.isEmpty ? "0" : result.fraction.removeFirst())
    }
    for _ in 0..<max(-places, 0) {
      result.fraction = String(result.whole.removeLast()) + result.fraction
      if result.whole.isEmpty { result.whole = "0" }
    }
    result.normalise()
    return result
  }

  /// The number times `unit` as an integer; nil when it is none, or too large.
  func times(_ unit: Int64) -> Int64? {
    var numerator: Int128 = 0
    for digit in (whole + fraction).utf8 { numerator = numerator * 10 + Int128(digit - 48) }
    var denominator: Int128 = 1
    for _ in fraction.utf8 { denominator *= 10 }
    let (product, overflow) = numerator.multipliedReportingOverflow(by: Int128(unit))
    guard !overflow, product % denominator == 0 else { return nil }
    return Int64(exactly: isNegative ? -(product / denominator) : product / denominator)
  }
}
