import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Opus", .enabled(if: MediaLibraries.isPresent))
struct OpusCodecTests {
  private static let careful = OpusSettings(correctsForward: true, expectedLossPercent: 10)

  @Test func `decoded speech is near what was encoded, and later by the lookahead`() throws {
    let sound = try Signals.speech(seed: 1, rate: .wideband).sound
    let settings = OpusSettings(bitrate: 32_000, complexity: 10)
    let packets = try OpusEncoder.packets(of: sound, settings)
    let decoded = try OpusDecoder.sound(of: packets, repair: .concealment)
    let lookahead = try OpusEncoder(settings).lookahead
    #expect(lookahead == 104)
    #expect(Signals.ratio(sound, decoded, delay: lookahead) > 8)
    #expect(Signals.ratio(sound, decoded, delay: lookahead + 40) < 3)
  }

  @Test func `more bits make speech better`() throws {
    let sound = try Signals.speech(seed: 2, rate: .wideband).sound
    let ratios = try [8_000, 16_000, 32_000].map { bitrate in
      let packets = try OpusEncoder.packets(of: sound, OpusSettings(bitrate: bitrate))
      let decoded = try OpusDecoder.sound(of: packets, repair: .concealment)
      return Signals.ratio(sound, decoded, delay: 104)
    }
    #expect(ratios[0] < ratios[1] && ratios[1] < ratios[2], "\(ratios)")
  }

  @Test func `correction beats concealment, which beats silence`() throws {
    for (share, seed) in [(0.05, 3), (0.10, 4), (0.10, 5)] as [(Double, UInt64)] {
      let sound = try Signals.speech(seed: seed, words: 40, rate: .wideband).sound
      let packets = try OpusEncoder.packets(of: sound, Self.careful)
      let lost = Signals.lose(packets, Signals.losses(share, count: packets.count, seed: seed))
      let whole = try OpusDecoder.sound(of: packets, repair: .concealment)
      let ratios = try FrameRepair.allCases.map { repair in
        Signals.ratio(whole, try OpusDecoder.sound(of: lost, repair: repair))
      }
      #expect(ratios[0] + 1 < ratios[1] && ratios[1] + 1 < ratios[2], "seed \(seed): \(ratios)")
    }
  }

  @Test func `the spectrum says the same as the wave`() throws {
    let sound = try Signals.speech(seed: 3, words: 20, rate: .wideband).sound
    let packets = try OpusEncoder.packets(of: sound, Self.careful)
    let whole = try OpusDecoder.sound(of: packets, repair: .silence)
    let lost = Signals.lose(packets, Signals.losses(0.1, count: packets.count, seed: 3))
    let distances = try FrameRepair.allCases.map { repair in
      Signals.spectralDistance(whole, try OpusDecoder.sound(of: lost, repair: repair))
    }
    #expect(distances[0] > distances[1] && distances[1] > distances[2], "\(distances)")
  }

  @Test func `a frame comes back from the packet after it`() throws {
    let sound = try Signals.speech(seed: 6, rate: .wideband).sound
    let packets = try OpusEncoder.packets(of: sound, Self.careful)
    let middle = packets.count / 2
    let decoder = try OpusDecoder()
    let other = try OpusDecoder()
    for packet in packets[..<middle] {
      _ = try decoder.decode(packet)
      _ = try other.decode(packet)
    }
    let recovered = try decoder.recover(from: packets[middle + 1])
    #expect(recovered.count == 320)
    #expect(recovered != (try other.conceal()))
  }

  @Test func `equal sound is equal packets, and they decode to equal sound`() throws {
    let sound = try Signals.speech(seed: 7, rate: .wideband).sound
    for settings in [OpusSettings(), Self.careful, OpusSettings(complexity: 0)] {
      let first = try OpusEncoder.packets(of: sound, settings)
      let second = try OpusEncoder.packets(of: sound, settings)
      #expect(first == second)
      let lost = Signals.lose(first, Signals.losses(0.1, count: first.count, seed: 7))
      let once = try OpusDecoder.sound(of: lost, repair: .correction)
      let again = try OpusDecoder.sound(of: lost, repair: .correction)
      #expect(once == again)
    }
  }

  @Test func `silence is left out when it may be`() throws {
    let sound = Sound(silence: 16_000 * 3, rate: .wideband)
    let all = try OpusEncoder.packets(of: sound, OpusSettings())
    let few = try OpusEncoder.packets(of: sound, OpusSettings(pausesInSilence: true))
    #expect(all.count == few.count)
    #expect(all.count(where: OpusPacket.isPause) == 0)
    #expect(few.count(where: OpusPacket.isPause) > few.count / 2)
  }

  @Test(arguments: [8_000, 12_000, 16_000, 24_000, 48_000])
  func `every rate of Opus encodes frames of 20 ms`(hertz: Int) throws {
    let rate = SampleRate(hertz: hertz)
    let sound = Signals.sine(440, .milliseconds(400), rate: rate)
    let packets = try OpusEncoder.packets(of: sound, OpusSettings(rate: rate, bitrate: 40_000))
    let decoded = try OpusDecoder.sound(of: packets, rate: rate, repair: .silence)
    #expect(decoded.samples.count == packets.count * hertz / 50)
    // What is decoded at another rate lasts as long.
    let other = try OpusDecoder.sound(of: packets, repair: .silence)
    #expect(other.duration == decoded.duration)
  }

  @Test func `what cannot be is refused with a reason`() throws {
    #expect(throws: AudioError.self) {
      _ = try OpusEncoder(OpusSettings(rate: SampleRate(hertz: 44_100)))
    }
    #expect(throws: AudioError.self) { _ = try OpusDecoder(rate: SampleRate(hertz: 44_100)) }
    let decoder = try OpusDecoder()
    let error = #expect(throws: AudioError.self) { _ = try decoder.decode([]) }
    #expect(error?.description == "libopus cannot decode a packet: it is empty")
    // Two frames of a length that the packet does not have.
    #expect(throws: AudioError.self) { _ = try decoder.decode([0x4B, 0x00]) }
    #expect(try decoder.conceal().count == 320)
  }

  @Test func `no sound makes no packet`() throws {
    #expect(try OpusEncoder.packets(of: Sound(silence: 0, rate: .wideband)).isEmpty)
  }
}
