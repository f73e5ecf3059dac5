internal import CSimRuntime

extension SocketAddress {
  /// Room for the longest text of an address, with its final zero.
  private static let textSize = 64

  /// As the system calls take it.
  var system: simrun_address {
    simrun_address(high: high, low: low, scope: scope, port: port, version: version.rawValue)
  }

  init(_ system: simrun_address) {
    version = system.version == Version.six.rawValue ? .six : .four
    high = system.high
    low = system.low
    scope = system.scope
    port = system.port
  }

  /// Reads an address without brackets and scope.
  static func parsed(_ text: some StringProtocol, scope: UInt32, port: UInt16) -> SocketAddress? {
    guard !text.utf8.isEmpty, !text.utf8.contains(0) else { return nil }
    var system = simrun_address()
    guard unsafe simrun_address_parse(String(text), &system) == 0 else { return nil }
    system.scope = scope
    system.port = port
    return SocketAddress(system)
  }

  /// The address without its port, as RFC 5952 writes it; an IPv6 scope as a number.
  package var host: String {
    let text = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.textSize) {
      buffer in
      var address = system
      guard let start = buffer.baseAddress,
        unsafe simrun_address_text(&address, start, Self.textSize) == 0
      else { return "" }
      return unsafe String(cString: start)
    }
    return scope == 0 ? text : "\(text)%\(scope)"
  }
}
