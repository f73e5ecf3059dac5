/// An IP address with a port, as sockets know it: never a name.
package struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
  /// The version of the Internet Protocol.
  package enum Version: UInt8, Sendable, Hashable {
    case four = 4
    case six = 6
  }

  package let version: Version
  /// The first and the last 64 bits; IPv4 uses the last 32.
  let high: UInt64
  let low: UInt64
  /// The interface of a link-local IPv6 address; otherwise zero.
  let scope: UInt32
  package let port: UInt16

  init(version: Version, high: UInt64, low: UInt64, scope: UInt32 = 0, port: UInt16) {
    self.version = version
    self.high = high
    self.low = low
    self.scope = scope
    self.port = port
  }

  /// Reads a literal, such as `127.0.0.1`, `::1`, `[::1]` or `fe80::1%2`; nil for anything else.
  ///
  /// An IPv4 address has four decimal parts: the shorter forms that some programs take are names
  /// here, and nobody has them.
  package init?(literal: some StringProtocol, port: UInt16) {
    var text = Substring(literal)
    let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
    if isBracketed { text = text.dropFirst().dropLast() }
    var scope: UInt32 = 0
    if let mark = text.firstIndex(of: "%") {
      guard let number = UInt32(text[text.index(after: mark)...]) else { return nil }
      scope = number
      text = text[..<mark]
    }
    guard let address = Self.parsed(text, scope: scope, port: port),
      address.version == .six || !isBracketed && scope == 0
    else { return nil }
    self = address
  }

  /// This host, by itself; port zero asks the system for one.
  package static func loopback(port: UInt16 = 0) -> SocketAddress {
    SocketAddress(version: .four, high: 0, low: 0x7F00_0001, port: port)
  }

  /// The same address with another port.
  package func with(port: UInt16) -> SocketAddress {
    SocketAddress(version: version, high: high, low: low, scope: scope, port: port)
  }

  /// Such as `127.0.0.1:80` or `[::1]:80`.
  package var description: String { version == .four ? "\(host):\(port)" : "[\(host)]:\(port)" }

  /// Whether it never leaves this host.
  package var isLoopback: Bool {
    let plain = unmapped
    return plain.version == .four
      ? plain.low >> 24 == 0x7F : plain.high == 0 && plain.low == 1
  }

  /// Whether it is an address of the public internet: not of this host, a private network, a link,
  /// or a group (RFC 6890).
  package var isPublic: Bool {
    let plain = unmapped
    let blocks = plain.version == .four ? AddressBlock.nonPublic : AddressBlock.publicSix
    let isListed = blocks.contains { $0.contains(plain) }
    return plain.version == .four ? !isListed : isListed
  }

  /// The IPv4 address inside an IPv6 one (RFC 4291, section 2.5.5.2); another stays as it is.
  var unmapped: SocketAddress {
    guard version == .six, high == 0, low >> 32 == 0xFFFF else { return self }
    return SocketAddress(version: .four, high: 0, low: low & 0xFFFF_FFFF, port: port)
  }
}

/// The addresses that begin with the same bits.
package struct AddressBlock: Sendable, Hashable {
  private let version: SocketAddress.Version
  private let high: UInt64
  private let low: UInt64
  /// How many bits are the same.
  private let bits: Int

  private init(version: SocketAddress.Version, high: UInt64, low: UInt64, bits: Int) {
    let mask = Self.mask(version, bits)
    self.version = version
    self.high = high & mask.high
    self.low = low & mask.low
    self.bits = bits
  }

  /// One address alone.
  init(_ address: SocketAddress) {
    let plain = address.unmapped
    self.init(
      version: plain.version,
      high: plain.high,
      low: plain.low,
      bits: plain.version == .four ? 32 : 128
    )
  }

  /// Reads a prefix such as `203.0.113.0/24` or `2001:db8::/32`; nil for anything else.
  package init?(prefix: some StringProtocol) {
    let parts = prefix.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = SocketAddress(literal: parts[0], port: 0),
      address.scope == 0, let bits = Int(parts[1]), String(bits) == parts[1],
      0...(address.version == .four ? 32 : 128) ~= bits
    else { return nil }
    self.init(version: address.version, high: address.high, low: address.low, bits: bits)
  }

  package func contains(_ address: SocketAddress) -> Bool {
    let plain = address.unmapped
    let mask = Self.mask(version, bits)
    return plain.version == version && plain.high & mask.high == high
      && plain.low & mask.low == low
  }

  private static func mask(
    _ version: SocketAddress.Version,
    _ bits: Int
  ) -> (high: UInt64, low: UInt64) {
    let count = version == .four ? bits + 96 : bits
    let high = count >= 64 ? UInt64.max : ~(UInt64.max >> UInt64(count))
    return (high, count <= 64 ? 0 : ~(UInt64.max >> UInt64(count - 64)))
  }

  private static func four(_ address: UInt64, _ bits: Int) -> AddressBlock {
    AddressBlock(version: .four, high: 0, low: address, bits: bits)
  }

  /// What is not of the public internet (RFC 6890): this network, private networks, addresses that
  /// carriers share, this host, the link, protocol assignments, benchmarks, groups, and the rest.
  fileprivate static let nonPublic: [AddressBlock] = [
    four(0, 8), four(0x0A00_0000, 8), four(0x6440_0000, 10), four(0x7F00_0000, 8),
    four(0xA9FE_0000, 16), four(0xAC10_0000, 12), four(0xC000_0000, 24), four(0xC0A8_0000, 16),
    four(0xC612_0000, 15), four(0xE000_0000, 3),
  ]

  /// All that is handed out for the public internet so far (RFC 4291, section 2.4).
  fileprivate static let publicSix = [
    AddressBlock(version: .six, high: 0x2000_0000_0000_0000, low: 0, bits: 3)
  ]
}
