/// One value that many calls hold together, such as what tunes their agents.
///
/// Every event of every call reads of it: of its own, each call would have it in memory that the
/// processor has long forgotten.
package final class Shared<Value: Sendable>: Sendable {
  package let value: Value

  package init(_ value: Value) { self.value = value }
}

extension Shared: Equatable where Value: Equatable {
  package static func == (left: Shared, right: Shared) -> Bool {
    left === right || left.value == right.value
  }
}

extension Shared: Hashable where Value: Hashable {
  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension Shared: Decodable where Value: Decodable {
  package convenience init(from decoder: any Decoder) throws {
    self.init(try Value(from: decoder))
  }
}

extension Shared: Encodable where Value: Encodable {
  package func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
