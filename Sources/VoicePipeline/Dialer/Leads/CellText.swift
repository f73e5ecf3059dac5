/// What a field holds once a spreadsheet's ways of writing it are taken off.
enum CellText {
  /// Where the text stands, within the field.
  case text(Range<Int>)
  /// A formula, whose result the file does not say.
  case formula
  /// An error value, such as `#N/A`.
  case error

  /// Takes blanks of every kind off both ends, and the two marks of a text: the apostrophe before
  /// it, and the formula `="..."` around it.
  init(_ bytes: Span<UInt8>, _ field: Range<Int>) {
    var range = Self.trimmed(bytes, field)
    if !range.isEmpty, bytes[range.lowerBound] == UInt8(ascii: "'") {
      range = Self.trimmed(bytes, range.lowerBound + 1..<range.upperBound)
    }
    guard let first = range.first.map({ bytes[$0] }) else {
      self = .text(range)
      return
    }
    let second = range.count > 1 ? bytes[range.lowerBound + 1] : 0
    switch first {
    case UInt8(ascii: "="):
      if let inner = Self.quoted(bytes, range.lowerBound + 1..<range.upperBound) {
        self = .text(Self.trimmed(bytes, inner))
      } else {
        self = .formula
      }
    case UInt8(ascii: "@"): self = .formula
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      self = Self.isLetter(second) ? .formula : .text(range)
    case UInt8(ascii: "#"):
      self = Self.isLetter(second) || second == first ? .error : .text(range)
    default: self = .text(range)
    }
  }

  /// What stands between two quotes that are the only ones; nil where they are not.
  private static func quoted(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let quote = UInt8(ascii: "\"")
    guard range.count >= 2, bytes[range.lowerBound] == quote,
      bytes[range.upperBound - 1] == quote
    else { return nil }
    let inner = range.lowerBound + 1..<range.upperBound - 1
    return inner.contains { bytes[$0] == quote } ? nil : inner
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private static func trimmed(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Range<Int> {
    var start = field.lowerBound
    while start < field.upperBound {
      let length = blank(bytes, at: start, before: field.upperBound)
      if length == 0 { break }
      start += length
    }
    var end = field.upperBound
    while end > start {
      let lengths = [1, 2, 3].filter { $0 <= end - start }
      guard
        let length = lengths.first(where: { blank(bytes, at: end - $0, before: end) == $0 })
      else { break }
      end -= length
    }
    return start..<end
  }

  /// The bytes of the blank at an index, or 0: blank, tab, line break, U+00A0, U+1680, U+2000 to
  /// U+200F, U+2028 to U+202F, U+205F to U+206F, U+3000 and U+FEFF.
  ///
  /// Those without width, and those that say which way to write, come with what is copied from
  /// address books and web pages.
  static func blank(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> Int {
    switch bytes[index] {
    case 0x09, 0x0A, 0x0D, 0x20: return 1
    case 0xC2: return index + 1 < end && bytes[index + 1] == 0xA0 ? 2 : 0
    case 0xE1, 0xE2, 0xE3, 0xEF:
      guard index + 2 < end else { return 0 }
      let scalar =
        UInt32(bytes[index] & 0xF) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
        | UInt32(bytes[index + 2] & 0x3F)
      switch scalar {
      case 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0xFEFF: return 3
      default: return 0
      }
    default: return 0
    }
  }
}

/// A number as spreadsheets write it: digits, perhaps with decimals and an exponent.
struct WrittenNumber {
  /// The value as an integer below 10^18; nil for a fraction and for a larger number.
  let integer: UInt64?
  /// Digits before the decimal point.
  let wholeDigits: Int
  let hasDecimals: Bool
  let hasExponent: Bool
  /// Whether each digit of the integer is written, not merely implied by the exponent.
  let isWrittenOut: Bool

  /// Nil for anything but a number without a minus sign; a comma may stand for the point.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    if index < range.upperBound, bytes[index] == UInt8(ascii: "+") { index += 1 }
    var digits: [UInt8] = []
    var whole = 0
    var isBehindPoint = false
    while index < range.upperBound, digits.count <= 40 {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        digits.append(digit)
        whole += isBehindPoint ? 0 : 1
      } else if !isBehindPoint, byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        isBehindPoint = true
      } else {
        break
      }
      index += 1
    }
    guard whole > 0 else { return nil }
    var exponent = 0
    hasExponent = index < range.upperBound
    if hasExponent {
      guard let found = Self.exponent(bytes, index..<range.upperBound) else { return nil }
      exponent = found
    }
    wholeDigits = whole
    hasDecimals = isBehindPoint
    isWrittenOut = digits.count >= whole + exponent
    integer = Self.integer(digits, pointAfter: whole + exponent)
  }

  private static func exponent(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    index += 1
    guard index < range.upperBound else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    guard 1...3 ~= range.upperBound - index else { return nil }
    var value = 0
    while index < range.upperBound {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
      index += 1
    }
    return isNegative ? -value : value
  }

  private static func integer(_ digits: [UInt8], pointAfter point: Int) -> UInt64? {
    guard digits.dropFirst(max(point, 0)).allSatisfy({ $0 == 0 }) else { return nil }
    let leading = digits.prefix(max(point, 0)).drop { $0 == 0 }
    let isImplied = max(0, point - digits.count)
    if leading.isEmpty { return 0 }
    guard leading.count + isImplied <= 18 else { return nil }
    var value: UInt64 = 0
    for digit in leading { value = value * 10 + UInt64(digit) }
    for _ in 0..<isImplied { value *= 10 }
    return value
  }
}

/// What a spreadsheet makes of a number that looks to it like a date.
enum DateText {
  /// Whether a text is a date, perhaps with a time behind it: `2026-03-04`, `3/4/26`, `04.03.2026`,
  /// `4-Mar-26`, `March 4, 2026`.
  static func isDate(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= 5 else { return false }
    return isNumeric(bytes, range) || isWorded(bytes, range)
  }

  private static func isNumeric(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var groups: [(value: Int, length: Int)] = []
    var separator: UInt8 = 0
    var index = range.lowerBound
    while groups.count < 3 {
      var value = 0
      var length = 0
      while index < range.upperBound, length <= 4, let digit = digit(bytes[index]) {
        value = value * 10 + digit
        length += 1
        index += 1
      }
      guard 1...4 ~= length else { return false }
      groups.append((value, length))
      guard groups.count < 3 else { break }
      guard index < range.upperBound, "/-.".utf8.contains(bytes[index]),
        separator == 0 || bytes[index] == separator
      else { return false }
      separator = bytes[index]
      index += 1
    }
    let isAtEnd = index == range.upperBound
    guard isAtEnd || bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "T") else {
      return false
    }
    let (first, second, third) = (groups[0], groups[1], groups[2])
    if first.length == 4 { return isYear(first) && isDay(second, third) }
    return isYear(third) && isDay(first, second)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    let digit = byte &- UInt8(ascii: "0")
    return digit <= 9 ? Int(digit) : nil
  }

  private static func isYear(_ group: (value: Int, length: Int)) -> Bool {
    group.length == 2 || group.length == 4 && 1900..<2100 ~= group.value
  }

  /// Whether two numbers are a month and a day, in either order.
  private static func isDay(
    _ first: (value: Int, length: Int),
    _ second: (value: Int, length: Int)
  ) -> Bool {
    guard first.length <= 2, second.length <= 2 else { return false }
    let (low, high) = (min(first.value, second.value), max(first.value, second.value))
    return 1...12 ~= low && 1...31 ~= high
  }

  /// Whether the first word is a month, and beside it stand a few digits only.
  private static func isWorded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var word: [UInt8] = []
    var digits = 0
    var isWordOver = false
    for index in range {
      let byte = bytes[index]
      if UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20, byte >= 0x40 {
        if isWordOver { return false }
        word.append(byte | 0x20)
      } else {
        isWordOver = !word.isEmpty
        digits += digit(byte) == nil ? 0 : 1
      }
    }
    guard 3...9 ~= word.count, 1...6 ~= digits else { return false }
    let text = String(decoding: word, as: UTF8.self)
    return months.contains { $0 == text || $0.prefix(3) == text }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}
