internal import SimCore

/// The parts of an address of a server: `scheme://host:port/path?query` (RFC 3986), without a user.
package struct ServerURL: Sendable, Hashable {
  /// In small letters.
  package let scheme: String
  /// A name or an address; an IPv6 one without its brackets.
  package let host: String
  package let port: Int?
  /// Path and query; at least `/`.
  package let target: String

  /// Nil for what is no such address, or names a user or a fragment.
  package init?(_ text: String) {
    guard let colon = text.utf8.firstRange(of: "://".utf8) else { return nil }
    scheme = text[..<colon.lowerBound].lowercased()
    let rest = text[colon.upperBound...]
    let slash = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    let authority = rest[..<slash]
    let path = rest[slash...]
    guard !scheme.isEmpty, !authority.contains("@"), !path.contains("#"),
      path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    target = path.hasPrefix("/") ? String(path) : "/" + path
    guard let (host, port) = Self.split(authority) else { return nil }
    self.host = host
    self.port = port
  }

  private static func split(_ authority: Substring) -> (String, Int?)? {
    var host = authority
    var port: Int?
    let bracket = authority.lastIndex(of: "]")
    if let colon = authority.lastIndex(of: ":"), bracket.map({ $0 < colon }) ?? true {
      guard let number = Int(authority[authority.index(after: colon)...]),
        (1...65_535).contains(number)
      else { return nil }
      port = number
      host = authority[..<colon]
    }
    if host.hasPrefix("[") {
      guard host.hasSuffix("]") else { return nil }
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "]") }
    return host.isEmpty || !isPlain ? nil : (String(host), port)
  }
}
