import SimCore
import Testing

@Suite("Interleaved draws")
struct InterleavedDrawsTests {
  @Test func `each round has the next draw of every stream, low byte first`() {
    var draws = InterleavedDraws(seed: 5, streams: 7)
    for round in 0..<UInt64(20) {
      let bytes = draws.next()
      #expect(bytes.count == 56)
      for stream in 0..<7 {
        let word = (0..<8).reduce(UInt64(0)) { word, byte in
          word | UInt64(bytes[(stream * 8) + byte]) << UInt64(8 * byte)
        }
        let key = DrawKey(seed: 5).entity("stream", UInt64(stream))
        #expect(word == key.bits(Purpose("test.battery"), round))
      }
    }
  }

  @Test func `bytes in turn over many streams are uniform and independent`() {
    var draws = InterleavedDraws(seed: 1, streams: 4_096)
    var counts = [Int](repeating: 0, count: 256)
    var ones = 0
    for _ in 0..<20 {
      for byte in draws.next() {
        counts[Int(byte)] += 1
        ones += byte.nonzeroBitCount
      }
    }
    let count = 20 * 4_096 * 8
    let statistic = chiSquare(counts, expected: Double(count) / 256)
    let p = ChiSquare.upperProbability(statistic, degrees: 255)
    #expect(p > 1e-4 && p < 1 - 1e-4, "\(p)")
    // Each bit is a coin: the deviation of the sum is half the root of their number.
    #expect(abs(Double(ones) - Double(count) * 4) < 4.5 * (Double(count) * 8).squareRoot() / 2)
  }
}
