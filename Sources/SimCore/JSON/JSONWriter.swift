/// Writes JSON with one value a line, keys sorted, so that two texts can be compared line by line.
package struct JSONWriter: Sendable {
  private var buffer = TextBuffer()
  private var depth = 0

  /// The text of a value, ended by a line feed.
  package static func text(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.write(value)
    writer.buffer.text("\n")
    return writer.buffer.contents
  }

  /// Appends a value on one line without spaces, members in the order that they have: for a wire.
  package static func append(_ value: JSONValue, to buffer: inout TextBuffer) {
    switch value {
    case .null: buffer.text("null")
    case .boolean(let flag): buffer.text(flag ? "true" : "false")
    case .number(let text): buffer.text(text)
    case .string(let text): buffer.quotedJSON(text)
    case .array(let values):
      buffer.byte(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { buffer.byte(ASCIICode.comma) }
        append(value, to: &buffer)
      }
      buffer.byte(UInt8(ascii: "]"))
    case .object(let members):
      buffer.byte(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { buffer.byte(ASCIICode.comma) }
        buffer.quotedJSON(member.key)
        buffer.byte(UInt8(ascii: ":"))
        append(member.value, to: &buffer)
      }
      buffer.byte(UInt8(ascii: "}"))
    }
  }

  /// The bytes of a value on one line.
  package static func line(_ value: JSONValue) -> [UInt8] {
    var buffer = TextBuffer()
    append(value, to: &buffer)
    return buffer.takeBytes()
  }

  private mutating func write(_ value: JSONValue) {
    switch value {
    case .null: buffer.text("null")
    case .boolean(let flag): buffer.text(flag ? "true" : "false")
    case .number(let text): buffer.text(text)
    case .string(let text): buffer.quotedJSON(text)
    case .array(let values): list(values, "[", "]") { writer, value in writer.write(value) }
    case .object(let members):
      list(Self.sorted(members), "{", "}") { writer, member in
        writer.buffer.quotedJSON(member.key)
        writer.buffer.text(": ")
        writer.write(member.value)
      }
    }
  }

  private static func sorted(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
    let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (one, next) in zip(sorted, sorted.dropFirst()) {
      precondition(one.key != next.key, "the key \(one.key) stands twice in a JSON object")
    }
    return sorted
  }

  private mutating func list<Element>(
    _ elements: [Element],
    _ open: String,
    _ close: String,
    _ element: (inout JSONWriter, Element) -> Void
  ) {
    buffer.text(open)
    guard !elements.isEmpty else { return buffer.text(close) }
    depth += 1
    for (index, each) in elements.enumerated() {
      if index > 0 { buffer.text(",") }
      breakLine()
      element(&self, each)
    }
    depth -= 1
    breakLine()
    buffer.text(close)
  }

  private mutating func breakLine() {
    buffer.text("\n")
    for _ in 0..<depth { buffer.text("  ") }
  }
}
