/// A JSON value whose text is a pure function of it; numbers are kept as they are written.
package indirect enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// A number as its finished text, such as `12.500`.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// `JSONWriter.text` sorts them by the keys' UTF-8 bytes, a line keeps their order.
  case object([Member])

  /// A key with its value.
  package struct Member: Sendable, Hashable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }
}

extension JSONValue {
  package static func integer(_ value: some BinaryInteger) -> JSONValue { .number("\(value)") }

  /// A number with fixed decimals; null when it is not finite.
  package static func fixed(_ value: Double, decimals: Int) -> JSONValue {
    value.isFinite ? .number(FixedDecimal.text(value, decimals: decimals)) : .null
  }

  /// Milliseconds with three decimals; null without a duration.
  package static func milliseconds(_ duration: Duration?) -> JSONValue {
    guard let duration else { return .null }
    var buffer = TextBuffer()
    buffer.milliseconds(duration)
    return .number(buffer.contents)
  }

  /// Seconds with three decimals.
  package static func seconds(_ duration: Duration) -> JSONValue { milliseconds(duration / 1_000) }
}
