import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Audio tier")
struct AudioTierTests {
  private static let sentences = [
    "yes that is right", "i would like to move it please", "what about thursday",
    "could you say again", "in the afternoon", "my last name is peterson",
    "is monday still free", "no i would rather not", "the twelfth would be fine",
    "which days do you have open",
  ]

  /// One for all tests: making it ready takes a second.
  private static let tier = Result { () throws(AudioFailure) in
    try AudioTier(
      AudioPlan(
        sentences: sentences.map { $0.split(separator: " ").map(String.init) },
        accents: ["us-general"],
        codecs: [.muLaw, .opus],
        language: .grammar,
        suppressesNoise: true
      ),
      folder: nil,
      scratch: "/tmp/simrun-audio-tier-tests"
    )
  }

  private static func speech(
    _ text: String,
    noise: NoiseKind = .quiet,
    snr: Double = 40,
    codec: LineCodec = .muLaw,
    lost: (Int) -> Bool = { _ in false }
  ) -> LineSpeech {
    let words = text.split(separator: " ").map(String.init)
    let duration = Duration.milliseconds(400) * words.count
    let frames = Int(duration / .milliseconds(20))
    return LineSpeech(
      parts: [
        LineSpeech.Part(
          words: words,
          start: .zero,
          duration: duration,
          concealed: (0..<frames).map(lost)
        )
      ],
      accent: "us-general",
      traits: SpeechTraits(snrDecibels: snr, errorOddsFactor: 1, noise: noise, codec: codec),
      key: DrawKey(seed: 5),
      onset: .seconds(3)
    )
  }

  private static func errors(_ speeches: [LineSpeech]) throws -> Double {
    let tier = try tier.get()
    var sum = WordErrors()
    for speech in speeches {
      let said = speech.parts.flatMap(\.words)
      sum += WordErrors(reference: said, hypothesis: try tier.words(in: speech))
    }
    return Double(sum.errors) / Double(sum.referenceWords)
  }

  @Test func `clear speech over either codec is understood`() throws {
    for codec in [LineCodec.muLaw, .opus] {
      let rate = try Self.errors(Self.sentences.map { Self.speech($0, codec: codec) })
      #expect(rate < 0.1, "\(codec): \(rate)")
    }
  }

  @Test func `speech that drowns or goes missing is not`() throws {
    let drowned = try Self.errors(Self.sentences.map { Self.speech($0, noise: .office, snr: -10) })
    #expect(drowned > 0.4, "\(drowned)")
    let gone = try Self.errors(Self.sentences.map { Self.speech($0) { $0 % 15 != 0 } })
    #expect(gone > 0.3, "\(gone)")
  }

  @Test func `what is heard hangs on the speech alone`() throws {
    let tier = try Self.tier.get()
    let speeches = Self.sentences.map { Self.speech($0, noise: .street, snr: 8) }
    let forward = try speeches.map { try tier.words(in: $0) }
    let backward = try speeches.reversed().map { try tier.words(in: $0) }
    #expect(forward == backward.reversed())
    let sounds = try speeches.map { try tier.sound(of: $0) }
    #expect(try speeches.map { try tier.sound(of: $0) } == sounds)
  }

  @Test func `speech lasts as long as the line says`() throws {
    let tier = try Self.tier.get()
    let speech = Self.speech("which days do you have open")
    let sound = try tier.sound(of: speech)
    let spoken = Duration.milliseconds(6 * 400)
    #expect(sound.duration >= spoken && sound.duration < spoken + .milliseconds(700))
  }

  @Test func `an accent without a voice of its own is an American one`() throws {
    let tier = try Self.tier.get()
    var speech = Self.speech("yes that is right")
    speech.accent = "martian"
    #expect(try tier.words(in: speech) == ["yes", "that", "is", "right"])
  }
}
