import SimCore
import VoicePipeline

/// Pieces of some bytes, of lengths that have nothing to do with frames.
struct AudioCuts: Sequence {
  let count: Int
  let longest: Int
  let draws: DrawKey

  func makeIterator() -> AnyIterator<Range<Int>> {
    var next = 0
    return AnyIterator {
      guard next < count else { return nil }
      let length = Swift.min(1 + draws.below(longest, .cut, UInt64(next)), count - next)
      defer { next += length }
      return next..<next + length
    }
  }
}

extension EnergyVoiceActivity {
  /// Feeds all bytes in pieces; returns what was reported.
  mutating func processAll(_ bytes: [UInt8], cuts: AudioCuts) -> [Event] {
    var events: [Event] = []
    for range in cuts {
      let piece = bytes[range]
      events += process(piece.span)
    }
    return events
  }
}

extension EnergyVoiceActivity.Event {
  /// The sample that it names, without the silence, which depends on the cuts.
  var sample: Int {
    switch self {
    case .speechStarted(let sample): sample
    case .speechEnded(let sample, _): sample
    }
  }
}

extension SpeechShape {
  /// A few words of a drawn length each, after a drawn silence, with pauses up to a length.
  init(drawn draws: DrawKey, pauseMax: Int, noiseFloor: Double? = nil) {
    var words: [TimedWord] = []
    var end = draws.below(500, .leading)
    for index in 0..<UInt64(1 + draws.below(6, .words)) {
      let start = end + (index == 0 ? 0 : draws.below(pauseMax + 1, .pause, index))
      let length = 80 + draws.below(520, .length, index)
      words.append(
        TimedWord(
          text: "word \(draws.below(9, .text, index))",
          start: .milliseconds(start),
          duration: .milliseconds(length)
        )
      )
      end = start + length
    }
    self.init(words: words, noiseFloor: noiseFloor, draws: draws)
  }
}

extension Purpose {
  fileprivate static let cut = Purpose("test.audio.cut")
  fileprivate static let leading = Purpose("test.audio.leading")
  fileprivate static let words = Purpose("test.audio.words")
  fileprivate static let pause = Purpose("test.audio.pause")
  fileprivate static let length = Purpose("test.audio.length")
  fileprivate static let text = Purpose("test.audio.text")
}
