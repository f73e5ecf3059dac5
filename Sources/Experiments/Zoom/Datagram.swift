internal import VoicePipeline

/// One end of a captured conversation, by addresses that are kept for documentation (RFC 5737) and
/// a locally administered hardware address.
package struct CaptureEnd: Sendable, Hashable {
  package var hardware: [UInt8]
  package var address: [UInt8]

  package static let agent = CaptureEnd(hardware: [2, 0, 0, 0, 0, 1], address: [192, 0, 2, 10])
  package static let caller = CaptureEnd(
    hardware: [2, 0, 0, 0, 0, 2],
    address: [198, 51, 100, 20]
  )

  /// In dotted decimals.
  package var text: String { address.map { String($0) }.joined(separator: ".") }
}

/// A UDP datagram (RFC 768) in IPv4 (RFC 791) in an Ethernet frame.
package struct Datagram: Sendable, Hashable {
  package var source: CaptureEnd
  package var sourcePort: UInt16
  package var destination: CaptureEnd
  package var destinationPort: UInt16
  package var payload: [UInt8]

  private static let udp: UInt8 = 17
  private static let headers = 20 + 8

  /// The frame, without its check sequence, as captures hold it.
  package func frame(identification: UInt16) -> [UInt8] {
    var bytes = destination.hardware + source.hardware
    bytes.append(bigEndian: UInt16(0x0800))
    return bytes + header(identification) + segment
  }

  private func header(_ identification: UInt16) -> [UInt8] {
    // Version 4, five words, best effort.
    var header: [UInt8] = [0x45, 0]
    header.append(bigEndian: UInt16(Self.headers + payload.count))
    header.append(bigEndian: identification)
    // Not to be fragmented; 64 hops.
    header += [0x40, 0, 64, Self.udp, 0, 0]
    header += source.address + destination.address
    let sum = Self.checksum(header)
    header[10] = UInt8(sum >> 8)
    header[11] = UInt8(sum & 0xFF)
    return header
  }

  private var segment: [UInt8] {
    let length = UInt16(8 + payload.count)
    var segment: [UInt8] = []
    segment.append(bigEndian: sourcePort)
    segment.append(bigEndian: destinationPort)
    segment.append(bigEndian: length)
    segment += [0, 0]
    segment += payload
    var pseudo = source.address + destination.address + [0, Self.udp]
    pseudo.append(bigEndian: length)
    let sum = Self.checksum(pseudo + segment)
    // Zero would say that there is no sum.
    let sent = sum == 0 ? 0xFFFF : sum
    segment[6] = UInt8(sent >> 8)
    segment[7] = UInt8(sent & 0xFF)
    return segment
  }

  /// The one's complement of the one's complement sum (RFC 1071).
  private static func checksum(_ bytes: [UInt8]) -> UInt16 {
    var sum: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      sum += index % 2 == 0 ? UInt32(byte) << 8 : UInt32(byte)
    }
    while sum > 0xFFFF { sum = (sum >> 16) + (sum & 0xFFFF) }
    return ~UInt16(sum)
  }
}
