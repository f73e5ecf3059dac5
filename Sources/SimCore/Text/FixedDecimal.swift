/// Decimal text of numbers, exact: the double's true value, rounded half away from zero.
///
/// No C library, no locale, and never "-0".
package enum FixedDecimal {
  /// `value` with a fixed number of decimals, 0 to 18; "nan", "inf" or "-inf" if it is not finite.
  package static func text(_ value: Double, decimals: Int) -> String {
    var buffer = TextBuffer()
    write(value, decimals: decimals, to: &buffer)
    return buffer.contents
  }

  /// A whole number with a comma between groups of three digits: 1,234,567.
  package static func grouped(_ value: Int) -> String {
    grouped(String(value.magnitude), isNegative: value < 0)
  }

  /// As `text`, with a comma between groups of three digits before the point.
  package static func grouped(_ value: Double, decimals: Int = 0) -> String {
    let plain = text(value.magnitude, decimals: decimals)
    guard value.isFinite else { return text(value, decimals: decimals) }
    let isZero = plain.utf8.allSatisfy { $0 == ASCIICode.zero || $0 == ASCIICode.point }
    return grouped(plain, isNegative: value < 0 && !isZero)
  }

  /// The shortest text that reads back as the same double, without ".0" behind whole numbers.
  package static func shortest(_ value: Double) -> String {
    if value == 0 { return "0" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func write(_ value: Double, decimals: Int, to buffer: inout TextBuffer) {
    precondition((0...18).contains(decimals), "fixed decimal: 0 to 18 decimals")
    guard value.isFinite else {
      return buffer.text(value.isNaN ? "nan" : (value < 0 ? "-inf" : "inf"))
    }
    guard let scaled = scaled(value.magnitude, decimals: decimals) else {
      if value < 0 { buffer.byte(ASCIICode.minus) }
      buffer.text(wholeText(value.magnitude))
      if decimals > 0 { buffer.text("." + String(repeating: "0", count: decimals)) }
      return
    }
    if value < 0 && scaled > 0 { buffer.byte(ASCIICode.minus) }
    if let narrow = UInt64(exactly: scaled) {
      return buffer.fixed(magnitude: narrow, decimals: decimals)
    }
    let text = String(scaled)
    buffer.text(String(text.dropLast(decimals)))
    if decimals > 0 { buffer.text("." + text.suffix(decimals)) }
  }

  /// round(value * 10^decimals), exact, or nil where it does not fit (then `value` is whole).
  ///
  /// A double is m * 2^e with m below 2^53, so that m * 10^18 fits 113 bits.
  private static func scaled(_ value: Double, decimals: Int) -> UInt128? {
    guard value != 0 else { return 0 }
    let exponent = Int(value.exponentBitPattern)
    let isSubnormal = exponent == 0
    let significand = value.significandBitPattern | (isSubnormal ? 0 : 1 << 52)
    let shift = (isSubnormal ? 1 : exponent) - 1_075
    let product = UInt128(significand) * UInt128(PowersOfTen.table[decimals])
    if shift >= 0 { return shift <= product.leadingZeroBitCount ? product << shift : nil }
    guard shift > -128 else { return 0 }
    let quotient = product >> (-shift)
    let half = (product >> (-shift - 1)) & 1
    return quotient + half
  }

  /// The digits of a whole double of any size.
  private static func wholeText(_ value: Double) -> String {
    // Groups of nine digits, the lowest first.
    var groups: [UInt64] = [value.significandBitPattern | 1 << 52]
    groups = carried(groups)
    for _ in 0..<(Int(value.exponentBitPattern) - 1_075) { groups = carried(groups.map { $0 * 2 }) }
    let top = String(groups[groups.count - 1])
    let rest = groups.dropLast().reversed().map { group in
      let text = String(group)
      return String(repeating: "0", count: 9 - text.utf8.count) + text
    }
    return top + rest.joined()
  }

  private static func carried(_ groups: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    var carry: UInt64 = 0
    for group in groups {
      let sum = group + carry
      result.append(sum % 1_000_000_000)
      carry = sum / 1_000_000_000
    }
    while carry > 0 {
      result.append(carry % 1_000_000_000)
      carry /= 1_000_000_000
    }
    return result
  }

  private static func grouped(_ plain: String, isNegative: Bool) -> String {
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    let whole = Array(parts[0].utf8)
    var buffer = TextBuffer()
    if isNegative { buffer.byte(ASCIICode.minus) }
    for (index, digit) in whole.enumerated() {
      if index > 0 && (whole.count - index) % 3 == 0 { buffer.byte(ASCIICode.comma) }
      buffer.byte(digit)
    }
    if parts.count > 1 { buffer.text("." + parts[1]) }
    return buffer.contents
  }
}
