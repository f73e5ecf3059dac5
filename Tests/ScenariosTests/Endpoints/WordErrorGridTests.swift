import Scenarios
import Testing
import VoicePipeline

@Suite("Word errors by condition")
struct WordErrorGridTests {
  private static let recognizers = ["deepgram-nova-3", "mistral-voxtral-realtime"]
  private static let accents = [1, 4.0]
  private static let noises: [(kind: NoiseKind, decibels: Double)] = [
    (.quiet, 30), (.street, 10), (.office, 5), (.babble, 5), (.car, 0), (.music, -5),
    (.construction, -25),
  ]
  private static let lines: [(codec: LineCodec, loss: LineLoss)] = [
    (.opus, .none), (.muLaw, LineLoss(ratio: 0.02, burstFrames: 2)),
    (.muLaw, LineLoss(ratio: 0.1, burstFrames: 6)),
  ]

  private func spec(_ preset: String) throws -> RecognizerSpec {
    try Loading.load(Loading.minimal + "\nagent: {stt: \(preset)}\n").agent.stt
  }

  /// Every caller that the cells have, in a fixed order.
  private static let speakers: [SpeechTraits] = accents.flatMap { accent in
    noises.flatMap { noise in
      lines.map { line in
        SpeechTraits(
          snrDecibels: noise.decibels,
          errorOddsFactor: accent,
          noise: noise.kind,
          codec: line.codec,
          loss: line.loss
        )
      }
    }
  }

  @Test(arguments: Self.recognizers)
  func `the measured rate is within 2 % of the expected one in every cell`(
    recognizer: String
  ) throws {
    let spec = try spec(recognizer)
    #expect(Self.speakers.count == 42)
    for (number, speaker) in Self.speakers.enumerated() {
      let expected = spec.expectedErrors(of: speaker)
      // So many that 2 % are three standard errors, where words are wrong independently.
      let words = max(100_000, Int(22_500 * max(1 - expected.rate, 0) / expected.rate))
      let errors = SpokenStretches.measured(words, expecting: expected, seed: UInt64(number))
      let place = "\(recognizer) \(speaker): \(errors.rate) for \(expected.rate)"
      #expect((errors.rate / expected.rate - 1).magnitude < 0.02, "\(place)")
      guard expected.rate <= 1 else { continue }
      for (found, share) in zip(errors.shares, expected.mix.shares) {
        #expect((found - share).magnitude < 0.02, "\(place): \(errors.shares)")
      }
    }
  }

  @Test func `every condition that is worse has more errors`() throws {
    let spec = try spec("deepgram-nova-3")
    let plain = SpeechTraits(snrDecibels: 5, errorOddsFactor: 1, noise: .street)
    let worse: [(inout SpeechTraits) -> Void] = [
      { $0.snrDecibels = 0 }, { $0.errorOddsFactor = 1.5 }, { $0.noise = .babble },
      { $0.codec = .muLaw }, { $0.loss = LineLoss(ratio: 0.02, burstFrames: 2) },
    ]
    let rate = spec.expectedErrors(of: plain).rate
    for change in worse {
      var speech = plain
      change(&speech)
      #expect(spec.expectedErrors(of: speech).rate > rate, "\(speech)")
    }
  }
}
