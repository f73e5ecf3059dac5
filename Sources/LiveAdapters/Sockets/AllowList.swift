/// An entry of an allow-list that says nothing that could be allowed.
package struct AllowListError: Error, Hashable, CustomStringConvertible {
  /// The entry as it was given.
  package let entry: String

  package var description: String {
    "\(entry) is no host, host:port, address, [IPv6 address]:port or prefix like 203.0.113.0/24"
  }
}

/// Which hosts may be connected to: this host itself, and what is listed.
///
/// A name is looked at twice: before it is looked up, and with every address that came of it, for
/// whoever answers for a name can point it anywhere. A listed name stands for public addresses and
/// for this host; an address of a private network or of a link has to be listed itself.
package struct AllowList: Sendable, Hashable {
  private struct Rule<Target: Sendable & Hashable>: Sendable, Hashable {
    let target: Target
    /// Nil is every port.
    let port: UInt16?
  }

  /// This host only.
  package static let loopback = AllowList()

  private var names: [Rule<String>] = []
  private var blocks: [Rule<AddressBlock>] = []

  private init() {}

  /// This host, and each of `host`, `host:port`, an address, `[IPv6 address]:port` or a prefix.
  package init(_ entries: [String]) throws(AllowListError) {
    for entry in entries { try add(entry) }
  }

  /// Whether a host may be asked for: a listed name, or an address that is allowed.
  package func allows(host: String, port: UInt16) -> Bool {
    if let address = SocketAddress(literal: host, port: port) { return allows(address) }
    return Self.isThisHost(Self.plain(host)) || lists(name: host, port: port)
  }

  /// Whether one of the addresses of a host may be connected to.
  package func allows(_ address: SocketAddress, of host: String) -> Bool {
    if allows(address) { return true }
    return address.isPublic && lists(name: host, port: address.port)
  }

  private func allows(_ address: SocketAddress) -> Bool {
    address.isLoopback
      || blocks.contains { rule in
        rule.target.contains(address) && (rule.port ?? address.port) == address.port
      }
  }

  private func lists(name: String, port: UInt16) -> Bool {
    let name = Self.plain(name)
    return names.contains { $0.target == name && ($0.port ?? port) == port }
  }

  private mutating func add(_ entry: String) throws(AllowListError) {
    if let block = AddressBlock(prefix: entry) {
      blocks.append(Rule(target: block, port: nil))
      return
    }
    var host = Substring(entry)
    var port: UInt16?
    let isBareSix = SocketAddress(literal: entry, port: 0)?.version == .six
    if !isBareSix, let colon = entry.lastIndex(of: ":") {
      guard let number = UInt16(entry[entry.index(after: colon)...]), number > 0 else {
        throw AllowListError(entry: entry)
      }
      port = number
      host = entry[..<colon]
    }
    if let address = SocketAddress(literal: host, port: 0) {
      blocks.append(Rule(target: AddressBlock(address), port: port))
    } else if Self.isName(host) {
      names.append(Rule(target: Self.plain(host), port: port))
    } else {
      throw AllowListError(entry: entry)
    }
  }

  /// Letters, digits, hyphens and underscores between dots, and not digits alone in the last label,
  /// which would be an address in a form of old.
  private static func isName(_ host: Substring) -> Bool {
    let labels = plain(host).split(separator: ".", omittingEmptySubsequences: false)
    let isSpelled = labels.allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63
        && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
    return isSpelled && labels.last?.contains { !$0.isNumber } ?? false
  }

  /// Names that are always this host (RFC 6761, section 6.3).
  private static func isThisHost(_ name: String) -> Bool {
    name == "localhost" || name.hasSuffix(".localhost")
  }

  /// As names are compared: in small letters, without the dot of the root.
  private static func plain(_ host: some StringProtocol) -> String {
    let name = host.lowercased()
    return name.hasSuffix(".") ? String(name.dropLast()) : name
  }
}
