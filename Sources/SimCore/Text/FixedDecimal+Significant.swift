extension FixedDecimal {
  /// `value` rounded to significant digits, 1 to 15, without an exponent: 1250.5 to 2 is 1300.
  ///
  /// Below 1e-18 it is zero.
  package static func significant(_ value: Double, _ digits: Int) -> String {
    precondition((1...15).contains(digits), "significant: 1 to 15 digits")
    guard value.isFinite, value != 0 else { return text(value, decimals: 0) }
    let magnitude = value.magnitude
    let text =
      magnitude < 1
      ? fraction(magnitude, digits)
      : atLeastOne(magnitude, digits)
    let isZero = text.utf8.allSatisfy { $0 == ASCIICode.zero || $0 == ASCIICode.point }
    return value < 0 && !isZero ? "-" + text : text
  }

  private static func fraction(_ value: Double, _ digits: Int) -> String {
    let zeros = text(value, decimals: 18).utf8.dropFirst(2).prefix { $0 == ASCIICode.zero }.count
    return carrying(value, decimals: min(zeros + digits, 18), digits)
  }

  private static func atLeastOne(_ value: Double, _ digits: Int) -> String {
    let whole = text(value < 0x1p53 ? Double(Int64(value)) : value, decimals: 0)
    let excess = whole.utf8.count - digits
    return excess > 0
      ? rounded(Array(whole.utf8), dropping: excess)
      : carrying(value, decimals: -excess, digits)
  }

  /// Text with that many decimals, or one less where rounding made a digit more (9.96 to 10.0).
  private static func carrying(_ value: Double, decimals: Int, _ digits: Int) -> String {
    let text = text(value, decimals: decimals)
    let significant = text.utf8.drop { $0 == ASCIICode.zero || $0 == ASCIICode.point }
      .count { $0 != ASCIICode.point }
    return significant > digits && decimals > 0 ? self.text(value, decimals: decimals - 1) : text
  }

  /// Rounds the digits of a whole number half up and fills up with zeros.
  private static func rounded(_ whole: [UInt8], dropping count: Int) -> String {
    var digits = whole
    let first = digits.count - count
    var carries = digits[first] >= UInt8(ascii: "5")
    for index in first..<digits.count { digits[index] = ASCIICode.zero }
    for index in stride(from: first - 1, through: 0, by: -1) where carries {
      carries = digits[index] == UInt8(ascii: "9")
      digits[index] = carries ? ASCIICode.zero : digits[index] + 1
    }
    if carries { digits.insert(UInt8(ascii: "1"), at: 0) }
    return String(decoding: digits, as: UTF8.self)
  }
}
