/// The mu-law code of ITU-T G.711: 14 bits of a sample in 8.
///
/// Samples are 16-bit, of which the lowest two are dropped by an arithmetic shift as in the
/// reference, so that a negative sample rounds away from zero.
package enum MuLaw {
  /// The code of a sample of +0: what a silent line carries.
  package static var silence: UInt8 { 0xFF }

  /// The code of a sample.
  package static func encode(_ sample: Int16) -> UInt8 {
    codes[index(Int32(sample))]
  }

  /// The sample that a code stands for.
  package static func decode(_ code: UInt8) -> Int16 { samples[Int(code)] }

  /// Encodes as many samples as there are; the output has one byte for each.
  package static func encode(_ samples: Span<Int16>, into output: inout MutableSpan<UInt8>) {
    precondition(samples.count == output.count, "one code for each sample")
    let table = Self.codes
    for index in samples.indices {
      output[index] = table[Self.index(Int32(samples[index]))]
    }
  }

  /// Decodes as many bytes as there are; the output has one sample for each.
  package static func decode(_ codes: Span<UInt8>, into output: inout MutableSpan<Int16>) {
    precondition(codes.count == output.count, "one sample for each code")
    let table = Self.samples
    for index in codes.indices { output[index] = table[Int(codes[index])] }
  }

  /// The code of each sample of 14 bits, by its bits: a look-up costs a third of the arithmetic.
  static let codes = (0..<16_384).map { compress(Int16(truncatingIfNeeded: $0 << 2)) }

  /// The place of a sample of 16 bits in `codes`.
  @inline(__always)
  static func index(_ sample: Int32) -> Int { Int(UInt16(truncatingIfNeeded: sample) &>> 2) }

  /// The sample of each code.
  private static let samples = (0..<256).map { expand(UInt8($0)) }

  /// What makes every segment twice as wide as the one below it, on the scale of 14 bits.
  private static let bias = 33

  /// The largest magnitude of 14 bits that has a code: 32,635 on the scale of 16 bits.
  private static let clip = 8_158

  private static func compress(_ sample: Int16) -> UInt8 {
    let value = Int(sample) >> 2
    let biased = min(value.magnitude, UInt(clip)) + UInt(bias)
    let segment = UInt.bitWidth - 6 - biased.leadingZeroBitCount
    let step = (biased >> UInt(segment + 1)) & 15
    let magnitude = (UInt8(segment) << 4) | UInt8(step)
    return magnitude ^ (value < 0 ? 0x7F : 0xFF)
  }

  private static func expand(_ code: UInt8) -> Int16 {
    let bits = ~code
    let step = Int16(bits & 15)
    let segment = Int16((bits >> 4) & 7)
    let bias16 = Int16(bias << 2)
    let magnitude = (((step << 3) + bias16) << segment) - bias16
    return bits & 0x80 == 0 ? magnitude : -magnitude
  }
}
