package import SimCore

/// A word and when it is said, from the start of its audio.
package struct TimedWord: Sendable, Hashable, Codable {
  package var text: String
  package var start: Duration
  package var duration: Duration

  package init(text: String, start: Duration, duration: Duration) {
    self.text = text
    self.start = start
    self.duration = duration
  }
}

/// Speech-like mu-law audio of some words: each word is a voiced sound with real edges.
///
/// Nobody can understand it; the words travel beside it. What it has of speech is where the sound
/// is and how loud: about -20 dBm0 within words, silence between them. A byte depends on the shape
/// and its own index only, so frames may be rendered in any order, on any host, or again.
package struct SpeechShape: Sendable, Hashable {
  private var bursts: [VoicedBurst] = []
  private let noise: NoiseFloor?
  /// The samples from the start of the audio to the end of its last word.
  package let sampleCount: Int

  /// Audio of words that do not overlap, in their order.
  ///
  /// The draws give the speaker's pitch of 90 to 220 Hz; a text has one timbre per speaker. With a
  /// noise floor in dBm0 there is noise everywhere, before and after the words too.
  package init(words: [TimedWord], noiseFloor: Double? = nil, draws: DrawKey) {
    noise = noiseFloor.map { NoiseFloor(dBm0: $0, bits: draws.bits(.noise)) }
    let speaker = Self.pitchMin + draws.below(Self.pitchMax - Self.pitchMin, .pitch)
    var end = Duration.zero
    bursts.reserveCapacity(words.count)
    for (index, word) in words.enumerated() {
      precondition(word.start >= end && word.duration >= .zero, "a word starts after the last one")
      end = word.start + word.duration
      let first = TelephoneAudio.samples(in: word.start)
      let samples = first..<TelephoneAudio.samples(in: end)
      // A word shorter than one sample has no sound.
      guard !samples.isEmpty else { continue }
      let swing = draws.below(Self.pitchSwing, .wordPitch, UInt64(index))
      let pitch = speaker * (1_000 - Self.pitchSwing / 2 + swing) / 1_000
      let timbre = draws.below(VoiceTables.timbres, .timbre, Self.hash(word.text))
      bursts.append(VoicedBurst(samples: samples, pitch: pitch, timbre: timbre))
    }
    sampleCount = TelephoneAudio.samples(in: end)
  }

  /// Audio of words of one length, said without a pause after some silence.
  package init(
    words: [String],
    wordDuration: Duration,
    leadingSilence: Duration = .zero,
    noiseFloor: Double? = nil,
    draws: DrawKey
  ) {
    let timed = words.enumerated().map { index, text in
      TimedWord(text: text, start: leadingSilence + wordDuration * index, duration: wordDuration)
    }
    self.init(words: timed, noiseFloor: noiseFloor, draws: draws)
  }

  /// From the first sample of the first word to the last of the last; nil without a sound.
  package var speech: Range<Int>? {
    guard let first = bursts.first, let last = bursts.last else { return nil }
    return first.start..<last.end
  }

  /// Fills the output with the audio from a sample on; after the last word there is silence.
  package func render(from sample: Int, into output: inout MutableSpan<UInt8>) {
    precondition(sample >= 0, "audio begins with sample 0")
    guard let noise else { return render(from: sample, into: &output) { 0 } }
    var run = noise.run(from: sample)
    render(from: sample, into: &output) { run.next() }
  }

  /// The audio of some samples, in an array of their own.
  package func bytes(_ samples: Range<Int>) -> [UInt8] {
    var bytes = [UInt8](repeating: MuLaw.silence, count: samples.count)
    var output = bytes.mutableSpan
    render(from: samples.lowerBound, into: &output)
    return bytes
  }

  @inline(__always)
  private func render(
    from sample: Int,
    into output: inout MutableSpan<UInt8>,
    noise: () -> Int32
  ) {
    let end = sample + output.count
    var next = sample
    var index = firstBurst(endingAfter: sample)
    while index < bursts.count, bursts[index].start < end {
      let burst = bursts[index]
      let start = max(next, burst.start)
      rest(next - sample..<start - sample, &output, noise)
      next = min(burst.end, end)
      burst.render(start..<next, at: start - sample, into: &output, noise: noise)
      index += 1
    }
    rest(next - sample..<output.count, &output, noise)
  }

  /// Writes what is heard between words.
  @inline(__always)
  private func rest(
    _ positions: Range<Int>,
    _ output: inout MutableSpan<UInt8>,
    _ noise: () -> Int32
  ) {
    let codes = MuLaw.codes
    for position in positions { output[position] = codes[MuLaw.index(noise())] }
  }

  /// The first word that is not over at a sample.
  private func firstBurst(endingAfter sample: Int) -> Int {
    var low = 0
    var high = bursts.count
    while low < high {
      let middle = (low + high) / 2
      if bursts[middle].end > sample { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(FNV1a.start, FNV1a.fold)
  }

  /// The pitch of speakers, in thousandths of a hertz; a word is within 5 % of its speaker's.
  private static let pitchMin = 95_000
  private static let pitchMax = 209_000
  private static let pitchSwing = 100
}

extension Purpose {
  fileprivate static let pitch = Purpose("speech.pitch")
  fileprivate static let wordPitch = Purpose("speech.word_pitch")
  fileprivate static let timbre = Purpose("speech.timbre")
  fileprivate static let noise = Purpose("speech.noise")
}
