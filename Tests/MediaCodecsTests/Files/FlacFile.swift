/// FLAC files (RFC 9639) without compression, written for the tests.
enum FlacFile {
  /// The bytes of a mono file of 16 bits at 16 kHz.
  static func bytes(_ samples: [Int16]) -> [UInt8] {
    let block = 4_096
    var bytes = Array("fLaC".utf8) + [0x80, 0, 0, 34]
    // Block sizes, then unknown frame sizes, then 20 bits of rate, channels, bits, and the length.
    for _ in 0..<2 { bytes += [UInt8(block >> 8), UInt8(block & 0xFF)] }
    bytes += [0, 0, 0, 0, 0, 0]
    let packed = UInt64(16_000) << 44 | UInt64(15) << 36 | UInt64(samples.count)
    bytes += (0..<8).reversed().map { UInt8(truncatingIfNeeded: packed >> (8 * UInt64($0))) }
    bytes += [UInt8](repeating: 0, count: 16)
    for (number, start) in stride(from: 0, to: samples.count, by: block).enumerated() {
      bytes += frame(number, samples[start..<min(start + block, samples.count)])
    }
    return bytes
  }

  private static func frame(_ number: Int, _ samples: ArraySlice<Int16>) -> [UInt8] {
    precondition(number < 128, "a number of one byte")
    let last = samples.count - 1
    // The size of the block follows in 16 bits; 16 kHz; mono; 16 bits.
    var bytes: [UInt8] = [
      0xFF, 0xF8, 0x75, 0x08, UInt8(number), UInt8(last >> 8), UInt8(last & 0xFF),
    ]
    bytes.append(UInt8(check(bytes, polynomial: 0x07, bits: 8)))
    bytes.append(0x02)
    for sample in samples {
      let value = UInt16(bitPattern: sample)
      bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
    }
    let sum = check(bytes, polynomial: 0x8005, bits: 16)
    return bytes + [UInt8(sum >> 8), UInt8(sum & 0xFF)]
  }

  private static func check(_ bytes: [UInt8], polynomial: UInt32, bits: UInt32) -> UInt32 {
    var sum: UInt32 = 0
    for byte in bytes {
      sum ^= UInt32(byte) << (bits - 8)
      for _ in 0..<8 {
        let carries = sum >> (bits - 1) & 1 == 1
        sum = ((sum << 1) ^ (carries ? polynomial : 0)) & ((1 << bits) - 1)
      }
    }
    return sum
  }
}
