/// Writes JSON with one value a line, keys sorted, so that two texts can be compared line by line.
package struct JSONWriter: Sendable {
  private var bytes: [UInt8] = []
  private var depth = 0

  /// The text of a value, ended by a line feed.
  package static func text(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.write(value)
    writer.bytes.append(UInt8(ascii: "\n"))
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private mutating func write(_ value: JSONValue) {
    switch value {
    case .null: append("null")
    case .boolean(let flag): append(flag ? "true" : "false")
    case .number(let text): append(text)
    case .string(let text): quote(text)
    case .array(let values): list(values, "[", "]") { writer, value in writer.write(value) }
    case .object(let members):
      list(Self.sorted(members), "{", "}") { writer, member in
        writer.quote(member.key)
        writer.append(": ")
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
    append(open)
    guard !elements.isEmpty else { return append(close) }
    depth += 1
    for (index, each) in elements.enumerated() {
      if index > 0 { append(",") }
      breakLine()
      element(&self, each)
    }
    depth -= 1
    breakLine()
    append(close)
  }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<(2 * depth) { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// A JSON string (RFC 8259 section 7); all but the mandatory escapes stay as they are.
  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\r"): append("\\r")
      case UInt8(ascii: "\t"): append("\\t")
      case 0..<32:
        let digits = String(byte, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
