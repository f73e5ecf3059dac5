/// Reads JSON (RFC 8259) value by value without building a tree: the one grammar of all readers.
///
/// The text is given to every call and must be the same. A reader asks for what it expects, takes
/// strings as ranges of the text, and skips what it does not know; everything is checked all the
/// same, so a reader that skips refuses what a reader of trees refuses (except a key given twice).
package struct JSONScanner: Sendable {
  /// The byte that is read next.
  package private(set) var offset: Int
  private let limits: JSONLimits
  private var depth = 0
  /// Whether a bracket has just been opened, so that no comma comes before the next element.
  private var isAtStart = false

  package init(at offset: Int = 0, limits: JSONLimits = JSONLimits()) {
    self.offset = offset
    self.limits = limits
  }

  /// The kind of a value, by its first byte.
  package enum Kind: Sendable, Hashable {
    case null
    case boolean
    case number
    case string
    case array
    case object
  }

  /// The kind of the value that comes next.
  package mutating func kind(_ text: Span<UInt8>) throws(JSONError) -> Kind {
    switch try firstByte(text) {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case ASCIICode.quote: return .string
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case ASCIICode.minus, UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw JSONError(.unexpectedByte, at: offset)
    }
  }

  /// Reads the opening brace of an object.
  package mutating func beginObject(_ text: Span<UInt8>) throws(JSONError) {
    try begin(text, .object)
  }

  /// Reads the opening bracket of an array.
  package mutating func beginArray(_ text: Span<UInt8>) throws(JSONError) {
    try begin(text, .array)
  }

  /// Reads the next key of an object and its colon, or the closing brace: then nil.
  package mutating func nextKey(_ text: Span<UInt8>) throws(JSONError) -> JSONString? {
    guard try continues(text, until: UInt8(ascii: "}")) else { return nil }
    guard try firstByte(text) == ASCIICode.quote else {
      throw JSONError(.unexpectedByte, at: offset)
    }
    let key = try string(text)
    guard try firstByte(text) == UInt8(ascii: ":") else {
      throw JSONError(.unexpectedByte, at: offset)
    }
    offset &+= 1
    return key
  }

  /// Whether another element of an array follows; reads the comma, or the closing bracket.
  package mutating func nextElement(_ text: Span<UInt8>) throws(JSONError) -> Bool {
    try continues(text, until: UInt8(ascii: "]"))
  }

  /// Reads a string.
  package mutating func string(_ text: Span<UInt8>) throws(JSONError) -> JSONString {
    try expect(text, .string)
    let start = offset &+ 1
    var index = start
    var isPlain = true
    while true {
      index = Self.endOfPlain(in: text, from: index)
      guard index < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
      switch text[index] {
      case ASCIICode.quote:
        offset = index &+ 1
        return JSONString(range: start..<index, isPlain: isPlain)
      case ASCIICode.backslash:
        isPlain = false
        index = try Self.endOfEscape(in: text, at: index)
      case 0..<0x20: throw JSONError(.controlCharacter, at: index)
      default: index = try Self.endOfCharacter(in: text, at: index)
      }
    }
  }

  /// Reads a number, kept as it is written.
  package mutating func number(_ text: Span<UInt8>) throws(JSONError) -> Range<Int> {
    try expect(text, .number)
    let start = offset
    if text[offset] == ASCIICode.minus { offset &+= 1 }
    let whole = try digits(text)
    if whole.count > 1 && text[whole.lowerBound] == ASCIICode.zero {
      throw JSONError(.invalidNumber, at: whole.lowerBound)
    }
    if offset < text.count && text[offset] == ASCIICode.point {
      offset &+= 1
      _ = try digits(text)
    }
    if offset < text.count && text[offset] | 0x20 == UInt8(ascii: "e") {
      offset &+= 1
      let isSigned = offset < text.count && (text[offset] == 0x2B || text[offset] == 0x2D)
      if isSigned { offset &+= 1 }
      _ = try digits(text)
    }
    return start..<offset
  }

  package mutating func boolean(_ text: Span<UInt8>) throws(JSONError) -> Bool {
    try expect(text, .boolean)
    let isTrue = text[offset] == UInt8(ascii: "t")
    try word(text, isTrue ? "true" : "false")
    return isTrue
  }

  package mutating func null(_ text: Span<UInt8>) throws(JSONError) {
    try expect(text, .null)
    try word(text, "null")
  }

  /// Reads a value of any kind, and forgets it.
  package mutating func skip(_ text: Span<UInt8>) throws(JSONError) {
    switch try kind(text) {
    case .null: try null(text)
    case .boolean: _ = try boolean(text)
    case .number: _ = try number(text)
    case .string: _ = try string(text)
    case .array:
      try beginArray(text)
      while try nextElement(text) { try skip(text) }
    case .object:
      try beginObject(text)
      while try nextKey(text) != nil { try skip(text) }
    }
  }

  /// Checks that nothing but white space follows.
  package mutating func end(_ text: Span<UInt8>) throws(JSONError) {
    skipSpace(text)
    guard offset == text.count else { throw JSONError(.trailingBytes, at: offset) }
  }

  /// Refuses a text that is too long for the limits.
  package func checkLength(_ text: Span<UInt8>) throws(JSONError) {
    guard text.count <= limits.byteCountMax else {
      throw JSONError(.tooLong, at: limits.byteCountMax)
    }
  }
}

extension JSONScanner {
  private mutating func expect(_ text: Span<UInt8>, _ wanted: Kind) throws(JSONError) {
    guard try kind(text) == wanted else { throw JSONError(.wrongKind, at: offset) }
  }

  private mutating func begin(_ text: Span<UInt8>, _ wanted: Kind) throws(JSONError) {
    try expect(text, wanted)
    guard depth < limits.depthMax else { throw JSONError(.tooDeep, at: offset) }
    depth &+= 1
    offset &+= 1
    isAtStart = true
  }

  private mutating func continues(
    _ text: Span<UInt8>,
    until close: UInt8
  ) throws(JSONError) -> Bool {
    let byte = try firstByte(text)
    let isFirst = isAtStart
    isAtStart = false
    if byte == close {
      depth &-= 1
      offset &+= 1
      return false
    }
    if isFirst { return true }
    guard byte == ASCIICode.comma else { throw JSONError(.unexpectedByte, at: offset) }
    offset &+= 1
    return true
  }

  /// The next byte that is not white space; it is not consumed.
  private mutating func firstByte(_ text: Span<UInt8>) throws(JSONError) -> UInt8 {
    skipSpace(text)
    guard offset < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
    return text[offset]
  }

  private mutating func skipSpace(_ text: Span<UInt8>) {
    while offset < text.count {
      switch text[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset &+= 1
      default: return
      }
    }
  }

  private mutating func digits(_ text: Span<UInt8>) throws(JSONError) -> Range<Int> {
    let start = offset
    while offset < text.count && text[offset] &- ASCIICode.zero < 10 { offset &+= 1 }
    guard offset > start else {
      throw JSONError(offset < text.count ? .invalidNumber : .unexpectedEnd, at: offset)
    }
    return start..<offset
  }

  private mutating func word(_ text: Span<UInt8>, _ word: StaticString) throws(JSONError) {
    for byte in word.description.utf8 {
      guard offset < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
      guard text[offset] == byte else { throw JSONError(.unexpectedByte, at: offset) }
      offset &+= 1
    }
  }

  /// The first byte from `start` on that ends a string or needs a look of its own, or the end.
  ///
  /// Eight bytes at a time: a byte is special when it is a quote, a backslash, below 0x20 or above
  /// 0x7F (the classic test for a zero byte, on the differences).
  private static func endOfPlain(in text: Span<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var index = start
    while index &+ 8 <= text.count {
      var word: UInt64 = 0
      for step in 0..<8 { word |= UInt64(text[index &+ step]) &<< UInt64(8 &* step) }
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let low = (word &- (ones &* 0x20)) & ~word
      let quotes = (quote &- ones) & ~quote
      let backslashes = (backslash &- ones) & ~backslash
      let special = (low | quotes | backslashes | word) & tops
      guard special == 0 else { return index &+ (special.trailingZeroBitCount &>> 3) }
      index &+= 8
    }
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte > 0x7F || byte == 0x22 || byte == 0x5C { break }
      index &+= 1
    }
    return index
  }

  /// The end of the escape that begins at a backslash; of a surrogate pair, of both halves.
  private static func endOfEscape(
    in text: Span<UInt8>,
    at start: Int
  ) throws(JSONError) -> Int {
    guard start + 1 < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
    switch text[start + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return start + 2
    case UInt8(ascii: "u"): break
    default: throw JSONError(.invalidEscape, at: start)
    }
    let unit = try codeUnit(in: text, at: start + 2)
    if unit & 0xFC00 == 0xDC00 { throw JSONError(.loneSurrogate, at: start) }
    guard unit & 0xFC00 == 0xD800 else { return start + 6 }
    for (index, byte) in [ASCIICode.backslash, UInt8(ascii: "u")].enumerated() {
      guard start + 6 + index < text.count else {
        throw JSONError(.unexpectedEnd, at: text.count)
      }
      guard text[start + 6 + index] == byte else { throw JSONError(.loneSurrogate, at: start) }
    }
    let low = try codeUnit(in: text, at: start + 8)
    guard low & 0xFC00 == 0xDC00 else { throw JSONError(.loneSurrogate, at: start) }
    return start + 12
  }

  private static func codeUnit(
    in text: Span<UInt8>,
    at start: Int
  ) throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for index in start..<(start + 4) {
      guard index < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
      guard let digit = hexValue(text[index]) else { throw JSONError(.invalidEscape, at: index) }
      value = (value << 4) | UInt16(digit)
    }
    return value
  }

  /// The value of a hexadecimal digit.
  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The end of a character beyond ASCII.
  private static func endOfCharacter(
    in text: Span<UInt8>,
    at start: Int
  ) throws(JSONError) -> Int {
    var validator = UTF8Validator()
    var index = start
    repeat {
      guard index < text.count else { throw JSONError(.invalidUTF8, at: start) }
      guard validator.accepts(text[index]) else { throw JSONError(.invalidUTF8, at: start) }
      index += 1
    } while !validator.isComplete
    return index
  }
}
