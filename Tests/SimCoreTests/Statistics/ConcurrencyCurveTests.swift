import SimCore
import Testing

@Suite("Concurrency curve")
struct ConcurrencyCurveTests {
  @Test func `Little's law holds to the nanosecond`() {
    for seed in 0..<20 {
      let calls = calls(seed: UInt64(seed), count: 2_000)
      let curve = curve(of: calls)
      let end = calls.map(\.end).max() ?? 0
      let held = calls.reduce(Int128(0)) { $0 + Int128($1.end - $1.start) }
      #expect(curve.integral(from: .zero, to: instant(end)) == held, "seed \(seed)")
      let mean = Double(held) / Double(end)
      #expect(curve.mean(from: .zero, to: instant(end)) == mean)
      #expect(curve.level == 0)
    }
  }

  @Test func `levels, means and peaks are those of counting call by call`() {
    for seed in 0..<30 {
      let calls = calls(seed: UInt64(seed), count: 60)
      let curve = curve(of: calls)
      let marks = calls.flatMap { [$0.start, $0.end] }.sorted()
      func count(_ time: Int64) -> Int { calls.count { $0.start <= time && time < $0.end } }
      for mark in marks { #expect(curve.level(at: instant(mark)) == count(mark)) }
      for index in 0..<20 {
        let from = marks[(index * 5) % 60] + Int64(index)
        let to = marks[60 + (index * 7) % 60] - Int64(index)
        guard from < to else { continue }
        let peak = ([from] + marks.filter { from < $0 && $0 < to }).map(count).max()
        #expect(curve.peak(from: instant(from), to: instant(to)) == peak)
        let area = calls.reduce(Int128(0)) { sum, call in
          sum + Int128(max(0, min(call.end, to) - max(call.start, from)))
        }
        #expect(curve.integral(from: instant(from), to: instant(to)) == area)
      }
    }
  }

  @Test func `buckets cut the run without a gap, the last one short`() {
    let calls = calls(seed: 1, count: 500)
    let curve = curve(of: calls)
    let end = instant(100_500_000_000)
    let bucket = Duration.seconds(10)
    let means = curve.means(bucket: bucket, until: end)
    let peaks = curve.peaks(bucket: bucket, until: end)
    #expect(means.count == 11 && peaks.count == 11)
    let total = means.enumerated().reduce(0.0) { $0 + $1.element * ($1.offset < 10 ? 10 : 0.5) }
    #expect(abs(total / 100.5 - curve.mean(from: .zero, to: end)) < 1e-9)
    #expect(peaks.max() == curve.peak(from: .zero, to: end))
    for (mean, peak) in zip(means, peaks) { #expect(mean <= Double(peak)) }
  }

  @Test func `a call that ends as another begins makes no peak`() {
    var curve = ConcurrencyCurve()
    curve.increment(at: instant(10))
    curve.increment(at: instant(20))
    curve.decrement(at: instant(20))
    curve.decrement(at: instant(30))
    #expect(curve.peak(from: .zero, to: instant(100)) == 1)
    #expect(curve.changeCount == 2)
    #expect(curve.mean(from: .zero, to: instant(100)) == 0.2)
  }

  @Test func `an empty window is zero and an empty curve is flat`() {
    let curve = ConcurrencyCurve()
    #expect(curve.mean(from: instant(5), to: instant(5)) == 0)
    #expect(curve.peak(from: .zero, to: instant(9)) == 0)
    #expect(curve.means(bucket: .nanoseconds(4), until: instant(9)) == [0, 0, 0])
    #expect(curve.means(bucket: .nanoseconds(4), until: .zero).isEmpty)
  }

  @Test func `a level below zero counts too, as for a deficit`() {
    var curve = ConcurrencyCurve()
    curve.set(-3, at: instant(0))
    curve.set(1, at: instant(10))
    #expect(curve.mean(from: .zero, to: instant(20)) == -1)
    #expect(curve.peak(from: .zero, to: instant(10)) == -3)
  }

  @Test func `time that goes back stops the run`() async {
    await #expect(processExitsWith: .failure) {
      var curve = ConcurrencyCurve()
      curve.increment(at: SimInstant(nanoseconds: 2))
      curve.increment(at: SimInstant(nanoseconds: 1))
    }
  }

  private func instant(_ nanoseconds: Int64) -> SimInstant { SimInstant(nanoseconds: nanoseconds) }

  private func calls(seed: UInt64, count: Int) -> [(start: Int64, end: Int64)] {
    let key = DrawKey(seed: seed)
    let hold = DurationDistribution.exponential(mean: .seconds(5))
    return (0..<UInt64(count)).map { index in
      let start = Int64(key.below(100_000_000_000, .testGap, index))
      return (start, start + hold.sample(key.bits(.testNoise, index)).nanoseconds)
    }
  }

  private func curve(of calls: [(start: Int64, end: Int64)]) -> ConcurrencyCurve {
    let changes = calls.flatMap { [($0.start, 1), ($0.end, -1)] }.sorted { $0.0 < $1.0 }
    var curve = ConcurrencyCurve()
    for (time, step) in changes {
      if step > 0 { curve.increment(at: instant(time)) } else { curve.decrement(at: instant(time)) }
    }
    return curve
  }
}
