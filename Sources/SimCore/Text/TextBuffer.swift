/// Text being written, as bytes that only grow: rows of CSV, JSON, HTML.
///
/// Own number formatting: no locale, no C library, the same bytes everywhere.
package struct TextBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init(reserving capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  package var count: Int { bytes.count }

  /// The text so far.
  package var contents: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func removeAll(keepingCapacity: Bool = true) {
    bytes.removeAll(keepingCapacity: keepingCapacity)
  }

  package mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// Appends fixed text, as it is: punctuation, keys, markup.
  package mutating func text(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends a string, as it is.
  package mutating func string(_ value: String) { bytes.append(contentsOf: value.utf8) }

  /// Appends another buffer, or any bytes.
  package mutating func append(_ other: [UInt8]) { bytes.append(contentsOf: other) }

  package mutating func integer(_ value: Int) {
    if value < 0 { byte(ASCIICode.minus) }
    digits(UInt64(value.magnitude))
  }

  /// Appends `value` / 10^`decimals`: (12345, 3) is 12.345.
  package mutating func fixed(_ value: Int64, decimals: Int) {
    if value < 0 { byte(ASCIICode.minus) }
    fixed(magnitude: value.magnitude, decimals: decimals)
  }

  /// Appends a number with a fixed number of decimals (see `FixedDecimal`).
  package mutating func fixed(_ value: Double, decimals: Int) {
    FixedDecimal.write(value, decimals: decimals, to: &self)
  }

  /// Appends a time in milliseconds with three decimals, rounded half away from zero.
  package mutating func milliseconds(_ duration: Duration) {
    let nanoseconds = duration.nanoseconds
    let microseconds = (nanoseconds.magnitude + 500) / 1_000
    if nanoseconds < 0 && microseconds > 0 { byte(ASCIICode.minus) }
    fixed(magnitude: microseconds, decimals: 3)
  }

  mutating func fixed(magnitude: UInt64, decimals: Int) {
    guard decimals > 0 else { return digits(magnitude) }
    let scale = Self.powersOfTen[decimals]
    let whole = magnitude / scale
    digits(whole)
    byte(ASCIICode.point)
    digits(magnitude - whole * scale, width: decimals)
  }

  /// Appends the digits of a number, with zeros in front up to `width` digits.
  mutating func digits(_ value: UInt64, width: Int = 1) {
    let length = max(width, Self.digitCount(value))
    bytes.append(contentsOf: repeatElement(ASCIICode.zero, count: length))
    var rest = value
    var index = bytes.count
    var span = bytes.mutableSpan
    while rest > 0 {
      let next = rest / 10
      index -= 1
      span[index] = ASCIICode.zero + UInt8(truncatingIfNeeded: rest - next * 10)
      rest = next
    }
  }

  private static func digitCount(_ value: UInt64) -> Int {
    var count = 1
    while count < powersOfTen.count && value >= powersOfTen[count] { count += 1 }
    return count
  }

  /// 10^0 to 10^19, all that 64 bits hold.
  static let powersOfTen: [UInt64] = (0..<20).map { exponent in
    (0..<exponent).reduce(UInt64(1)) { power, _ in power * 10 }
  }
}

/// ASCII codes by name.
enum ASCIICode {
  static let zero = UInt8(ascii: "0")
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let comma = UInt8(ascii: ",")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
}
