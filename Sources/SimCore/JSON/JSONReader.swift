/// Reads a whole JSON text (RFC 8259) as a tree; what it accepts, it keeps exactly.
///
/// Numbers keep their digits, members their order. A key that stands twice is refused: two readers
/// would see two documents (RFC 7493, section 2.3).
package struct JSONReader: Sendable {
  private var scanner: JSONScanner

  package static func value(
    of text: Span<UInt8>,
    limits: JSONLimits = JSONLimits()
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(scanner: JSONScanner(limits: limits))
    try reader.scanner.checkLength(text)
    let value = try reader.value(text)
    try reader.scanner.end(text)
    return value
  }

  package static func value(
    of text: [UInt8],
    limits: JSONLimits = JSONLimits()
  ) throws(JSONError) -> JSONValue {
    try value(of: text.span, limits: limits)
  }

  /// The value that a scanner stands before, in the midst of a text.
  package static func value(
    of text: Span<UInt8>,
    from scanner: inout JSONScanner
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(scanner: scanner)
    let value = try reader.value(text)
    scanner = reader.scanner
    return value
  }

  private mutating func value(_ text: Span<UInt8>) throws(JSONError) -> JSONValue {
    switch try scanner.kind(text) {
    case .null:
      try scanner.null(text)
      return .null
    case .boolean: return .boolean(try scanner.boolean(text))
    case .number:
      let range = try scanner.number(text)
      return .number(JSONString(range: range, isPlain: true).text(in: text))
    case .string: return .string(try scanner.string(text).text(in: text))
    case .array: return try array(text)
    case .object: return try object(text)
    }
  }

  private mutating func array(_ text: Span<UInt8>) throws(JSONError) -> JSONValue {
    try scanner.beginArray(text)
    var elements: [JSONValue] = []
    while try scanner.nextElement(text) { elements.append(try value(text)) }
    return .array(elements)
  }

  private mutating func object(_ text: Span<UInt8>) throws(JSONError) -> JSONValue {
    try scanner.beginObject(text)
    let start = scanner.offset - 1
    var members: [JSONValue.Member] = []
    while let key = try scanner.nextKey(text) {
      members.append(JSONValue.Member(key.text(in: text), try value(text)))
    }
    guard Self.areDistinct(members) else { throw JSONError(.duplicateKey, at: start) }
    return .object(members)
  }

  /// Whether no key stands twice: few are compared by pairs, many are sorted.
  ///
  /// The bytes count: to Swift, a letter with an accent equals its composed form.
  private static func areDistinct(_ members: [JSONValue.Member]) -> Bool {
    guard members.count > 8 else {
      return members.indices.allSatisfy { index in
        members[..<index].allSatisfy { !$0.key.utf8.elementsEqual(members[index].key.utf8) }
      }
    }
    let sorted = members.map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return zip(sorted, sorted.dropFirst()).allSatisfy { !$0.utf8.elementsEqual($1.utf8) }
  }
}

/// What a reader asks of a value.
extension JSONValue {
  /// The member of an object.
  package subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var isNull: Bool { self == .null }

  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  package var flag: Bool? {
    guard case .boolean(let flag) = self else { return nil }
    return flag
  }

  package var elements: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  package var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// A number without fraction and exponent that fits.
  package var integer: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  /// A number, rounded to the nearest that a Double holds; nil beyond its range.
  package var double: Double? {
    guard case .number(let text) = self, let value = Double(text), value.isFinite else {
      return nil
    }
    return value
  }
}
