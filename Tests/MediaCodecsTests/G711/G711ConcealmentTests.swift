import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Lost frames of G.711", .enabled(if: MediaLibraries.isPresent))
struct G711ConcealmentTests {
  @Test func `concealment beats silence`() throws {
    for law in G711.allCases {
      for (share, seed) in [(0.05, 1), (0.10, 2), (0.10, 3)] as [(Double, UInt64)] {
        let sound = try Signals.speech(seed: seed, words: 40).sound
        let packets = law.packets(of: sound)
        let lost = Signals.lose(packets, Signals.losses(share, count: packets.count, seed: seed))
        let whole = try law.sound(of: packets, repair: .silence)
        let silent = Signals.ratio(whole, try law.sound(of: lost, repair: .silence))
        let concealed = Signals.ratio(whole, try law.sound(of: lost, repair: .concealment))
        #expect(silent + 1.5 < concealed, "\(law), seed \(seed): \(silent), \(concealed)")
      }
    }
  }

  @Test func `concealment is nearer in its spectrum, too`() throws {
    let sound = try Signals.speech(seed: 3, words: 20).sound
    let packets = G711.muLaw.packets(of: sound)
    let whole = try G711.muLaw.sound(of: packets, repair: .silence)
    for share in [0.05, 0.1] {
      let lost = Signals.lose(packets, Signals.losses(share, count: packets.count, seed: 3))
      let distances = try [FrameRepair.silence, .concealment].map { repair in
        Signals.spectralDistance(whole, try G711.muLaw.sound(of: lost, repair: repair))
      }
      #expect(distances[1] < distances[0] / 2, "\(share): \(distances)")
    }
  }

  @Test func `a stream without loss is not touched`() throws {
    let sound = try Signals.speech(seed: 4).sound
    let packets = G711.aLaw.packets(of: sound)
    let silent = try G711.aLaw.sound(of: packets, repair: .silence)
    #expect(try G711.aLaw.sound(of: packets, repair: .concealment) == silent)
  }

  @Test func `a steady tone goes on through one lost frame, and fades in a longer loss`() throws {
    let sine = Signals.sine(200, .seconds(1), rate: .narrowband)
    let packets = G711.muLaw.packets(of: sine)
    var lost: [[UInt8]?] = packets
    lost[20] = nil
    let one = try G711.muLaw.sound(of: lost, repair: .concealment)
    #expect(Signals.ratio(sine, one) > 15)
    for index in 20..<30 { lost[index] = nil }
    let ten = try G711.muLaw.sound(of: lost, repair: .concealment)
    #expect(ten.samples[25 * 160..<30 * 160].allSatisfy { $0.magnitude < 100 })
  }

  @Test func `equal streams are concealed equally`() throws {
    let packets = G711.muLaw.packets(of: try Signals.speech(seed: 5).sound)
    let lost = Signals.lose(packets, Signals.losses(0.2, count: packets.count, seed: 5))
    let once = try G711.muLaw.sound(of: lost, repair: .concealment)
    #expect(try G711.muLaw.sound(of: lost, repair: .concealment) == once)
  }
}
