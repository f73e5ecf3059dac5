/// A key that is held, as the payload of a packet says it (RFC 4733 clause 2.3).
package struct TelephoneEvent: Sendable, Hashable {
  /// The event codes of clause 3.2: 0 to 9, `*`, `#`, A to D.
  private static let keys = Array("0123456789*#ABCD")

  /// The event's code.
  package let code: UInt8
  /// Whether the key has been let go.
  package var isEnd: Bool
  /// Since it was pressed, in ticks of the stream's clock.
  package var duration: UInt16

  /// The power level without its sign, in dBm0: what telephones send.
  private static let volume: UInt8 = 10

  /// Nil for a character that is on no key (ITU-T Q.23).
  package init?(_ key: Character, isEnd: Bool, duration: UInt16) {
    guard let place = Self.keys.firstIndex(of: key) else { return nil }
    code = UInt8(place)
    self.isEnd = isEnd
    self.duration = duration
  }

  package var bytes: [UInt8] {
    var bytes = [code, (isEnd ? 0x80 : 0) | Self.volume]
    bytes.append(bigEndian: duration)
    return bytes
  }
}
