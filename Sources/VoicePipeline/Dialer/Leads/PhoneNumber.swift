import SimCore

/// A number of the North American numbering plan that may be dialled: neither a service code, nor
/// premium, nor outside the United States and Canada.
package struct PhoneNumber: Sendable, Hashable, BitwiseCopyable {
  /// The ten digits, area code first, as an integer.
  package let digits: UInt64

  init(digits: UInt64) { self.digits = digits }

  package var areaCode: Int { Int(digits / 10_000_000) }

  /// Such as `+12125550123` (ITU-T E.164).
  package var e164: String { "+1\(digits)" }

  /// Reads a number as people write it: ten digits, or eleven from 1 on, with or without `+` before
  /// them and with spaces, hyphens, dots and parentheses among them; or as a spreadsheet writes it,
  /// where no digit is lost (`2125550123.0`, `'2125550123`, `="2125550123"`).
  package init(text: String) throws(RejectReason) {
    let bytes = Array(text.utf8)
    switch PhoneReading(bytes.span, 0..<bytes.count) {
    case .number(let number): self = number
    case .refused(let reason): throw reason
    }
  }
}

/// What the bytes of a phone field say.
enum PhoneReading {
  case number(PhoneNumber)
  case refused(RejectReason)

  /// Reads any field, and judges it.
  init(_ bytes: Span<UInt8>, _ field: Range<Int>) {
    switch CellText(bytes, field) {
    case .formula: self = .refused(.formula)
    case .error: self = .refused(.cellError)
    case .text(let range): self = Self.spoiled(bytes, range) ?? Self.plain(bytes, range)
    }
  }

  /// A number or a date as a spreadsheet writes it; nil for anything else.
  ///
  /// Only a number that stands there with each of its digits is taken.
  private static func spoiled(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Self? {
    if DateText.isDate(bytes, range) { return .refused(.phoneDate) }
    guard let number = WrittenNumber(bytes, range) else { return nil }
    guard number.hasExponent || number.hasDecimals && number.wholeDigits >= 10 else { return nil }
    guard let digits = number.integer, number.isWrittenOut else {
      if number.hasExponent { return .refused(.phoneScientific) }
      // What stands behind a comma may be a second number.
      return range.contains { bytes[$0] == UInt8(ascii: ",") } ? nil : .refused(.phoneMalformed)
    }
    let hasPlus = bytes[range.lowerBound] == UInt8(ascii: "+")
    return judged(digits, count: digits.description.utf8.count, hasPlus: hasPlus)
  }

  private static func plain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Self {
    var digits: UInt64 = 0
    var count = 0
    var hasPlus = false
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        // Beyond 18 digits only the number of digits counts.
        if count < 18 { digits = digits &* 10 &+ UInt64(digit) }
        count += 1
      } else if byte == UInt8(ascii: "+"), count == 0, !hasPlus {
        hasPlus = true
      } else {
        let length = separator(bytes, at: index, before: range.upperBound)
        if length == 0 {
          return .refused(hasTwoNumbers(bytes, range) ? .phoneTwoNumbers : .phoneMalformed)
        }
        index += length
        continue
      }
      index += 1
    }
    // Two numbers of ten or eleven digits with blanks or hyphens between them.
    if 20...22 ~= count { return .refused(.phoneTwoNumbers) }
    return judged(digits, count: count, hasPlus: hasPlus)
  }

  /// The bytes of what may stand among the digits, or 0: blanks of every kind but line breaks,
  /// hyphens and dashes, points and parentheses.
  private static func separator(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> Int {
    switch bytes[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"): return 1
    case 0x0A, 0x0D: return 0
    case 0xE2:
      guard index + 2 < end else { return 0 }
      // U+2010 to U+2015, and the minus sign U+2212.
      let isDash = bytes[index + 1] == 0x80 && 0x90...0x95 ~= bytes[index + 2]
      if isDash || bytes[index + 1] == 0x88 && bytes[index + 2] == 0x92 { return 3 }
      return CellText.blank(bytes, at: index, before: end)
    default: return CellText.blank(bytes, at: index, before: end)
    }
  }

  /// Whether at least seven digits stand on both sides of something that parts two numbers.
  private static func hasTwoNumbers(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var numbers = 0
    var digits = 0
    for index in range {
      let byte = bytes[index]
      if byte &- UInt8(ascii: "0") <= 9 {
        digits += 1
        if digits == 7 { numbers += 1 }
      } else if "/;,|&+\n\r".utf8.contains(byte) || byte | 0x20 >= UInt8(ascii: "a") {
        digits = 0
      }
    }
    return numbers >= 2
  }

  private static func judged(_ digits: UInt64, count: Int, hasPlus: Bool) -> Self {
    if count == 11, digits >= 10_000_000_000, digits < 20_000_000_000 {
      return numberingPlan(digits - 10_000_000_000)
    }
    if count == 10, !hasPlus { return numberingPlan(digits) }
    return .refused(oddLength(digits, count: count, hasPlus: hasPlus))
  }

  private static func oddLength(_ digits: UInt64, count: Int, hasPlus: Bool) -> RejectReason {
    if count == 0 { return hasPlus ? .phoneMalformed : .phoneMissing }
    let isServiceCode = count == 3 || count == 4 && digits / 1_000 == 1
    if isServiceCode, DialingRules.isServiceCode(Int(digits % 1_000)) { return .phoneService }
    if hasPlus { return digits.description.first == "1" ? .phoneLength : .phoneInternational }
    // 011 and 00 are the prefixes of an international call.
    let significant = digits.description.count
    if count >= 11,
      count - significant == 2 || count - significant == 1 && digits.description.hasPrefix("11")
    {
      return .phoneInternational
    }
    return .phoneLength
  }

  private static func numberingPlan(_ digits: UInt64) -> Self {
    let number = Int(truncatingIfNeeded: digits)
    if let reason = DialingRules.refusal(
      areaCode: number / 10_000_000,
      exchange: number / 10_000 % 1_000,
      line: number % 10_000
    ) {
      return .refused(reason)
    }
    return .number(PhoneNumber(digits: digits))
  }
}

extension PhoneNumber {
  /// Ten digits, or `+1` and ten digits, that no rule refuses; nil for anything else.
  ///
  /// What nearly every row has, read eight digits at a time; `PhoneReading` judges the rest.
  @inline(__always)
  init?(plain bytes: Span<UInt8>, _ field: Range<Int>) {
    let start = field.upperBound &- 10
    let isBare = field.count == 10
    guard
      isBare
        || field.count == 12 && bytes[start &- 2] == UInt8(ascii: "+")
          && bytes[start &- 1] == UInt8(ascii: "1")
    else { return nil }
    let word = bytes.word(at: start)
    let ninth = bytes[start &+ 8] &- UInt8(ascii: "0")
    let tenth = bytes[start &+ 9] &- UInt8(ascii: "0")
    guard Self.areDigits(word), ninth <= 9, tenth <= 9 else { return nil }
    let eight = Self.value(ofDigits: word)
    let areaCode = Int(truncatingIfNeeded: eight / 100_000)
    let exchange = Int(truncatingIfNeeded: eight / 100 % 1_000)
    guard DialingRules.arePlain(areaCode: areaCode, exchange: exchange) else { return nil }
    digits = eight &* 100 &+ UInt64(ninth &* 10 &+ tenth)
  }

  @inline(__always)
  private static func areDigits(_ word: UInt64) -> Bool {
    let upper = word & 0xF0F0_F0F0_F0F0_F0F0
    let carried = (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0
    return upper == 0x3030_3030_3030_3030 && carried == upper
  }

  /// The number that eight digits write, the first of them in the lowest byte.
  @inline(__always)
  private static func value(ofDigits word: UInt64) -> UInt64 {
    let pairs = ((word & 0x0F0F_0F0F_0F0F_0F0F) &* 2_561) >> 8
    let fours = ((pairs & 0x00FF_00FF_00FF_00FF) &* 6_553_601) >> 16
    return ((fours & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) >> 32
  }
}
