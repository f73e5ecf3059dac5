import SimCore
import Testing
import VoicePipeline

@Suite("A-law")
struct ALawTests {
  /// Columns 6 and 8 of table 1a of ITU-T G.711: the value at the decoder's output for codes of
  /// positive samples before every second bit is inverted, where 4096 is full scale.
  private static let published: [(code: UInt8, value: Int16)] = [
    (0b1111_1111, 4_032), (0b1111_0000, 2_112), (0b1110_0000, 1_056), (0b1101_0000, 528),
    (0b1100_0000, 264), (0b1011_0000, 132), (0b1010_0000, 66), (0b1000_0000, 1),
  ]

  /// Column 4: decision values; a sample just below one and one at it have different codes.
  private static let decisions: [Int32] = [2, 4, 64, 128, 256, 512, 1_024, 2_048, 3_968]

  @Test func `codes stand for the published values, with either sign`() {
    for (code, value) in Self.published {
      #expect(ALaw.decode(code ^ 0x55) == value * 8, "\(code)")
      #expect(ALaw.decode((code & 0x7F) ^ 0x55) == -value * 8, "\(code)")
    }
  }

  @Test func `codes change at the published decision values`() {
    for decision in Self.decisions {
      let sample = Int16(decision * 8)
      #expect(ALaw.encode(sample) != ALaw.encode(sample - 1), "\(decision)")
      #expect(ALaw.encode(-sample) != ALaw.encode(-sample - 1), "\(decision)")
    }
  }

  @Test func `a code survives a round trip`() {
    for code in UInt8.min...UInt8.max { #expect(ALaw.encode(ALaw.decode(code)) == code) }
    #expect(ALaw.encode(0) == ALaw.silence)
  }

  @Test func `codes are in the order of their samples, and sixteen bits fill them all`() {
    var previous = Int16.min
    var codes: Set<UInt8> = []
    for sample in Int16.min...Int16.max {
      let code = ALaw.encode(sample)
      codes.insert(code)
      #expect(ALaw.decode(code) >= previous)
      previous = ALaw.decode(code)
    }
    #expect(codes.count == 256)
  }

  @Test func `the error of a code is at most half of its step`() {
    for sample in Int16.min...Int16.max {
      let error = abs(Int(ALaw.decode(ALaw.encode(sample))) - Int(sample))
      let magnitude = Int(sample < 0 ? ~sample : sample)
      // Sixteen steps from each power of two to the next.
      let octave = 1 << (Int.bitWidth - 1 - magnitude.leadingZeroBitCount)
      #expect(error <= max(16, octave / 16) / 2, "\(sample)")
    }
  }
}
