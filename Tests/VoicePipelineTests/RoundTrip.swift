import Foundation

/// Encodes and decodes a value, as a session store does.
enum RoundTrip {
  static func copy<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }
}
