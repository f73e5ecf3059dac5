import MediaCodecs
import SimCore
import Testing
import VoicePipeline

/// Calls that are rendered: what leaves a mouth, what is in the frames, and what an ear hears when.
@Suite("Rendered calls", .enabled(if: MediaLibraries.isPresent))
struct CallRenderingTests {
  private static let tier = Result { () throws(AudioFailure) in
    try AudioTier(
      AudioPlan(
        sentences: [["yes", "that", "is", "right"], ["what", "about", "thursday"]],
        accents: ["us-general"],
        codecs: [.muLaw, .opus],
        language: .grammar,
        suppressesNoise: false
      ),
      folder: nil,
      scratch: "/tmp/simrun-call-rendering-tests"
    )
  }

  private static let words = ["yes", "that", "is", "right"]
  private static let word = Duration.milliseconds(350)
  private static let quiet = SpeechTraits(snrDecibels: 60, errorOddsFactor: 1)

  /// Words from a slot on, broken off after a time, with the fate of each frame.
  private struct Stretch {
    var slot: Int
    var lead = Duration.zero
    var end: Duration?
    var content: SpokenSpurt.Content = .words(words)
    var fate: (inout SentFrame, _ place: Int) -> Void = { _, _ in }

    var duration: Duration { word * words.count }
    var sounds: Duration { lead + (end ?? duration) }
    var frames: Int { Int((sounds / .milliseconds(20)).rounded(.up)) }

    func leg(_ traits: SpeechTraits?) -> SpokenLeg {
      let part = SpokenSpurt.Part(content, start: lead, duration: duration)
      let spurt = SpokenSpurt(
        parts: [part],
        slot: slot,
        frames: frames,
        end: sounds,
        traits: traits
      )
      let sent = (0..<frames).map { place in
        var frame = SentFrame(slot: slot + place, delay: 40_000, playoutDelay: 60_000)
        fate(&frame, place)
        return frame
      }
      return SpokenLeg(spurts: [spurt], frames: sent)
    }
  }

  private static func call(
    _ stretches: [Stretch],
    codec: LineCodec = .muLaw,
    traits: SpeechTraits? = quiet
  ) -> SpokenCall {
    let legs = stretches.map { $0.leg(traits) }
    return SpokenCall(
      uplink: SpokenLeg(spurts: legs.flatMap(\.spurts), frames: legs.flatMap(\.frames)),
      downlink: Stretch(slot: 10).leg(nil),
      codec: codec,
      accent: "us-general",
      key: DrawKey(seed: 5),
      begin: .seconds(3),
      slots: 400
    )
  }

  private static func render(
    _ stretches: [Stretch],
    codec: LineCodec = .muLaw,
    traits: SpeechTraits? = quiet
  ) throws -> CallSound {
    try tier.get().render(call(stretches, codec: codec, traits: traits))
  }

  /// The first and the last sample that is louder than any noise here, as times.
  private static func edges(_ sound: Sound, floor: Int16 = 400) throws -> (Duration, Duration) {
    let first = try #require(sound.samples.firstIndex { $0.magnitude > floor })
    let last = try #require(sound.samples.lastIndex { $0.magnitude > floor })
    return (at(first, sound.rate), at(last, sound.rate))
  }

  private static func at(_ sample: Int, _ rate: SampleRate) -> Duration {
    Sound(silence: sample, rate: rate).duration
  }

  @Test(arguments: [LineCodec.muLaw, .opus])
  func `both ears hear speech a playout delay after it is said`(codec: LineCodec) throws {
    let call = try Self.render([Stretch(slot: 50, lead: .milliseconds(7))], codec: codec)
    let rate: SampleRate = codec == .opus ? .wideband : .narrowband
    for leg in [call.uplink, call.downlink] {
      #expect(leg.heard.rate == rate && leg.sent.samples.count == leg.heard.samples.count)
      #expect(leg.heard.duration == .seconds(8))
      // The lag at which both are most alike is the delay, to the sample.
      let delay = rate.samples(in: .milliseconds(60))
      let lag = try #require(
        (delay - 40...delay + 40).max { Self.likeness(leg, $0) < Self.likeness(leg, $1) }
      )
      #expect(abs(lag - delay) <= 2, "\(lag), \(delay)")
    }
    let (first, _) = try Self.edges(call.uplink.sent)
    // A soft sound is the first one.
    #expect(first >= .milliseconds(1_007) && first < .milliseconds(1_127), "\(first)")
  }

  private static func likeness(_ leg: LegSound, _ lag: Int) -> Double {
    let (sent, heard) = (leg.sent.samples, leg.heard.samples)
    return (0..<sent.count - lag).reduce(0.0) { sum, place in
      sent[place] == 0 ? sum : sum + Double(sent[place]) * Double(heard[place + lag])
    }
  }

  @Test(arguments: [LineCodec.muLaw, .opus])
  func `nothing is heard of what was broken off`(codec: LineCodec) throws {
    let whole = try Self.edges(Self.render([Stretch(slot: 50)], codec: codec).uplink.sent)
    #expect(whole.1 > .milliseconds(2_300) && whole.1 <= .milliseconds(2_410), "\(whole)")
    for millis in [190, 333, 700, 1_001] {
      let cut = Stretch(slot: 50, end: .milliseconds(millis))
      let call = try Self.render([cut], codec: codec)
      let (first, last) = try Self.edges(call.uplink.sent)
      #expect(first < .milliseconds(1_120))
      // A filter of the telephone's band rings on for a moment.
      #expect(last <= .milliseconds(1_000 + millis + 8), "\(millis): \(last)")
      let heard = try Self.edges(call.uplink.heard)
      #expect(heard.1 <= .milliseconds(1_060 + millis + 20), "\(millis): \(heard.1)")
      #expect(call.uplink.payloads.count == cut.frames)
    }
  }

  @Test func `frames hold G.711 that decodes to what was heard, but for those that are gone`()
    throws
  {
    let stretch = Stretch(slot: 50) { frame, place in
      frame.isLost = place % 10 == 4
      frame.isLate = place % 10 == 7
      frame.isConcealed = frame.isLost || frame.isLate
    }
    let leg = try Self.render([stretch]).uplink
    #expect(leg.payloads.allSatisfy { $0.count == 160 })
    var exact = 0
    for (place, payload) in leg.payloads.enumerated() {
      let start = (50 + place + 3) * 160
      let heard = Array(leg.heard.samples[start..<start + 160])
      let decoded = payload.map(G711.muLaw.decode)
      // Behind a gap the first samples are blended.
      let isBlended = [4, 5, 7, 8].contains(place % 10)
      if isBlended { #expect(heard != decoded, "\(place)") } else { exact += 1 }
      #expect(isBlended || heard == decoded, "\(place)")
    }
    #expect(exact > 40)
  }

  @Test func `a frame that is recovered sounds as it was sent`() throws {
    let whole = try Self.render([Stretch(slot: 50)]).uplink.heard
    let recovered = Stretch(slot: 50) { frame, place in frame.isLost = place % 5 == 2 }
    #expect(try Self.render([recovered]).uplink.heard == whole)
    // Opus has a coarse copy in the packet behind it: nearer to the sound than what is made up.
    let sent = try Self.render([Stretch(slot: 50)], codec: .opus).uplink.heard
    let concealed = Stretch(slot: 50) { frame, place in
      frame.isLost = place % 5 == 2
      frame.isConcealed = frame.isLost
    }
    let errors = try [recovered, concealed].map { stretch in
      let heard = try Self.render([stretch], codec: .opus).uplink.heard
      return zip(heard.samples, sent.samples).reduce(0.0) { sum, pair in
        sum + (Double(pair.0) - Double(pair.1)) * (Double(pair.0) - Double(pair.1))
      }
    }
    #expect(errors[0] < errors[1] / 2, "\(errors)")
  }

  @Test func `where the buffer moves its playout point, sound is made up meanwhile`() throws {
    let stretch = Stretch(slot: 50) { frame, place in
      frame.playoutDelay = place < 20 ? 60_000 : 110_000
    }
    let leg = try Self.render([stretch]).uplink
    for (place, start) in [(10, 63), (19, 72)] {
      let heard = Array(leg.heard.samples[start * 160..<(start + 1) * 160])
      #expect(heard == leg.payloads[place].map(G711.muLaw.decode))
    }
    // 110 ms are five frames and a half.
    let start = 75 * 160 + 80
    let heard = Array(leg.heard.samples[start + 80..<start + 160])
    #expect(heard == leg.payloads[20][80...].map(G711.muLaw.decode))
  }

  @Test func `between stretches there is noise, and no digital silence`() throws {
    let street = SpeechTraits(snrDecibels: 15, errorOddsFactor: 1, noise: .street, codec: .muLaw)
    for (traits, limit) in [(Self.quiet, 80), (street, 10)] {
      let call = try Self.render([Stretch(slot: 50), Stretch(slot: 200)], traits: traits)
      for leg in [call.uplink, call.downlink] {
        let pause = leg.heard.samples[150 * 160..<190 * 160]
        let zeros = pause.count { $0 == 0 }
        #expect(zeros * 100 < pause.count * 30 && pause.contains { $0 != 0 }, "\(zeros)")
      }
      let pause = call.uplink.heard.samples[150 * 160..<190 * 160]
      let level = SoundLevel.decibels(rootMeanSquare: SoundLevel.rootMeanSquare(pause))
      #expect(traits == street ? level > -50 : level < -55, "\(level), \(limit)")
      #expect(call.uplink.sent.samples[150 * 160..<190 * 160].allSatisfy { $0 == 0 })
    }
  }

  @Test func `a tone stands for a number, and a burst for a noise`() throws {
    let tone = try Self.render([Stretch(slot: 50, content: .number)]).uplink.sent
    let part = tone.samples[60 * 160..<100 * 160]
    let crossings = zip(part, part.dropFirst()).count { $0 < 0 && $1 >= 0 }
    #expect(abs(crossings - 800) <= 2, "1 kHz for 800 ms: \(crossings)")
    let burst = try Self.render([Stretch(slot: 50, content: .noise)]).uplink.sent
    let levels = [50, 110].map {
      SoundLevel.rootMeanSquare(burst.samples[$0 * 160..<($0 + 5) * 160])
    }
    #expect(levels[0] > 2 * levels[1] && levels[1] > 0, "\(levels)")
  }

  @Test func `equal calls are equal bytes, and the recognizer hears the words`() throws {
    let tier = try Self.tier.get()
    for codec in [LineCodec.muLaw, .opus] {
      let stretches = [Stretch(slot: 50), Stretch(slot: 200, end: .milliseconds(800))]
      let one = try Self.render(stretches, codec: codec)
      let two = try Self.render(stretches, codec: codec)
      for (mine, other) in [(one.uplink, two.uplink), (one.downlink, two.downlink)] {
        #expect(mine.payloads == other.payloads)
        #expect(mine.sent == other.sent && mine.heard == other.heard)
      }
      let files = [one, two].map { tier.file(of: [$0.uplink.heard, $0.downlink.sent]) }
      #expect(files[0] == files[1])
      let size = one.uplink.heard.rate.samples(in: .milliseconds(20))
      let part = one.uplink.heard.samples[35 * size..<140 * size]
      let heard = Sound(rate: one.uplink.heard.rate, samples: Array(part))
      #expect(try tier.words(heard: heard) == Self.words)
    }
  }

  @Test func `G.729 is refused, for nothing codes it`() throws {
    let failure = #expect(throws: AudioFailure.self) {
      try Self.render([Stretch(slot: 50)], codec: .g729)
    }
    #expect(failure?.description.contains("no free codec") == true)
  }
}
