import SimCore
import Testing
import VoicePipeline

@Suite("Energy voice activity")
struct EnergyVoiceActivityTests {
  /// 2 ms, in samples.
  private static let errorMax = 16

  @Test func `speech is found to 2 ms in any pieces, and never split`() throws {
    for seed in 0..<1_000 as Range<UInt64> {
      let noiseFloor = seed % 4 == 3 ? -55.0 : nil
      let draws = DrawKey(seed: seed)
      let shape = SpeechShape(drawn: draws, pauseMax: 190, noiseFloor: noiseFloor)
      let bytes = shape.bytes(0..<shape.sampleCount + 2_400)
      var detector = EnergyVoiceActivity()
      let longest = [7, 160, 320, 1_000, 4_000][Int(seed % 5)]
      let cuts = AudioCuts(count: bytes.count, longest: longest, draws: draws)
      let events = detector.processAll(bytes, cuts: cuts)
      try #require(events.count == 2, "seed \(seed): \(events)")
      let speech = try #require(shape.speech)
      guard case .speechStarted(let start) = events[0], case .speechEnded(let last, _) = events[1]
      else {
        Issue.record("seed \(seed): \(events)")
        continue
      }
      let startError = start - speech.lowerBound
      let endError = speech.upperBound - 1 - last
      #expect(0...Self.errorMax ~= startError, "seed \(seed): \(startError)")
      #expect(0...Self.errorMax ~= endError, "seed \(seed): \(endError)")
    }
  }

  @Test(arguments: [160, 320, 33, 1, 1_000])
  func `events come with the piece in which they are due`(length: Int) {
    let shape = SpeechShape(
      words: ["hello", "there"],
      wordDuration: .milliseconds(300),
      leadingSilence: .milliseconds(110),
      draws: DrawKey(seed: 11)
    )
    let bytes = shape.bytes(0..<8_000)
    var detector = EnergyVoiceActivity(onset: .milliseconds(50), hangover: .milliseconds(150))
    var found = 0
    for start in stride(from: 0, to: bytes.count, by: length) {
      let end = min(start + length, bytes.count)
      let piece = bytes[start..<end]
      for event in detector.process(piece.span) {
        found += 1
        switch event {
        case .speechStarted(let first):
          // 50 ms later a sample of a voice may be quiet, for 2 ms at most.
          #expect((first + 400..<first + 416 + length).contains(end))
        case .speechEnded(let last, let silence):
          #expect(silence == end - last - 1)
          #expect((1_200..<1_200 + length).contains(silence))
        }
      }
    }
    #expect(found == 2)
    #expect(detector.position == 8_000 && !detector.isSpeaking)
  }

  @Test func `the cuts never decide what is reported`() {
    for seed in 0..<100 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      let bytes = SpeechShape(drawn: draws, pauseMax: 600).bytes(0..<20_000)
      var whole = EnergyVoiceActivity()
      let expected = whole.process(bytes.span)
      var pieces = EnergyVoiceActivity()
      let cuts = AudioCuts(count: bytes.count, longest: 500, draws: draws)
      let events = pieces.processAll(bytes, cuts: cuts)
      #expect(events.map(\.sample) == expected.map(\.sample), "seed \(seed)")
      #expect(pieces == whole)
    }
  }

  @Test func `random bytes are judged as sample by sample`() {
    for seed in 0..<400 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      let bytes = Self.clicks(draws)
      var detector = EnergyVoiceActivity(
        onset: .milliseconds(6),
        tolerance: .milliseconds(3),
        hangover: .milliseconds(20)
      )
      let cuts = AudioCuts(count: bytes.count, longest: 90, draws: draws)
      let events = detector.processAll(bytes, cuts: cuts)
      let plain = Self.plain(bytes, onset: 48, tolerance: 24, hangover: 160)
      #expect(events.map(\.sample) == plain, "seed \(seed)")
    }
  }

  @Test func `a pause longer than the hangover makes two stretches`() throws {
    for pause in [199, 200, 205, 400] as [Int64] {
      let words = [
        TimedWord(text: "yes", start: .milliseconds(100), duration: .milliseconds(300)),
        TimedWord(text: "no", start: .milliseconds(400 + pause), duration: .milliseconds(300)),
      ]
      for seed in 0..<20 as Range<UInt64> {
        let shape = SpeechShape(words: words, draws: DrawKey(seed: seed))
        let bytes = shape.bytes(0..<12_000)
        // The edges of words add up to 4 ms to what a detector sees of a pause.
        var detector = EnergyVoiceActivity(hangover: .milliseconds(204))
        let cuts = AudioCuts(count: bytes.count, longest: 320, draws: DrawKey(seed: seed))
        let events = detector.processAll(bytes, cuts: cuts)
        #expect(events.count == (pause <= 200 ? 2 : 4), "\(pause) ms, seed \(seed)")
      }
    }
  }

  @Test func `each code is judged alike at every place of a block`() {
    let quietMax = MuLaw.decode(MuLaw.encode(Int16(TelephoneAudio.sinePeak(dBm0: -40))))
    for code in UInt8.min...UInt8.max {
      let isSound = abs(MuLaw.decode(code)) > quietMax
      #expect(SoundThreshold.ordinary.isSound(code) == isSound, "code \(code)")
      for place in 0..<11 {
        var bytes = [UInt8](repeating: MuLaw.silence, count: 11)
        bytes[place] = code
        var detector = EnergyVoiceActivity(onset: .zero)
        let events = detector.process(bytes.span)
        #expect(events.map(\.sample) == (isSound ? [place] : []), "code \(code) at \(place)")
      }
    }
  }

  @Test func `noise alone is not speech`() {
    let shape = SpeechShape(words: [], noiseFloor: -55, draws: DrawKey(seed: 9))
    let bytes = shape.bytes(0..<80_000)
    var detector = EnergyVoiceActivity()
    #expect(detector.process(bytes.span).isEmpty)
    #expect(detector.silence == 80_000 && detector.lastActiveSample == nil)
    // The noise is there: a detector that is too keen takes it for speech.
    var keen = EnergyVoiceActivity(threshold: SoundThreshold(dBm0: -60))
    #expect(keen.process(bytes.span).count == 1)
  }

  @Test func `a sound shorter than the onset is not speech`() {
    for milliseconds in [20, 40, 59] as [Int64] {
      let click = TimedWord(text: "k", start: .zero, duration: .milliseconds(milliseconds))
      let bytes = SpeechShape(words: [click], draws: DrawKey(seed: 2)).bytes(0..<8_000)
      var detector = EnergyVoiceActivity()
      #expect(detector.process(bytes.span).isEmpty, "\(milliseconds) ms")
    }
  }

  @Test func `a detector that was stored goes on as if it had not been`() throws {
    let shape = SpeechShape(drawn: DrawKey(seed: 4), pauseMax: 0)
    let bytes = shape.bytes(0..<shape.sampleCount + 2_400)
    var kept = EnergyVoiceActivity()
    var stored = EnergyVoiceActivity()
    for start in stride(from: 0, to: bytes.count - 160, by: 160) {
      let frame = bytes[start..<start + 160]
      stored = try RoundTrip.copy(stored)
      #expect(stored.process(frame.span) == kept.process(frame.span))
      #expect(stored == kept)
    }
  }

  /// Bytes with sounds here and there, some near enough to make up a stretch.
  private static func clicks(_ draws: DrawKey) -> [UInt8] {
    var bytes: [UInt8] = []
    for run in 0..<60 as Range<UInt64> {
      let quiet = draws.below([6, 40, 300][draws.below(3, .kind, run)], .quiet, run)
      bytes += [UInt8](repeating: draws.chance(0.5, .sign, run) ? 0x7F : 0xF0, count: quiet)
      bytes += (0..<1 + draws.below(12, .loud, run)).map { $0 % 2 == 0 ? 0x20 : 0x90 }
    }
    return bytes + [UInt8](repeating: 0xFF, count: 160)
  }

  /// The rule of the detector in its plainest form: the samples of its events.
  private static func plain(
    _ bytes: [UInt8],
    onset: Int,
    tolerance: Int,
    hangover: Int
  ) -> [Int] {
    let loud = bytes.indices.filter { abs(Int(MuLaw.decode(bytes[$0]))) > 240 }
    var events: [Int] = []
    var stretch: [Int] = []
    var isSpeaking = false
    for sample in loud + [bytes.count + hangover] {
      let gap = sample - (stretch.last ?? sample) - 1
      if gap > tolerance && !isSpeaking { stretch = [] }
      if gap >= hangover && isSpeaking {
        events.append(stretch[stretch.count - 1])
        isSpeaking = false
        stretch = []
      }
      stretch.append(sample)
      if !isSpeaking && sample - stretch[0] + 1 >= onset {
        isSpeaking = true
        events.append(stretch[0])
      }
    }
    return events
  }
}

extension Purpose {
  fileprivate static let kind = Purpose("test.activity.kind")
  fileprivate static let quiet = Purpose("test.activity.quiet")
  fileprivate static let sign = Purpose("test.activity.sign")
  fileprivate static let loud = Purpose("test.activity.loud")
}
