import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Recognizers")
struct RecognizerPoolTests {
  private static let bigram = RecognizerLanguage.bigram(SpeechSamples.sentences)

  @Test(arguments: [bigram, .grammar(SpeechSamples.sentences)])
  func `what is heard does not depend on what was heard before`(
    language: RecognizerLanguage
  ) throws {
    try SpeechSamples.withFolder { folder in
      let bench = try RecognizerBench(language, folder: folder)
      let sounds = try [Voice.slt, .american].flatMap { voice in
        try SpeechSamples.sentences.enumerated().map { index, sentence in
          var noise = NoiseTrack(.street, key: DrawKey(seed: UInt64(index)))
          return noise.mixed(into: try bench.sound(sentence, voice), snrDecibels: 10)
        }
      }
      let mean = RecognizerPool.Normalisation.learned(try bench.mean(of: .slt))
      for normalisation in [mean, .wholeSound] {
        let forward = try sounds.map { try bench.pool.words(in: $0, normalisation) }
        let backward = try sounds.reversed().map { try bench.pool.words(in: $0, normalisation) }
        #expect(sounds.count == 40)
        #expect(Array(backward.reversed()) == forward)
        let fresh = RecognizerPool(try RecognizerModel(language, folder: folder))
        for index in [30, 3, 17, 30] {
          let heard = try fresh.words(in: sounds[index], normalisation)
          #expect(heard == forward[index], "\(index) \(heard) \(forward[index]) \(normalisation)")
        }
      }
    }
  }

  @Test func `a grammar of the sentences hears each of them`() throws {
    try SpeechSamples.withFolder { folder in
      let bench = try RecognizerBench(.grammar(SpeechSamples.sentences), folder: folder)
      for voice in [Voice.slt, .awb, .american] {
        #expect(try bench.errorRate(voice) < 0.1, "\(voice.label)")
      }
    }
  }

  @Test func `accents are harder in the order that was measured`() throws {
    try SpeechSamples.withFolder { folder in
      let bench = try RecognizerBench(Self.bigram, folder: folder)
      let flite = try bench.errorRate(.slt)
      let american = try bench.errorRate(.american)
      let scottish = try bench.errorRate(.scottish)
      let caribbean = try bench.errorRate(.caribbean)
      #expect(flite < 0.1, "slt \(flite)")
      #expect(american < 0.25, "en-us \(american)")
      #expect(flite <= american + 0.02)
      #expect(american < scottish, "\(american) \(scottish)")
      #expect(scottish < caribbean + 0.1, "\(scottish) \(caribbean)")
      #expect(caribbean > 0.2, "en-029 \(caribbean)")
    }
  }

  @Test func `noise costs words: a street some, more of it more, white noise most`() throws {
    try SpeechSamples.withFolder { folder in
      let bench = try RecognizerBench(Self.bigram, folder: folder)
      func rate(_ kind: NoiseKind, _ decibels: Double) throws -> Double {
        try bench.errorRate(.slt, .wholeSound) { index, sound in
          var noise = NoiseTrack(kind, key: DrawKey(seed: UInt64(index)))
          return noise.mixed(into: sound, snrDecibels: decibels)
        }
      }
      let clean = try bench.errorRate(.slt, .wholeSound)
      let car = try rate(.car, 10)
      let street = try (rate(.street, 10), rate(.street, 0))
      let pink = try rate(.quiet, 0)
      #expect(clean < 0.1, "\(clean)")
      #expect(car < 0.2, "\(car)")
      #expect(clean <= street.0 + 0.02, "\(street)")
      #expect(street.0 < street.1, "\(street)")
      #expect(pink > 0.3 && pink > street.0, "\(pink)")
    }
  }

  @Test func `the large model hears words that no sentence gave it`() throws {
    try SpeechSamples.withFolder { folder in
      let bench = try RecognizerBench(.large, folder: folder)
      let rate = try bench.errorRate(.rms, .wholeSound)
      #expect(rate < 0.4, "\(rate)")
    }
  }

  @Test func `threads share a pool and hear the same`() async throws {
    let folder = "/tmp/simrun-speech-\(HostProcess.identifier)-threads"
    defer { try? Files.remove(folder, recursive: true) }
    let bench = try RecognizerBench(.grammar(SpeechSamples.sentences), folder: folder)
    let sounds = try SpeechSamples.sentences.prefix(8).map { try bench.sound($0, .kal16) }
    let alone = try sounds.map { try bench.pool.words(in: $0, .wholeSound) }
    let pool = bench.pool
    let together = await withTaskGroup(of: (Int, [String]?).self) { group in
      for (index, sound) in sounds.enumerated() {
        group.addTask { (index, try? pool.words(in: sound, .wholeSound)) }
      }
      var heard = [[String]?](repeating: nil, count: sounds.count)
      for await (index, words) in group { heard[index] = words }
      return heard
    }
    #expect(together == alone)
    #expect(pool.idleCount >= 1 && pool.idleCount <= sounds.count)
  }

  @Test func `words without a pronunciation are named, all of them`() throws {
    try SpeechSamples.withFolder { folder in
      let error = #expect(throws: RecognitionError.self) {
        try RecognizerModel(.grammar(["yes zyxomma", "no qqwrtl xyzzyk"]), folder: folder)
      }
      #expect(error == .unknownWords(["qqwrtl", "xyzzyk", "zyxomma"]))
    }
  }

  @Test func `a language without sentences is an error`() throws {
    try SpeechSamples.withFolder { folder in
      #expect(throws: RecognitionError.emptyLanguage) {
        try RecognizerModel(.grammar(["..."]), folder: folder)
      }
    }
  }

  @Test func `silence and no sound at all are no words`() throws {
    try SpeechSamples.withFolder { folder in
      let bench = try RecognizerBench(Self.bigram, folder: folder)
      let nothing = Sound(silence: 0, rate: .wideband)
      let mean = RecognizerPool.Normalisation.learned(.model)
      #expect(try bench.pool.words(in: nothing, mean).isEmpty)
      #expect(try bench.pool.words(in: nothing, .wholeSound).isEmpty)
    }
  }
}
