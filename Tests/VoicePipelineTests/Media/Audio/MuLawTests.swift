import SimCore
import Testing
import VoicePipeline

@Suite("Mu-law")
struct MuLawTests {
  /// Digests and values from `audioop.ulaw2lin` and `audioop.lin2ulaw` of Python 3.11, which have
  /// the code of the reference.
  @Test func `all codes and all samples are those of the reference`() {
    let decoded = (0..<256).flatMap { code -> [UInt8] in
      let sample = UInt16(bitPattern: MuLaw.decode(UInt8(code)))
      return [UInt8(sample & 0xFF), UInt8(sample >> 8)]
    }
    let encoded = (Int16.min...Int16.max).map { MuLaw.encode($0) }
    #expect(
      SHA256.hex(of: decoded) == "3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827"
    )
    #expect(
      SHA256.hex(of: encoded) == "81d633c9e6972a18c74a58720b96cb8ca0bdd096d4060b646dd708c3b846019a"
    )
  }

  @Test func `listed values show where a wrong table is wrong`() {
    let decoded: [(UInt8, Int16)] = [
      (0x00, -32_124), (0x01, -31_100), (0x0F, -16_764), (0x10, -15_996), (0x2A, -5_372),
      (0x40, -1_884), (0x70, -120), (0x7E, -8), (0x7F, 0), (0x80, 32_124), (0xAA, 5_372),
      (0xF0, 120), (0xFE, 8), (0xFF, 0),
    ]
    for (code, sample) in decoded { #expect(MuLaw.decode(code) == sample, "\(code)") }
    let encoded: [(Int16, UInt8)] = [
      (-32_768, 0x00), (-32_124, 0x00), (-1_000, 0x4E), (-133, 0x6F), (-5, 0x7E), (-1, 0x7E),
      (0, 0xFF), (3, 0xFF), (4, 0xFE), (100, 0xF2), (132, 0xEF), (1_000, 0xCE), (4_096, 0xAF),
      (12_345, 0x97), (32_124, 0x80), (32_767, 0x80),
    ]
    for (sample, code) in encoded { #expect(MuLaw.encode(sample) == code, "\(sample)") }
  }

  @Test func `a code survives a round trip, but for the second zero`() {
    for code in UInt8.min...UInt8.max {
      #expect(MuLaw.encode(MuLaw.decode(code)) == (code == 0x7F ? 0xFF : code))
    }
    #expect(MuLaw.decode(MuLaw.silence) == 0)
  }

  @Test func `codes are in the order of their samples`() {
    var previous = Int16.min
    for code in Array(0x00...0x7F as ClosedRange<UInt8>) + (0x80...0xFF).reversed() {
      #expect(MuLaw.decode(code) >= previous)
      previous = MuLaw.decode(code)
    }
  }

  @Test func `a sample is off by half a step at most`() {
    let wrong = (Int16(-32_635)...32_635).filter { sample in
      let error = abs(Int(MuLaw.decode(MuLaw.encode(sample))) - Int(sample))
      // The arithmetic shift may move a negative sample by 3 before it is coded.
      return error > max(8, (abs(Int(sample)) + 3 + 132) / 32 + 3)
    }
    #expect(wrong.isEmpty)
  }

  @Test func `bulk conversions are those of single samples`() {
    let samples = stride(from: Int(Int16.min), through: 32_767, by: 97).map { Int16($0) }
    var codes = [UInt8](repeating: 0, count: samples.count)
    var output = codes.mutableSpan
    MuLaw.encode(samples.span, into: &output)
    #expect(codes == samples.map { MuLaw.encode($0) })
    var decoded = [Int16](repeating: 0, count: codes.count)
    var back = decoded.mutableSpan
    MuLaw.decode(codes.span, into: &back)
    #expect(decoded == codes.map { MuLaw.decode($0) })
  }

  @Test func `a sine that fills the range has 3.17 dBm0`() {
    let peak = TelephoneAudio.sinePeak(dBm0: 3.17)
    #expect(peak == 32_636)
    let level = TelephoneAudio.level(rootMeanSquare: TelephoneAudio.rootMeanSquare(dBm0: -20))
    #expect(abs(level + 20) < 1e-12)
  }
}
