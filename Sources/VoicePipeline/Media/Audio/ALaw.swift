/// The A-law code of ITU-T G.711: 13 bits of a sample in 8, as Europe's networks carry them.
///
/// Samples are 16-bit, of which the lowest three are dropped by an arithmetic shift, so that a
/// negative sample rounds away from zero. Every second bit of a code is inverted.
package enum ALaw {
  /// The code of the smallest positive sample: what a silent line carries.
  package static var silence: UInt8 { 0xD5 }

  /// The code of a sample.
  package static func encode(_ sample: Int16) -> UInt8 {
    // The one's complement of a negative sample: its quantum holds the same magnitudes.
    let magnitude = UInt16(bitPattern: sample < 0 ? ~sample : sample) >> 4
    let segment = max(0, UInt16.bitWidth - 4 - magnitude.leadingZeroBitCount)
    let step = (magnitude >> UInt16(max(0, segment - 1))) & 15
    let bits = UInt8(segment) << 4 | UInt8(step)
    return bits ^ (sample < 0 ? evenBits : evenBits | signBit)
  }

  /// The sample that a code stands for: the middle of its quantum.
  package static func decode(_ code: UInt8) -> Int16 { samples[Int(code)] }

  /// The sample of each code.
  private static let samples = (0..<256).map { expand(UInt8($0)) }

  /// The bits that are inverted on the line, counted from one at the sign (ITU-T G.711, note 2 of
  /// table 1a).
  private static let evenBits: UInt8 = 0x55

  /// Set in the code of a positive sample.
  private static let signBit: UInt8 = 0x80

  private static func expand(_ code: UInt8) -> Int16 {
    let bits = code ^ evenBits
    let step = Int16(bits & 15)
    let segment = Int16((bits >> 4) & 7)
    let middle = (step << 4) + 8
    let magnitude = segment == 0 ? middle : (middle + 256) << (segment - 1)
    return bits & signBit == 0 ? -magnitude : magnitude
  }
}
