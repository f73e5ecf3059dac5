import SimCore
import Testing
import VoicePipeline

@Suite("Speech shape")
struct SpeechShapeTests {
  private static let words = ["good", "morning", "how", "can", "I", "help", "you"]

  private static func greeting(_ seed: UInt64, noiseFloor: Double? = nil) -> SpeechShape {
    SpeechShape(
      words: words,
      wordDuration: .milliseconds(370),
      leadingSilence: .milliseconds(83),
      noiseFloor: noiseFloor,
      draws: DrawKey(seed: seed)
    )
  }

  @Test(arguments: [nil, -55.0])
  func `frames in any order and any cuts make up the whole`(noiseFloor: Double?) {
    for seed in 0..<10 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      let shape = SpeechShape(drawn: draws, pauseMax: 300, noiseFloor: noiseFloor)
      let whole = shape.bytes(0..<shape.sampleCount + 400)
      let cuts = Array(AudioCuts(count: whole.count, longest: 400, draws: draws))
      for range in cuts.reversed() {
        #expect(shape.bytes(range)[...] == whole[range], "seed \(seed), \(range)")
      }
      for start in stride(from: 0, to: whole.count - 160, by: 160) {
        #expect(shape.bytes(start..<start + 160)[...] == whole[start..<start + 160])
      }
    }
  }

  @Test func `a seed has one voice and another seed has another`() {
    let samples = 0..<20_000
    let bytes = Self.greeting(7).bytes(samples)
    #expect(Self.greeting(7).bytes(samples) == bytes)
    #expect(Self.greeting(8).bytes(samples) != bytes)
  }

  /// The bytes themselves are promised: a recording of a run must not depend on the host.
  @Test func `the audio of a seed never changes`() {
    let quiet = Self.greeting(42)
    let noisy = Self.greeting(42, noiseFloor: -55)
    #expect(
      SHA256.hex(of: quiet.bytes(0..<quiet.sampleCount))
        == "1004e3cf13b3f7482ff2aa0c86041dc8b7a567ab8976a8e5e3c293246fa88adf"
    )
    #expect(
      SHA256.hex(of: noisy.bytes(0..<noisy.sampleCount))
        == "b6cf2e97d12d7198f9ed712b63948177e69dd186b6513fbced2b930dfd2f4de8"
    )
  }

  @Test func `speech has the level of speech`() {
    for seed in 0..<60 as Range<UInt64> {
      let shape = Self.greeting(seed)
      let speech = shape.speech ?? 0..<0
      #expect(abs(Self.level(shape.bytes(speech)) + 20) < 1.5, "seed \(seed)")
    }
  }

  @Test func `every word has the level of speech`() {
    for seed in 0..<20 as Range<UInt64> {
      let shape = Self.greeting(seed)
      for index in Self.words.indices {
        let start = 664 + 2_960 * index
        let level = Self.level(shape.bytes(start..<start + 2_960))
        #expect(abs(level + 20) < 1.5, "seed \(seed), word \(index)")
      }
    }
  }

  @Test func `what is outside the words is digital silence`() {
    for seed in 0..<100 as Range<UInt64> {
      let shape = SpeechShape(drawn: DrawKey(seed: seed), pauseMax: 0)
      let speech = shape.speech ?? 0..<0
      #expect(shape.sampleCount == speech.upperBound)
      #expect(shape.bytes(0..<speech.lowerBound).allSatisfy { $0 == 0xFF })
      let after = speech.upperBound..<speech.upperBound + 4_000
      #expect(shape.bytes(after).allSatisfy { $0 == 0xFF })
    }
    let silent = SpeechShape(words: [], draws: DrawKey(seed: 1))
    #expect(silent.speech == nil && silent.sampleCount == 0)
    #expect(silent.bytes(0..<320).allSatisfy { $0 == 0xFF })
  }

  @Test func `a pause between words is silent, to the sample`() {
    let words = [
      TimedWord(text: "yes", start: .milliseconds(100), duration: .milliseconds(300)),
      TimedWord(text: "please", start: .milliseconds(650), duration: .milliseconds(400)),
    ]
    let bytes = SpeechShape(words: words, draws: DrawKey(seed: 3)).bytes(0..<8_400)
    let isSilent = { (range: Range<Int>) in bytes[range].allSatisfy { $0 == 0xFF } }
    #expect(isSilent(0..<800) && isSilent(3_200..<5_200))
    #expect(!isSilent(800..<808) && !isSilent(3_192..<3_200))
    #expect(!isSilent(5_200..<5_208) && !isSilent(8_392..<8_400))
  }

  @Test func `no stretch of 2 ms within a word is under the threshold`() {
    for seed in 0..<100 as Range<UInt64> {
      let shape = SpeechShape(drawn: DrawKey(seed: seed), pauseMax: 0)
      var lastSound = shape.speech?.lowerBound ?? 0
      var gapMax = 0
      for (index, code) in shape.bytes(0..<shape.sampleCount).enumerated()
      where SoundThreshold.ordinary.isSound(code) {
        gapMax = max(gapMax, index - lastSound)
        lastSound = index
      }
      #expect(gapMax <= 16, "seed \(seed)")
    }
  }

  @Test func `a noise floor has its level and stays under the threshold`() {
    for level in [-55.0, -50, -45] {
      let shape = SpeechShape(words: [], noiseFloor: level, draws: DrawKey(seed: 5))
      let bytes = shape.bytes(0..<80_000)
      #expect(abs(Self.level(bytes) - level) < 1, "\(level) dBm0")
      #expect(!bytes.contains { SoundThreshold.ordinary.isSound($0) })
    }
  }

  @Test func `words may be shorter than their edges`() {
    for nanoseconds in stride(from: 0, through: 5_000_000, by: 62_500) as StrideThrough<Int64> {
      let word = TimedWord(text: "a", start: .zero, duration: .nanoseconds(nanoseconds))
      let shape = SpeechShape(words: [word], draws: DrawKey(seed: 1))
      #expect(shape.sampleCount == Int(nanoseconds / 125_000))
      #expect(shape.bytes(0..<200)[shape.sampleCount...].allSatisfy { $0 == 0xFF })
    }
  }

  @Test func `words that overlap are refused`() async {
    await #expect(processExitsWith: .failure) {
      let words = [
        TimedWord(text: "yes", start: .zero, duration: .milliseconds(300)),
        TimedWord(text: "no", start: .milliseconds(299), duration: .milliseconds(300)),
      ]
      _ = SpeechShape(words: words, draws: DrawKey(seed: 1))
    }
  }

  private static func level(_ bytes: [UInt8]) -> Double {
    let power = bytes.reduce(0.0) { sum, code in
      let sample = Double(MuLaw.decode(code))
      return sum + sample * sample
    }
    return TelephoneAudio.level(rootMeanSquare: (power / Double(bytes.count)).squareRoot())
  }
}
