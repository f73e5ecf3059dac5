/// A packet of the Real-time Transport Protocol (RFC 3550 clause 5.1), without extension and
/// padding.
package struct RTPPacket: Sendable, Hashable {
  package var payloadType: UInt8
  /// The first packet of a talk spurt (RFC 3551 clause 4.1).
  package var marker: Bool
  package var sequence: UInt16
  /// In ticks of the codec's clock.
  package var timestamp: UInt32
  /// Synchronization source.
  package var source: UInt32
  package var payload: [UInt8]

  package init(
    payloadType: UInt8,
    marker: Bool = false,
    sequence: UInt16,
    timestamp: UInt32,
    source: UInt32,
    payload: [UInt8]
  ) {
    precondition(payloadType < 128, "a payload type has seven bits")
    self.payloadType = payloadType
    self.marker = marker
    self.sequence = sequence
    self.timestamp = timestamp
    self.source = source
    self.payload = payload
  }

  /// Of the fixed header, in bytes.
  package static var headerLength: Int { 12 }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.headerLength + payload.count)
    bytes.append(0x80)
    bytes.append((marker ? 0x80 : 0) | payloadType)
    bytes.append(bigEndian: sequence)
    bytes.append(bigEndian: timestamp)
    bytes.append(bigEndian: source)
    bytes.append(contentsOf: payload)
    return bytes
  }

  /// Reads a datagram; nil for what is no RTP of version 2 (RFC 3550 appendix A.1).
  ///
  /// Contributing sources, extension and padding are passed over.
  package init?(_ datagram: Span<UInt8>) {
    guard datagram.count >= Self.headerLength, datagram[0] >> 6 == 2 else { return nil }
    var start = Self.headerLength + 4 * Int(datagram[0] & 0x0F)
    if datagram[0] & 0x10 != 0 {
      guard datagram.count >= start + 4 else { return nil }
      start += 4 + 4 * Int(datagram.short(at: start + 2))
    }
    var end = datagram.count
    if datagram[0] & 0x20 != 0 {
      let padding = Int(datagram[end - 1])
      guard padding > 0 else { return nil }
      end -= padding
    }
    guard start <= end else { return nil }
    payloadType = datagram[1] & 0x7F
    marker = datagram[1] & 0x80 != 0
    sequence = datagram.short(at: 2)
    timestamp = datagram.long(at: 4)
    source = datagram.long(at: 8)
    payload = (start..<end).map { datagram[$0] }
  }
}
