import SimCore
import Testing

@Suite("Histogram encoding")
struct HistogramEncodingTests {
  @Test func `payloads are those of the published HDR histogram, byte by byte`() throws {
    for line in PayloadVectors.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      let histogram = Self.histogram(
        seed: try #require(UInt64(words[0])),
        limit: try #require(UInt64(words[1])),
        count: try #require(Int(words[2]))
      )
      let payload = HistogramEncoding.payload(of: histogram)
      #expect(payload.count == Int(words[3]), "\(line)")
      let checksum = payload.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
      #expect(checksum == UInt64(words[4], radix: 16), "\(line)")
    }
  }

  @Test func `a histogram comes back whole, with its exact figures or with those of its buckets`()
    throws
  {
    for seed in 0..<40 {
      let histogram = Self.sample(seed: seed)
      let payload = HistogramEncoding.payload(of: histogram)
      let moments = histogram.moments
      #expect(try HistogramEncoding.histogram(payload, moments: moments) == histogram)
      let rough = try HistogramEncoding.histogram(payload)
      #expect(rough.count == histogram.count)
      #expect(HistogramEncoding.payload(of: rough) == payload)
      guard let mean = histogram.mean, let other = rough.mean else { continue }
      let error = Double((mean - other).nanoseconds.magnitude)
      #expect(error <= 0.001 * Double(mean.nanoseconds) + 1_000, "seed \(seed)")
      let (least, greatest) = (rough.min ?? .zero, rough.max ?? .zero)
      #expect(least <= (histogram.min ?? .zero) + .nanoseconds(500))
      #expect(greatest >= (histogram.max ?? .zero) - .nanoseconds(500))
    }
  }

  @Test func `merging what was read is merging what was written, in any order`() throws {
    for seed in 0..<8 {
      let parts = (0..<5).map { Self.sample(seed: seed * 5 + $0) }
      var whole = LatencyHistogram()
      for part in parts { whole.merge(part) }
      for rotation in 0..<5 {
        var merged = LatencyHistogram()
        for index in 0..<5 {
          let part = parts[(index * 2 + rotation) % 5]
          merged.merge(
            try HistogramEncoding.histogram(
              HistogramEncoding.payload(of: part),
              moments: part.moments
            )
          )
        }
        #expect(merged == whole && merged.mean == whole.mean && merged.max == whole.max)
      }
    }
  }

  @Test func `counts of any size survive`() throws {
    var histogram = LatencyHistogram()
    histogram.record(.seconds(7_200))
    histogram.record(.zero)
    var doubled = histogram
    // 2^40 times the same two.
    for _ in 0..<40 {
      let copy = doubled
      doubled.merge(copy)
    }
    let payload = HistogramEncoding.payload(of: doubled)
    #expect(try HistogramEncoding.histogram(payload, moments: doubled.moments) == doubled)
    #expect(doubled.count == 2 << 40)
  }

  @Test func `damaged, foreign and contradicting input is refused`() throws {
    let histogram = Self.sample(seed: 3)
    let payload = HistogramEncoding.payload(of: histogram)
    for length in [0, 3, 39, 40, payload.count - 1] {
      #expect(throws: HistogramError.damaged) {
        try HistogramEncoding.histogram(Array(payload[..<length]))
      }
    }
    #expect(throws: HistogramError.damaged) { try HistogramEncoding.histogram(payload + [0]) }
    for (place, error) in [
      (0, HistogramError.damaged), (11, .otherLayout), (15, .otherLayout), (23, .otherLayout),
      (33, .otherLayout),
    ] {
      var changed = payload
      changed[place] ^= 1
      #expect(throws: error) { try HistogramEncoding.histogram(changed) }
    }
    // A run of empty buckets past the end of the range.
    var long = Array(payload[..<40])
    long[7] = 4
    #expect(throws: HistogramError.otherLayout) {
      try HistogramEncoding.histogram(long + [0xFF, 0xFF, 0xFF, 0x7F])
    }
    let moments = try #require(histogram.moments)
    for other in [
      HistogramMoments(sum: -1, least: moments.least, greatest: moments.greatest),
      HistogramMoments(sum: moments.sum, least: -1, greatest: moments.greatest),
      HistogramMoments(sum: moments.sum, least: moments.least, greatest: moments.greatest * 2),
    ] {
      #expect(throws: HistogramError.inconsistent) {
        try HistogramEncoding.histogram(payload, moments: other)
      }
    }
    // Whatever is flipped, nothing crashes, and what is read keeps its books.
    for place in payload.indices {
      var changed = payload
      changed[place] ^= 0x41
      guard let read = try? HistogramEncoding.histogram(changed) else { continue }
      #expect(read.buckets.reduce(0) { $0 + $1.count } == read.count)
    }
  }

  private static func sample(seed: Int) -> LatencyHistogram {
    var histogram = LatencyHistogram()
    let key = DrawKey(seed: UInt64(seed))
    let spread = DurationDistribution.logNormal(
      median: .milliseconds(40 + seed),
      sigma: 0.1 * Double(seed % 23)
    )
    for index in 0..<(seed * 7) {
      histogram.record(spread.sample(key.bits(.testGap, UInt64(index))))
    }
    return histogram
  }

  /// As `LatencyHistogramTests` has it (Knuth's MMIX generator).
  private static func histogram(seed: UInt64, limit: UInt64, count: Int) -> LatencyHistogram {
    var state = seed
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    var histogram = LatencyHistogram()
    for _ in 0..<count {
      let scale = next() % limit + 1
      histogram.record(.microseconds(next() % scale + 1))
    }
    return histogram
  }
}
