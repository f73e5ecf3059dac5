/// Ogg files of Opus (RFC 3533, RFC 7845), written for the tests.
enum OggFile {
  /// The bytes of a mono file of packets of 20 ms, of whose sound the first samples at 48 kHz are
  /// left out.
  static func bytes(opus packets: [[UInt8]], skip: Int) -> [UInt8] {
    let head =
      Array("OpusHead".utf8) + [1, 1, UInt8(skip & 0xFF), UInt8(skip >> 8)]
      + [0x80, 0x3E, 0, 0, 0, 0, 0]
    let tags = Array("OpusTags".utf8) + [0, 0, 0, 0, 0, 0, 0, 0]
    var bytes = page(head, number: 0, place: 0, kind: 2) + page(tags, number: 1, place: 0, kind: 0)
    for (index, packet) in packets.enumerated() {
      let isLast = index == packets.count - 1
      bytes += page(packet, number: index + 2, place: (index + 1) * 960, kind: isLast ? 4 : 0)
    }
    return bytes
  }

  private static func page(_ packet: [UInt8], number: Int, place: Int, kind: UInt8) -> [UInt8] {
    let lengths = [UInt8](repeating: 255, count: packet.count / 255) + [UInt8(packet.count % 255)]
    var bytes = Array("OggS".utf8) + [0, kind]
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: place >> (8 * $0)) }
    bytes += [1, 0, 0, 0]
    bytes += (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    bytes += [0, 0, 0, 0, UInt8(lengths.count)] + lengths + packet
    var sum: UInt32 = 0
    for byte in bytes {
      sum ^= UInt32(byte) << 24
      for _ in 0..<8 { sum = sum << 1 ^ (sum >> 31 == 1 ? 0x04C1_1DB7 : 0) }
    }
    for index in 0..<4 { bytes[22 + index] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(index))) }
    return bytes
  }
}
