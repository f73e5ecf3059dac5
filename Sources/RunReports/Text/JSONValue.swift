import SimCore

/// A JSON value whose text is a pure function of it: sorted keys and fixed decimals.
package indirect enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// A number as its finished text, such as `12.500`.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Written in the order of the keys' UTF-8 bytes, whatever the order here.
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

  /// Milliseconds with three decimals, rounded towards zero; null without a duration.
  package static func milliseconds(_ duration: Duration?) -> JSONValue {
    guard let duration else { return .null }
    return thousandths(duration.nanoseconds / 1_000)
  }

  /// Seconds with three decimals, rounded towards zero.
  package static func seconds(_ duration: Duration) -> JSONValue {
    thousandths(duration.nanoseconds / 1_000_000)
  }

  private static func thousandths(_ value: Int64) -> JSONValue {
    let fraction = String(value.magnitude % 1_000)
    let zeros = String(repeating: "0", count: 3 - fraction.utf8.count)
    return .number("\(value < 0 ? "-" : "")\(value.magnitude / 1_000).\(zeros)\(fraction)")
  }
}
