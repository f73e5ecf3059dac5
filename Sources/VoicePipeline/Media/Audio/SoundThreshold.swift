private import SimCore

/// How loud a sample must be to count as sound.
///
/// Within each sign the codes of mu-law are in the order of their loudness, so nothing is decoded,
/// and eight samples are looked at together.
package struct SoundThreshold: Sendable, Hashable, Codable {
  /// The loudest code that is no sound, without its sign: 0 for silence, 127 for full scale.
  private let quietMax: UInt8

  /// The peak of a sine at a level in dBm0, to the next step of mu-law above it.
  package init(dBm0 level: Double) {
    let peak = Int16(min(TelephoneAudio.sinePeak(dBm0: level), Double(Int16.max)))
    quietMax = ~MuLaw.encode(peak) & 0x7F
  }

  /// The default: 20 dB under the level of speech, and as far above a quiet line.
  package static let ordinary = SoundThreshold(dBm0: -40)

  package func isSound(_ code: UInt8) -> Bool { ~code & 0x7F > quietMax }

  /// Calls the body with the first and the last sound of each stretch of up to eight samples, in
  /// their order.
  @inline(__always)
  func sweep(_ bytes: Span<UInt8>, _ body: (_ first: Int, _ last: Int) -> Void) {
    let low = 0x7F7F_7F7F_7F7F_7F7F as UInt64
    // What is added to a code makes the top bit of its byte show that it is above the threshold.
    let margin = UInt64(0x7F - quietMax) &* 0x0101_0101_0101_0101
    var index = 0
    while index &+ 8 <= bytes.count {
      let sounds = ((~bytes.word(at: index) & low) &+ margin) & ~low
      if sounds != 0 {
        let first = index &+ (sounds.trailingZeroBitCount &>> 3)
        body(first, index &+ 7 &- (sounds.leadingZeroBitCount &>> 3))
      }
      index &+= 8
    }
    while index < bytes.count {
      if isSound(bytes[index]) { body(index, index) }
      index &+= 1
    }
  }
}
