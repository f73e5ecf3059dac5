import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Recordings that a scenario names", .enabled(if: MediaLibraries.isPresent))
struct BadRecordingTests {
  private func tier(_ file: String, _ folder: String) throws -> AudioTier {
    try AudioTier(
      AudioPlan(
        sentences: [["yes", "that", "is", "right"]],
        accents: ["us-general"],
        codecs: [.muLaw],
        language: .grammar,
        suppressesNoise: false,
        recordings: [
          AudioRecording(text: "yes that is right", file: file, list: "takes.csv", line: 7)
        ]
      ),
      folder: nil,
      scratch: folder + "/languages"
    )
  }

  private static let tone = (0..<16_000).map { index in
    Int16(saturating: 9_000 * Elementary.sin(2 * .pi * 440 * Double(index) / 16_000))
  }

  @Test func `each kind of bad file is named with its row and what to do`() throws {
    let whole = WaveFile(sound: Sound(rate: .wideband, samples: Self.tone)).bytes
    let loud = (0..<16_000).map { index -> Int16 in index % 10 == 0 ? -32_768 : 3_000 }
    let kinds: [(bytes: [UInt8]?, text: String)] = [
      (nil, "no such file"), ([], "holds no sound"), ([1, 2, 3], "is not a sound file"),
      (Array(whole.prefix(20_000)), "is cut off"),
      (WaveFile(sound: Sound(rate: .wideband, samples: loud)).bytes, "record it again, less loud"),
      (WaveFile(sound: Sound(silence: 8_000, rate: .wideband)).bytes, "silent: record it again"),
    ]
    try SpeechSamples.withFolder { folder in
      for (index, kind) in kinds.enumerated() {
        let file = folder + "/take\(index).wav"
        if let bytes = kind.bytes { try Files.write(file, bytes) }
        let failure = #expect(throws: AudioFailure.self) { try tier(file, folder) }
        let text = (failure?.description ?? "").lowercased()
        #expect(failure?.recording?.line == 7 && failure?.recording?.list == "takes.csv")
        #expect(text.contains(file.lowercased()) && text.contains(kind.text), "\(text)")
      }
    }
  }

  @Test func `96 kHz and two channels become what the tier works with`() throws {
    try SpeechSamples.withFolder { folder in
      let high = try Sound(rate: .wideband, samples: Self.tone)
        .resampled(to: SampleRate(hertz: 96_000))
      let file = folder + "/stereo.wav"
      try WaveFile.write([high, high], to: file)
      let speech = LineSpeech(
        parts: [
          .init(
            words: ["Yes", "that", "is", "right"],
            start: .zero,
            duration: .seconds(1),
            concealed: []
          )
        ],
        accent: "us-general",
        traits: SpeechTraits(snrDecibels: 40, errorOddsFactor: 1, codec: .muLaw),
        key: DrawKey(seed: 1),
        onset: .zero
      )
      let sound = try tier(file, folder).sound(of: speech)
      #expect(sound.rate == .wideband)
      let middle = Array(sound.samples[6_000..<18_000])
      #expect(SpeechSamples.share(of: 440, in: middle, rate: 16_000) > 0.9)
    }
  }
}
