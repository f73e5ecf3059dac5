/// The SHA-1 digest (RFC 3174) of a short text: the opening handshake of WebSocket asks for it.
///
/// It is broken as a signature and proves nothing here; it only shows that a server read the key.
package enum SHA1 {
  /// The 20 bytes of the digest.
  package static func digest(_ message: [UInt8]) -> [UInt8] {
    var state: [5 of UInt32] = [
      0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0,
    ]
    let padded = pad(message)
    for start in stride(from: 0, to: padded.count, by: 64) { fold(padded, start, into: &state) }
    return (0..<20).map { UInt8(truncatingIfNeeded: state[$0 / 4] >> UInt32(24 - (8 * ($0 % 4)))) }
  }

  private static func pad(_ message: [UInt8]) -> [UInt8] {
    let zeros = (119 - message.count % 64) % 64
    let bits = UInt64(message.count) * 8
    let length = (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - (8 * $0))) }
    return message + [0x80] + [UInt8](repeating: 0, count: zeros) + length
  }

  private static func fold(_ bytes: [UInt8], _ start: Int, into state: inout [5 of UInt32]) {
    var words = [80 of UInt32](repeating: 0)
    for index in 0..<16 {
      for byte in bytes[(start + (4 * index))..<(start + (4 * index) + 4)] {
        words[index] = (words[index] << 8) | UInt32(byte)
      }
    }
    for index in 16..<80 {
      let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
      words[index] = rotate(mixed, 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for index in 0..<80 {
      let (choice, constant) = round(index, b, c, d)
      let next = rotate(a, 5) &+ choice &+ e &+ words[index] &+ constant
      (e, d, c, b, a) = (d, c, rotate(b, 30), a, next)
    }
    for (index, value) in [a, b, c, d, e].enumerated() { state[index] &+= value }
  }

  /// The function and the constant of a step (RFC 3174, section 5).
  private static func round(
    _ index: Int,
    _ b: UInt32,
    _ c: UInt32,
    _ d: UInt32
  ) -> (choice: UInt32, constant: UInt32) {
    switch index {
    case 0..<20: ((b & c) | (~b & d), 0x5A82_7999)
    case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
    case 40..<60: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
    default: (b ^ c ^ d, 0xCA62_C1D6)
    }
  }

  private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
    (value << count) | (value >> (32 - count))
  }
}
