/// One word of speech-like audio: a voice of constant pitch whose loudness goes with syllables.
struct VoicedBurst: Sendable, Hashable {
  /// Samples over which a word rises and falls: 2 ms, so that its edges are heard where they are.
  private static var ramp: Int { 16 }

  let start: Int
  let end: Int
  /// What each sample adds to the phase of the voice, in 2^-32 periods.
  private let pitchStep: UInt32
  /// What each sample adds to the phase of the syllable, in 2^-32 syllables.
  private let syllableStep: UInt32
  /// Where the voice stands in the table of waves.
  private let wave: Int

  /// A word of at least one sample; the pitch is in thousandths of a hertz.
  init(samples: Range<Int>, pitch millihertz: Int, timbre: Int) {
    start = samples.lowerBound
    end = samples.upperBound
    let rate = UInt64(TelephoneAudio.sampleRate) * 1_000
    pitchStep = UInt32((UInt64(millihertz) << 32) / rate)
    // About four syllables a second, a whole number of them to a word.
    let length = TelephoneAudio.sampleRate / 4
    let syllables = max(1, (samples.count + length / 2) / length)
    syllableStep = UInt32((UInt64(syllables) << 32) / UInt64(max(2, samples.count)))
    wave = VoiceTables.period * timbre
  }

  /// Writes samples of the word, the first of which goes to `position` of the output.
  @inline(__always)
  func render(
    _ samples: Range<Int>,
    at position: Int,
    into output: inout MutableSpan<UInt8>,
    noise: () -> Int32
  ) {
    let waves = VoiceTables.waves
    let syllable = VoiceTables.syllable
    let codes = MuLaw.codes
    let offset = UInt32(truncatingIfNeeded: samples.lowerBound &- start)
    var pitch = pitchStep &* offset
    var loudness = syllableStep &* offset
    for index in samples {
      let sample = Int32(waves[wave &+ Int(pitch &>> 23)])
      var value = (sample &* Int32(syllable[Int(loudness &>> 24)])) &>> 14
      let depth = min(index &- start, end &- 1 &- index)
      if depth < Self.ramp { value = (value &* Int32(truncatingIfNeeded: depth &+ 1)) &>> 4 }
      output[position &+ (index &- samples.lowerBound)] = codes[MuLaw.index(value &+ noise())]
      pitch &+= pitchStep
      loudness &+= syllableStep
    }
  }
}
