internal import SimCore
internal import VoicePipeline

/// What a caller has said so far, as frames and as the words that go beside them.
struct LineMouth: Sendable {
  /// What a window of time has to send.
  struct Frame: Sendable {
    var audio: [UInt8]
    /// A stretch of speech that has begun in it.
    var begins: [(index: Int, traits: SpeechTraits)] = []
    /// Words that were whole by its end.
    var words: [SpokenPart] = []
  }

  /// Further words of a stretch of speech.
  struct SpokenPart: Sendable {
    var index: Int
    var words: [String]
    /// Whether the caller sounds as if nothing more were to come.
    var soundsComplete: Bool
  }

  private struct Stretch: Sendable {
    let utterance: Utterance
    let start: SimInstant
    let shape: SpeechShape
    /// When the caller fell silent, if that was before the last word.
    var cut: SimInstant?
    var isAnnounced = false
    var told = 0

    var end: SimInstant {
      let whole = start.advanced(by: utterance.duration)
      return cut.map { min($0, whole) } ?? whole
    }

    func wordsWhole(by instant: SimInstant) -> Int {
      let spoken = start.duration(to: min(instant, end)).nanoseconds
      let whole = spoken / utterance.wordDuration.nanoseconds
      return min(max(0, Int(whole)), utterance.words.count)
    }
  }

  private static let silence = [UInt8](
    repeating: MuLaw.silence,
    count: TelephoneAudio.frameSamples
  )

  private var stretches: [Stretch] = []
  private let draws: DrawKey

  init(draws: DrawKey) { self.draws = draws }

  mutating func say(_ utterance: Utterance, at now: SimInstant) {
    let shape = SpeechShape(
      // A noise is one sound.
      words: utterance.words.isEmpty ? [""] : utterance.words,
      wordDuration: utterance.wordDuration,
      draws: draws.entity("stretch", UInt64(utterance.index))
    )
    stretches.append(Stretch(utterance: utterance, start: now, shape: shape))
  }

  mutating func fallSilent(at now: SimInstant) {
    guard let last = stretches.indices.last, stretches[last].cut == nil else { return }
    stretches[last].cut = now
  }

  /// Another agent listens from now on: what is being said is announced again.
  mutating func restart() {
    for index in stretches.indices { stretches[index].isAnnounced = false }
  }

  /// The frame of 20 ms that begins at an instant; asked for in order, each once it is over.
  mutating func frame(from begin: SimInstant) -> Frame {
    let end = begin.advanced(by: TelephoneAudio.duration(ofSamples: TelephoneAudio.frameSamples))
    var frame = Frame(audio: Self.silence)
    for index in stretches.indices where stretches[index].start < end {
      if !stretches[index].isAnnounced {
        stretches[index].isAnnounced = true
        frame.begins.append((stretches[index].utterance.index, stretches[index].utterance.traits))
      }
      render(stretches[index], from: begin, into: &frame.audio)
      let whole = stretches[index].wordsWhole(by: end)
      if whole > stretches[index].told {
        let words = Array(stretches[index].utterance.words[stretches[index].told..<whole])
        let utterance = stretches[index].utterance
        frame.words.append(
          SpokenPart(
            index: utterance.index,
            words: words,
            soundsComplete: whole == utterance.words.count && utterance.completesTurn
          )
        )
        stretches[index].told = whole
      }
    }
    stretches.removeAll { $0.end <= begin }
    return frame
  }

  private func render(_ stretch: Stretch, from begin: SimInstant, into audio: inout [UInt8]) {
    let offset = Self.samples(stretch.start.duration(to: begin))
    let last = Self.samples(stretch.start.duration(to: stretch.end))
    let from = max(offset, 0)
    let to = min(offset + audio.count, last)
    guard from < to else { return }
    let bytes = stretch.shape.bytes(from..<to)
    audio.replaceSubrange((from - offset)..<(to - offset), with: bytes)
  }

  /// Samples of a duration that may be negative, rounded to the nearest.
  private static func samples(_ duration: Duration) -> Int {
    let step = TelephoneAudio.sampleNanoseconds
    let nanoseconds = duration.nanoseconds
    return Int((nanoseconds + (nanoseconds >= 0 ? step / 2 : -step / 2)) / step)
  }
}
