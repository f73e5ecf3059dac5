internal import SimCore

/// Decodes a resolved node into a Swift type; the declarations name the property of each key.
struct ResolvedDecoder: Decoder {
  let node: ResolvedNode
  /// Absolute: where relative paths start.
  let directory: String
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .section = node.content else { throw mismatch(type) }
    return KeyedDecodingContainer(KeyedValues<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list = node.content else { throw mismatch([ResolvedNode].self) }
    return ListValues(decoder: self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    SingleValue(decoder: self)
  }

  /// The value itself where the notation made it, else what the type decodes from it.
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try node.value(as: type) ?? Value(from: self)
  }

  /// The value that the notation made.
  func made<Value>(_ type: Value.Type) throws -> Value {
    guard let value = node.value(as: type) else { throw mismatch(type) }
    return value
  }

  func mismatch(_ type: Any.Type) -> DecodingError {
    let text = "\(node.path) is no \(type)"
    return .typeMismatch(type, .init(codingPath: codingPath, debugDescription: text))
  }

  fileprivate func descending(to node: ResolvedNode, key: any CodingKey) -> ResolvedDecoder {
    ResolvedDecoder(node: node, directory: directory, codingPath: codingPath + [key])
  }
}

/// The properties of a section.
private struct KeyedValues<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: ResolvedDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { decoder.node.entries.compactMap { Key(stringValue: $0.field.property) } }

  func contains(_ key: Key) -> Bool { node(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { node(key) == nil }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try below(key).decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try below(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try below(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { decoder }

  func superDecoder(forKey key: Key) throws -> any Decoder { try below(key) }

  private func node(_ key: Key) -> ResolvedNode? {
    decoder.node.entries.first { $0.field.property == key.stringValue }?.node
  }

  private func below(_ key: Key) throws -> ResolvedDecoder {
    guard let node = node(key) else {
      let text = "\(decoder.node.path) has no key for the property \(key.stringValue)"
      throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: text))
    }
    return decoder.descending(to: node, key: key)
  }
}

/// The elements of a list.
private struct ListValues: UnkeyedDecodingContainer {
  private struct Index: CodingKey {
    var intValue: Int?
    var stringValue: String { "\(intValue ?? 0)" }

    init(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) { intValue = Int(stringValue) }
  }

  let decoder: ResolvedDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { decoder.node.elements.count }
  var isAtEnd: Bool { currentIndex >= decoder.node.elements.count }
  private(set) var currentIndex = 0

  init(decoder: ResolvedDecoder) { self.decoder = decoder }

  mutating func decodeNil() throws -> Bool { false }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try next().decode(type)
  }

  mutating func nestedContainer<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try next() }

  private mutating func next() throws -> ResolvedDecoder {
    guard !isAtEnd else { throw decoder.mismatch([ResolvedNode].self) }
    defer { currentIndex += 1 }
    let key = Index(intValue: currentIndex)
    return decoder.descending(to: decoder.node.elements[currentIndex], key: key)
  }
}

/// A leaf.
private struct SingleValue: SingleValueDecodingContainer {
  let decoder: ResolvedDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.made(type) }
}
