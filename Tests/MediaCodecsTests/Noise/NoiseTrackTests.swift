import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Noise tracks")
struct NoiseTrackTests {
  private static let plain = NoiseKind.allCases.filter { $0 != .babble }

  private static func talkers() throws -> BabbleTalkers {
    let bank = try SpeechBank()
    let voices = [Voice.kal16, .rms]
    let lines = try voices.map { voice in
      try SpeechSamples.sentences.prefix(6).map { try bank.line($0, voice).speech }
    }
    return BabbleTalkers(lines)
  }

  @Test func `any stretch is the same, whatever was asked for before`() throws {
    let key = DrawKey(seed: 7)
    let talkers = try Self.talkers()
    let tracks = Self.plain.map { NoiseTrack($0, key: key) } + [NoiseTrack(talkers, key: key)]
    for track in tracks {
      var whole = track
      let all = whole.samples(0..<50_000)
      var jumping = track
      for range in [40_000..<50_000, 0..<1, 16_383..<16_386, 5..<5, 12_345..<34_567] {
        #expect(jumping.samples(range) == Array(all[range]))
      }
    }
  }

  @Test(arguments: NoiseTrackTests.plain)
  func `every kind has a root mean square of about 1, and is its own under every key`(
    kind: NoiseKind
  ) {
    var powers: [Double] = []
    var first: Set<[Float]> = []
    for seed in 0..<3 {
      var track = NoiseTrack(kind, key: DrawKey(seed: UInt64(seed)))
      let samples = track.samples(0..<480_000)
      powers.append(samples.reduce(0.0) { $0 + Double($1) * Double($1) } / 480_000)
      first.insert(Array(samples[20_000..<20_100]))
      #expect(samples.allSatisfy { $0.magnitude < 40 })
    }
    let mean = powers.reduce(0, +) / 3
    #expect(mean > 0.5 && mean < 2)
    #expect(first.count == 3)
  }

  @Test func `no block begins with a step`() {
    for kind in Self.plain {
      var track = NoiseTrack(kind, key: DrawKey(seed: 3))
      let samples = track.samples(0..<200_000)
      let steps = (1..<200_000).map { (samples[$0] - samples[$0 - 1]).magnitude }
      let edge = (1...12).map { steps[$0 * NoiseTrack.blockSamples - 1] }.reduce(0, +) / 12
      let usual = steps.reduce(0, +) / Float(steps.count)
      #expect(edge < 4 * usual + 0.01, "\(kind)")
    }
  }

  @Test func `pink noise has as much power in each octave, car noise most at the bottom`() {
    func powers(_ kind: NoiseKind) -> [Double] {
      var track = NoiseTrack(kind, key: DrawKey(seed: 1))
      let samples = track.samples(0..<160_000).map(Double.init)
      return [250.0, 500, 1_000, 2_000].map { low in
        var filters = [
          Biquad(.high, hertz: low, quality: 0.707, sampleHertz: 16_000),
          Biquad(.low, hertz: 2 * low, quality: 0.707, sampleHertz: 16_000),
        ]
        return samples.reduce(0.0) { sum, sample in
          var value = sample
          for index in filters.indices { value = filters[index].next(value) }
          return sum + value * value
        }
      }
    }
    let pink = powers(.quiet)
    for power in pink { #expect((power / pink[0] - 1).magnitude < 0.35) }
    let car = powers(.car)
    #expect(car[0] > 10 * car[2])
  }

  @Test func `noise lies under active speech by the ratio asked for`() throws {
    let line = try SpeechBank().line("i would like to pay the whole amount", .kal16)
    for decibels in [20.0, 10, 0] {
      var track = NoiseTrack(.car, key: DrawKey(seed: 5))
      let mixed = track.mixed(into: line.speech, at: 1_000, snrDecibels: decibels)
      let noise = zip(mixed.samples, line.speech.samples).map { Int16(clamping: Int($0) - Int($1)) }
      let ratio = line.activeLevel / SoundLevel.rootMeanSquare(noise)
      #expect((20 * Elementary.log10(ratio) - decibels).magnitude < 2.5, "\(decibels)")
    }
  }

  @Test func `babble is as loud as any noise, and no talker is heard alone`() throws {
    var track = NoiseTrack(try Self.talkers(), key: DrawKey(seed: 2))
    let samples = track.samples(0..<480_000)
    let power = samples.reduce(0.0) { $0 + Double($1) * Double($1) } / 480_000
    #expect(power > 0.7 && power < 1.4)
  }

  @Test func `an antithetic run hears the noise upside down`() {
    var plain = NoiseTrack(.quiet, key: DrawKey(seed: 4))
    var mirrored = NoiseTrack(.quiet, key: DrawKey(seed: 4, isAntithetic: true))
    let pairs = zip(plain.samples(0..<2_000), mirrored.samples(0..<2_000))
    #expect(pairs.allSatisfy { ($0 + $1).magnitude < 1e-3 })
  }
}
