import SimCore
import Testing

@Suite("Warm-up")
struct WarmUpTests {
  @Test func `MSER-5 cuts where pymser does`() throws {
    for line in WarmUpVectors.text.split(separator: "\n") {
      let n = line.split(separator: " ").compactMap { Double($0) }
      let values = series(seed: UInt64(n[0]), count: Int(n[1]), excess: n[2], decay: n[3])
      #expect(WarmUp.mser5(values) == Int(n[4]), "\(line)")
    }
  }

  @Test func `the cut minimises the standard error of what is left, by the definition`() throws {
    for seed in 0..<30 {
      let values = series(seed: UInt64(seed), count: 200, excess: 3, decay: 0.9)
      let means = (0..<40).map { values[($0 * 5)..<($0 * 5 + 5)].reduce(0, +) / 5 }
      let errors = (0...35).map { cut in
        let rest = means[cut...]
        let mean = rest.reduce(0, +) / Double(rest.count)
        return rest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
          / Double(rest.count * rest.count)
      }
      let best = try #require(errors.indices.min { errors[$0] < errors[$1] })
      #expect(WarmUp.mser5(values) == (best <= 20 ? best * 5 : nil), "seed \(seed)")
    }
  }

  @Test func `what never settles, or is too short, has no steady part`() {
    #expect(WarmUp.mser5((0..<400).map(Double.init)) == nil)
    #expect(WarmUp.mser5((0..<49).map { Double($0 % 7) }) == nil)
    #expect(WarmUp.mser5((0..<50).map { Double($0 % 5) }) == 0)
  }

  @Test func `dropping the warm-up removes the bias`() {
    var whole = MeanEstimate()
    var steady = MeanEstimate()
    for seed in 0..<60 {
      let values = series(seed: UInt64(seed), count: 600, excess: 8, decay: 0.97)
      let cut = WarmUp.mser5(values) ?? 0
      whole.add(values.reduce(0, +) / 600)
      steady.add(values[cut...].reduce(0, +) / Double(600 - cut))
    }
    // Noise of 0...999 in thousandths has the mean 0.4995, so the level is 0.0005 / 0.3 below 5.
    #expect(whole.mean - 5 > 0.4)
    #expect(abs(steady.mean - 5) < 0.05, "\(steady.mean)")
  }

  /// An autoregressive series about 5 whose excess dies out; noise from Knuth's MMIX generator.
  private func series(seed: UInt64, count: Int, excess: Double, decay: Double) -> [Double] {
    var state = seed
    var level = 0.0
    var excess = excess
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      level = 0.7 * level + (Double((state >> 33) % 1_000) / 1_000 - 0.5)
      defer { excess *= decay }
      return 5 + excess + level
    }
  }
}
