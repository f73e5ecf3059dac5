import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Voice activity after noise suppression", .enabled(if: MediaLibraries.isPresent))
struct VoiceActivityDetectorTests {
  /// The mean of the shares of speech heard as speech and of silence heard as silence; frames at an
  /// edge of a word are left out.
  private static func accuracy(
    _ sound: Sound,
    _ words: [Range<Int>],
    suppressesNoise: Bool
  ) throws -> Double {
    let detector = try VoiceActivityDetector(
      rate: sound.rate,
      suppressesNoise: suppressesNoise
    )
    let delay = suppressesNoise ? 1 : 0
    let frame = detector.frameSamples
    let verdicts = try Signals.frames(sound).map { try detector.isSpeech($0) }
    var right = [0, 0]
    var all = [0, 0]
    for (index, verdict) in verdicts.enumerated().dropFirst(delay) {
      let place = (index - delay) * frame..<(index - delay + 1) * frame
      let isInside = words.contains {
        $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound
      }
      let isNear = words.contains {
        $0.lowerBound - 6 * frame < place.upperBound && place.lowerBound < $0.upperBound + 6 * frame
      }
      guard isInside || !isNear else { continue }
      all[isInside ? 1 : 0] += 1
      if verdict == isInside { right[isInside ? 1 : 0] += 1 }
    }
    return (Double(right[0]) / Double(all[0]) + Double(right[1]) / Double(all[1])) / 2
  }

  @Test(arguments: [SampleRate.narrowband, .wideband])
  func `speech in a quiet line is told from silence`(rate: SampleRate) throws {
    let (sound, words) = try Signals.speech(seed: 1, words: 30, rate: rate, noiseFloor: -65)
    let accuracy = try Self.accuracy(sound, words, suppressesNoise: true)
    #expect(accuracy > 0.9, "\(accuracy)")
  }

  @Test(arguments: [-45.0, -30])
  func `white noise is no speech, from the start on`(level: Double) throws {
    let (clean, words) = try Signals.speech(seed: 2, words: 30, rate: .wideband)
    let noise = Signals.noise(level, count: clean.samples.count, rate: .wideband, seed: 2)
    let accuracy = try Self.accuracy(Signals.sum(clean, noise), words, suppressesNoise: true)
    #expect(accuracy > 0.93, "\(accuracy)")
    let detector = try VoiceActivityDetector()
    let first = try Signals.frames(noise).prefix(100).count { try detector.isSpeech($0) }
    #expect(first <= 5, "\(first) of 100 frames")
  }

  /// About 10 dB below speech, where WebRTC's detector alone hears nothing but speech.
  @Test func `noise suppression helps in a car`() throws {
    let (clean, words) = try Signals.speech(seed: 2, words: 30, rate: .wideband)
    let noise = Signals.carNoise(-20, count: clean.samples.count, seed: 2)
    let sound = Signals.sum(clean, noise)
    let with = try Self.accuracy(sound, words, suppressesNoise: true)
    let without = try Self.accuracy(sound, words, suppressesNoise: false)
    #expect(with > 0.8 && with > without + 0.2, "\(with), \(without)")
  }

  @Test func `speech starts near its first word and ends after its last`() throws {
    let (sound, words) = try Signals.speech(seed: 3, words: 3, rate: .wideband, noiseFloor: -65)
    let detector = try VoiceActivityDetector()
    let events = try Signals.frames(sound).flatMap { try detector.process($0) }
    let first = try #require(words.first)
    let last = try #require(words.last)
    guard case .speechStarted(let start) = events.first,
      case .speechEnded(let end, _) = events.last
    else {
      Issue.record("no start or no end: \(events)")
      return
    }
    #expect(abs(start - first.lowerBound) <= 1_600, "\(start)")
    #expect(abs(end - last.upperBound) <= 3_200, "\(end)")
    #expect(!detector.isSpeaking)
  }

  @Test func `equal sound has equal verdicts`() throws {
    let sound = try Signals.speech(seed: 4, rate: .wideband, noiseFloor: -45).sound
    let runs = try (0..<2).map { _ in
      let detector = try VoiceActivityDetector()
      return try Signals.frames(sound).map { try detector.isSpeech($0) }
    }
    #expect(runs[0] == runs[1])
  }
}
