import SimCore
import Testing
import VoicePipeline

@Suite("RTP packets")
struct RTPPacketTests {
  private static func read(_ bytes: [UInt8]) -> RTPPacket? { RTPPacket(bytes.span) }

  @Test func `a packet has the bytes of RFC 3550`() {
    let packet = RTPPacket(
      payloadType: 8,
      marker: true,
      sequence: 0x1234,
      timestamp: 0xDEAD_BEEF,
      source: 0x0102_0304,
      payload: [0xAA, 0xBB]
    )
    let bytes: [UInt8] = [
      0x80, 0x88, 0x12, 0x34, 0xDE, 0xAD, 0xBE, 0xEF, 1, 2, 3, 4, 0xAA, 0xBB,
    ]
    #expect(packet.bytes == bytes)
  }

  @Test func `what was written is read back`() throws {
    for seed in 0..<500 as Range<UInt64> {
      var draws = DrawKey(seed: seed).stream(Purpose("test"))
      let packet = RTPPacket(
        payloadType: UInt8(draws.bits() % 128),
        marker: draws.bits() % 2 == 0,
        sequence: UInt16(truncatingIfNeeded: draws.bits()),
        timestamp: UInt32(truncatingIfNeeded: draws.bits()),
        source: UInt32(truncatingIfNeeded: draws.bits()),
        payload: (0..<Int(draws.bits() % 200)).map { UInt8($0) }
      )
      #expect(Self.read(packet.bytes) == packet, "seed \(seed)")
    }
  }

  @Test func `contributing sources, an extension and padding are passed over`() throws {
    var bytes: [UInt8] = [0xB1, 0, 0, 7, 0, 0, 0, 9, 0, 0, 0, 5]
    bytes += [0, 0, 0, 1]
    bytes += [0xBE, 0xDE, 0, 1, 9, 9, 9, 9]
    bytes += [42, 43, 0, 2]
    let packet = try #require(Self.read(bytes))
    #expect(packet.payload == [42, 43] && packet.sequence == 7 && packet.source == 5)
  }

  @Test(
    arguments: [
      [], [0x80, 0, 0], [0x40, 0, 0, 7, 0, 0, 0, 9, 0, 0, 0, 5],
      [0x8F, 0, 0, 7, 0, 0, 0, 9, 0, 0, 0, 5], [0x90, 0, 0, 7, 0, 0, 0, 9, 0, 0, 0, 5],
      [0xA0, 0, 0, 7, 0, 0, 0, 9, 0, 0, 0, 99], [0xA0, 0, 0, 7, 0, 0, 0, 9, 0, 0, 0, 0],
    ] as [[UInt8]]
  )
  func `what is no packet is refused`(_ bytes: [UInt8]) {
    #expect(Self.read(bytes) == nil)
  }
}
