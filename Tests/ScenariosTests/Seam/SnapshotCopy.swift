import Foundation

/// Encodes and decodes a value, as a session store does.
enum SnapshotCopy {
  static func of<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }
}
