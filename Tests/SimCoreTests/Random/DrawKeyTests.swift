import SimCore
import Testing

@Suite("Draw key")
struct DrawKeyTests {
  @Test func `a draw depends on seed, entity, purpose and index alone`() {
    let key = DrawKey(seed: 42).entity("call", 7)
    let draw = key.bits(.testGap, 3)
    #expect(DrawKey(seed: 42).entity("call", 7).bits(.testGap, 3) == draw)
    let others = [
      DrawKey(seed: 43).entity("call", 7).bits(.testGap, 3),
      DrawKey(seed: 42).entity("lead", 7).bits(.testGap, 3),
      DrawKey(seed: 42).entity("call", 8).bits(.testGap, 3),
      key.bits(.testNoise, 3),
      key.bits(.testGap, 4),
    ]
    #expect(!others.contains(draw))
    #expect(Purpose("test.gap") == .testGap)
  }

  /// A change of these values changes every run that was ever recorded.
  @Test func `the draws of old seeds never change`() {
    let key = DrawKey(seed: 1).entity("call", 2)
    #expect(key.bits(.testGap) == 16_796_871_529_828_153_592)
    #expect(key.bits(.testGap, 1) == 13_408_844_990_592_793_579)
    #expect(DrawKey(seed: 0).bits == 16_294_208_416_658_607_535)
  }

  @Test(arguments: Sequences.all)
  func `bytes of neighbouring draws are uniform`(sequence: Sequences) {
    // 8 bytes of each of 40,000 draws, 255 degrees of freedom each: five standard deviations.
    for byte in 0..<8 {
      var counts = [Int](repeating: 0, count: 256)
      for index in 0..<40_000 {
        let draw = sequence.draw(UInt64(index))
        counts[Int((draw >> UInt64(8 * byte)) & 255)] += 1
      }
      let statistic = chiSquare(counts, expected: 40_000 / 256)
      #expect(abs(statistic - 255) < 5 * 22.6, "byte \(byte): \(statistic)")
    }
  }

  @Test(arguments: Sequences.all)
  func `pairs of neighbouring draws are independent`(sequence: Sequences) {
    var counts = [Int](repeating: 0, count: 1_024)
    var product = 0.0
    let count = 100_000
    for index in 0..<count {
      let first = sequence.draw(UInt64(index))
      let second = sequence.draw(UInt64(index) + 1)
      counts[Int(first >> 59) * 32 + Int(second >> 59)] += 1
      product += (Double(first) * 0x1p-64 - 0.5) * (Double(second) * 0x1p-64 - 0.5)
    }
    let statistic = chiSquare(counts, expected: Double(count) / 1_024)
    #expect(abs(statistic - 1_023) < 5 * 45.2, "\(statistic)")
    // The product of two independent centred uniforms has the variance 1/144.
    #expect(abs(product) < 5 * (Double(count) / 144).squareRoot(), "\(product)")
  }

  @Test func `one bit of seed, id or index turns half of the bits`() {
    for bit in 0..<64 {
      var turned = 0
      let count = 600
      for index in 0..<count {
        let value = UInt64(index) &* 0x9E37_79B9
        let flipped = value ^ (1 << UInt64(bit))
        let pairs = [
          (DrawKey(seed: value).bits(.testGap), DrawKey(seed: flipped).bits(.testGap)),
          (key.entity("call", value).bits, key.entity("call", flipped).bits),
          (key.bits(.testGap, value), key.bits(.testGap, flipped)),
        ]
        for pair in pairs { turned += (pair.0 ^ pair.1).nonzeroBitCount }
      }
      let share = Double(turned) / Double(64 * 3 * count)
      #expect(abs(share - 0.5) < 0.01, "bit \(bit): \(share)")
    }
  }

  @Test func `uniforms are open and symmetric, and chances come true as often as they say`() {
    var sum = MeanEstimate()
    var hits = [0, 0, 0]
    var range = 0.5...0.5
    let count = 100_000
    for index in 0..<count {
      let u = key.uniform(.testGap, UInt64(index))
      range = min(range.lowerBound, u)...max(range.upperBound, u)
      sum.add(u)
      for (position, probability) in [0.0, 0.3, 1.0].enumerated()
      where key.chance(probability, .testGap, UInt64(index)) {
        hits[position] += 1
      }
    }
    #expect(range.lowerBound > 0 && range.upperBound < 1)
    #expect(Mix.openUniform(0) > 0 && Mix.openUniform(.max) == 1 - Mix.openUniform(0))
    #expect(abs(sum.mean - 0.5) < 5 * 0.2887 / Double(count).squareRoot())
    #expect(abs(sum.standardDeviation - 0.2887) < 0.002)
    #expect(hits[0] == 0)
    #expect(abs(Double(hits[1]) - 30_000) < 5 * 145)
    #expect(hits[2] == count)
  }

  @Test func `a whole number below n takes all n values alike`() {
    for n in [1, 2, 7, 1_000] {
      var counts = [Int](repeating: 0, count: n)
      for index in 0..<100_000 { counts[key.below(n, .testNoise, UInt64(index))] += 1 }
      let statistic = chiSquare(counts, expected: 100_000 / Double(n))
      let degrees = Double(n - 1)
      #expect(abs(statistic - degrees) <= 5 * (2 * degrees).squareRoot(), "n = \(n)")
    }
  }

  private let key = DrawKey(seed: 42)
}

/// Ways in which a model walks through draws.
enum Sequences: CaseIterable, Sendable {
  case indices
  case entities
  case seeds
  case nestedEntities

  static let all = Sequences.allCases

  func draw(_ index: UInt64) -> UInt64 {
    switch self {
    case .indices: DrawKey(seed: 42).bits(.testGap, index)
    case .entities: DrawKey(seed: 42).entity("call", index).bits(.testGap)
    case .seeds: DrawKey(seed: index).bits(.testGap)
    case .nestedEntities:
      DrawKey(seed: 42).entity("lead", index / 7).entity("attempt", index % 7).bits(.testGap)
    }
  }
}

extension Purpose {
  static let testGap = Purpose("test.gap")
  static let testNoise = Purpose("test.noise")
}

/// Pearson's statistic for cells of one expectation.
func chiSquare(_ counts: [Int], expected: Double) -> Double {
  counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
}
