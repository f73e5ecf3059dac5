/// The address of a server: `ws://127.0.0.1:8700/media`.
struct AddressNotation: Notation {
  /// Those that fit, in small letters.
  var schemes: [String]

  var form: String { "an address such as \(schemes[0])://127.0.0.1:8700/path" }
  var schema: SchemaValue {
    .pattern("^(\(schemes.joined(separator: "|")))://[^@#\\s/?]+([/?][^#\\s]*)?$")
  }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let address = try scalar(node)
    guard let scheme = schemes.first(where: { address.hasPrefix($0 + "://") }) else {
      throw misread(address)
    }
    let rest = address.utf8.dropFirst(scheme.utf8.count + 3)
    let host = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    let isClean = rest.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
    // A user and a password in an address end up in reports.
    guard !host.isEmpty, !host.contains(UInt8(ascii: "@")), isClean, address.utf8.count <= 2_000
    else { throw misread(address) }
    return ReadValue(address, quoting: address)
  }
}
