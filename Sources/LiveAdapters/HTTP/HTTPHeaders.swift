/// The fields of a message's head, in the order of the wire; names match whatever their case.
package struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// A name with its value.
  package struct Field: Sendable, Hashable {
    package var name: String
    package var value: String
  }

  package private(set) var fields: [Field] = []

  package init() {}

  package init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { Field(name: $0.0, value: $0.1) }
  }

  package var count: Int { fields.count }

  /// The value of the first field of a name; setting it replaces all of them.
  package subscript(_ name: String) -> String? {
    get { fields.first { Bytes.areSame($0.name, name) }?.value }
    set {
      fields.removeAll { Bytes.areSame($0.name, name) }
      if let newValue { add(name, newValue) }
    }
  }

  /// The values of all fields of a name.
  package func all(_ name: String) -> [String] {
    fields.filter { Bytes.areSame($0.name, name) }.map(\.value)
  }

  package mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// The elements of a field that is a list, over all fields of the name.
  package func list(_ name: String) -> [Substring] { all(name).flatMap(Bytes.listElements) }

  /// Whether a list has an element, such as `close` among the connection options.
  package func lists(_ element: String, in name: String) -> Bool {
    list(name).contains { Bytes.areSame($0, element) }
  }

  /// Appends the fields and the empty line; refuses what would begin a field of its own.
  func write(to output: inout [UInt8]) throws(HTTPError) {
    for field in fields {
      guard Bytes.isToken(field.name), field.value.utf8.allSatisfy(Bytes.isFieldContent) else {
        throw .malformedHeader
      }
      Bytes.append(field.name, to: &output)
      Bytes.append(": ", to: &output)
      Bytes.append(field.value, to: &output)
      Bytes.append("\r\n", to: &output)
    }
    Bytes.append("\r\n", to: &output)
  }
}
