/// Text being written, as bytes that only grow: rows of CSV, JSON, HTML.
///
/// Own number formatting: no locale, no C library, the same bytes everywhere.
package struct TextBuffer: Sendable {
  /// Room in which the first `count` bytes are written; growing it doubles it.
  @usableFromInline var storage: [UInt8]
  package private(set) var count = 0

  package init(reserving capacity: Int = 0) {
    storage = [UInt8](repeating: 0, count: max(capacity, 64))
  }

  /// A copy of what was written.
  package var bytes: [UInt8] { Array(storage[..<count]) }

  /// What was written, as a string.
  package var contents: String { String(decoding: storage[..<count], as: UTF8.self) }

  /// Hands over what was written without a copy, and starts afresh.
  package mutating func takeBytes() -> [UInt8] {
    var result: [UInt8] = []
    swap(&result, &storage)
    result.removeLast(result.count - count)
    self = TextBuffer()
    return result
  }

  /// Starts afresh in room that was handed over and has served its purpose: to grow anew from a few
  /// bytes would cost as many copies again.
  package mutating func reuse(_ room: consuming [UInt8]) {
    storage = room
    count = 0
  }

  /// Gives what was written to a digest.
  package func write(to digest: inout SHA256) {
    digest.update(storage.span.extracting(0..<count))
  }

  package mutating func removeAll(keepingCapacity: Bool = true) {
    count = 0
    if !keepingCapacity { storage = [UInt8](repeating: 0, count: 64) }
  }

  @inline(__always)
  package mutating func byte(_ value: UInt8) {
    reserve(1)
    storage[count] = value
    count &+= 1
  }

  /// Appends fixed text, as it is: punctuation, keys, markup.
  package mutating func text(_ text: String) { append(text.utf8.span) }

  /// Appends a string, as it is.
  package mutating func string(_ value: String) { append(value.utf8.span) }

  /// Appends any bytes.
  package mutating func append(_ bytes: [UInt8]) { append(bytes.span) }

  /// Appends what another buffer holds.
  package mutating func append(_ other: TextBuffer) {
    append(other.storage.span.extracting(0..<other.count))
  }

  /// Appends two lower-case hexadecimal digits for each byte.
  package mutating func hexadecimal(_ bytes: Span<UInt8>) {
    reserve(2 &* bytes.count)
    let start = count
    count &+= 2 &* bytes.count
    var room = storage.mutableSpan
    for index in bytes.indices {
      room[start &+ 2 &* index] = SHA256.hexDigit(bytes[index] &>> 4)
      room[start &+ 2 &* index &+ 1] = SHA256.hexDigit(bytes[index] & 15)
    }
  }

  /// One of the bytes that were written.
  @inlinable @inline(__always)
  package subscript(index: Int) -> UInt8 { storage[index] }

  private mutating func append(_ source: Span<UInt8>) {
    reserve(source.count)
    let start = count
    count &+= source.count
    var room = storage.mutableSpan
    for index in source.indices { room[start &+ index] = source[index] }
  }

  package mutating func integer(_ value: Int) {
    if value < 0 { byte(ASCIICode.minus) }
    digits(UInt64(value.magnitude))
  }

  /// Appends a comma and a number: a field of a row.
  package mutating func field(_ value: Int) {
    let magnitude = UInt64(value.magnitude)
    let isNegative = value < 0
    if magnitude < 10, !isNegative { return field(digit: UInt8(truncatingIfNeeded: magnitude)) }
    let length = PowersOfTen.digitCount(magnitude) &+ (isNegative ? 2 : 1)
    reserve(length)
    let (start, end) = (count, count &+ length)
    count = end
    var room = storage.mutableSpan
    room[start] = ASCIICode.comma
    if isNegative { room[start &+ 1] = ASCIICode.minus }
    Self.place(magnitude, in: &room, start &+ (isNegative ? 2 : 1), end)
  }

  /// Most fields of most tables.
  private mutating func field(digit: UInt8) {
    reserve(2)
    let start = count
    count = start &+ 2
    var room = storage.mutableSpan
    room[start] = ASCIICode.comma
    room[start &+ 1] = ASCIICode.zero &+ digit
  }

  /// Appends a comma and a time in milliseconds with three decimals.
  package mutating func field(_ duration: Duration) {
    byte(ASCIICode.comma)
    milliseconds(nanoseconds: duration.nanoseconds)
  }

  /// Appends a comma and milliseconds since the start of the run, with three decimals.
  package mutating func field(_ instant: SimInstant) {
    byte(ASCIICode.comma)
    milliseconds(nanoseconds: instant.nanoseconds)
  }

  /// Appends `value` / 10^`decimals`, 0 to 18 of them: (12345, 3) is 12.345.
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
    milliseconds(nanoseconds: duration.nanoseconds)
  }

  /// From nanoseconds: a time past 18 s is dear to take out of a `Duration`.
  private mutating func milliseconds(nanoseconds: Int64) {
    let microseconds = (nanoseconds.magnitude &+ 500) / 1_000
    if nanoseconds < 0 && microseconds > 0 { byte(ASCIICode.minus) }
    // Most numbers of most tables: the scale is a constant here, for which no division is needed.
    let whole = microseconds / 1_000
    let length = PowersOfTen.digitCount(whole) &+ 4
    reserve(length)
    let (start, end) = (count, count &+ length)
    count = end
    var room = storage.mutableSpan
    Self.place(whole, in: &room, start, end &- 4)
    room[end &- 4] = ASCIICode.point
    Self.place(microseconds &- whole &* 1_000, in: &room, end &- 3, end)
  }

  mutating func fixed(magnitude: UInt64, decimals: Int) {
    guard decimals > 0 else { return digits(magnitude) }
    let scale = PowersOfTen.table[decimals]
    let whole = magnitude / scale
    let wholeLength = PowersOfTen.digitCount(whole)
    reserve(wholeLength &+ 1 &+ decimals)
    let start = count
    let point = start &+ wholeLength
    count = point &+ 1 &+ decimals
    var room = storage.mutableSpan
    Self.place(whole, in: &room, start, point)
    room[point] = ASCIICode.point
    Self.place(magnitude &- whole &* scale, in: &room, point &+ 1, point &+ 1 &+ decimals)
  }

  /// Appends the digits of a number, with zeros in front up to `width` digits, at most 20.
  mutating func digits(_ value: UInt64, width: Int = 1) {
    let length = max(width, PowersOfTen.digitCount(value))
    reserve(length)
    let start = count
    count &+= length
    var room = storage.mutableSpan
    Self.place(value, in: &room, start, start &+ length)
  }

  /// Writes a number, two digits at a time, into the bytes from `start` up to `end`.
  @inline(__always)
  private static func place(
    _ value: UInt64,
    in room: inout MutableSpan<UInt8>,
    _ start: Int,
    _ end: Int
  ) {
    var rest = value
    var index = end
    while index >= start &+ 2 {
      let next = rest / 100
      let pair = rest &- next &* 100
      let tens = (pair &* 103) &>> 10
      room[index &- 1] = ASCIICode.zero &+ UInt8(truncatingIfNeeded: pair &- tens &* 10)
      room[index &- 2] = ASCIICode.zero &+ UInt8(truncatingIfNeeded: tens)
      rest = next
      index &-= 2
    }
    if index > start { room[start] = ASCIICode.zero &+ UInt8(truncatingIfNeeded: rest) }
  }

  @inline(__always)
  private mutating func reserve(_ length: Int) {
    if storage.count &- count < length { grow(length) }
  }

  @inline(never)
  private mutating func grow(_ length: Int) {
    let added = max(storage.count, length)
    storage.append(contentsOf: repeatElement(0, count: added))
  }
}

/// 10^0 to 10^19, all that 64 bits hold.
enum PowersOfTen {
  static let table: [20 of UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// Decimal digits of a number, 1 to 20.
  @inline(__always)
  static func digitCount(_ value: UInt64) -> Int {
    // Bits times log10(2), rounded down: right, or one too few.
    let estimate = ((64 &- (value | 1).leadingZeroBitCount) &* 1_233) &>> 12
    return value >= table[estimate] ? estimate &+ 1 : max(estimate, 1)
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
