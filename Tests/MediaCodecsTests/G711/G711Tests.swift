import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("G.711")
struct G711Tests {
  @Test func `a round trip is as near as the laws are`() throws {
    let sine = Signals.sine(1_020, .seconds(1), rate: .narrowband)
    for law in G711.allCases {
      let decoded = try law.sound(of: law.packets(of: sine), repair: .silence)
      let ratio = Signals.ratio(sine, decoded)
      // ITU-T G.712, figure 7: at least 33 dB from 0 to -30 dBm0; the laws alone have 37 to 40.
      #expect((36.0...41.0).contains(ratio), "\(law): \(ratio)")
    }
  }

  @Test func `the last packet is filled with silence`() {
    let packets = G711.muLaw.packets(of: Sound(silence: 161, rate: .narrowband))
    #expect(packets.map(\.count) == [160, 160])
    #expect(packets.joined().allSatisfy { $0 == MuLaw.silence })
  }
}
