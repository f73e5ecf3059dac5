import SimCore
import Testing

@Suite("Time-weighted level")
struct TimeWeightedLevelTests {
  @Test func `sums are those of counting nanosecond by nanosecond`() {
    for seed in 0..<60 {
      let walk = Walk(seed: UInt64(seed), steps: 30, levelMax: 6)
      let values = walk.values.sorted()
      let count = Double(values.count)
      let summary = walk.level.summary(until: walk.end)
      let mean = Double(values.reduce(0, +)) / count
      #expect(summary.nanoseconds == Int64(values.count))
      #expect(summary.area == values.reduce(Int128(0)) { $0 + Int128($1) })
      #expect(summary.area == walk.level.area(until: walk.end))
      #expect(abs(summary.mean - mean) < 1e-12 && summary.mean == walk.level.mean(until: walk.end))
      let variance = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
      #expect(abs(summary.variance - variance) < 1e-9, "seed \(seed)")
      #expect(summary.min == values.first && summary.max == values.last)
      for q in [0.01, 0.25, 0.5, 0.9, 0.99, 1] {
        let rank = max(1, Int((q * count).rounded(.up)))
        #expect(summary.quantile(q) == values[rank - 1], "seed \(seed), q \(q)")
      }
      for level in 0..<7 {
        let share = Double(values.count { $0 >= level }) / count
        #expect(abs(summary.share(atLeast: level) - share) < 1e-12)
      }
    }
  }

  @Test func `a curve of every change has the same summary`() {
    for seed in 0..<20 {
      let walk = Walk(seed: UInt64(seed), steps: 200, levelMax: 3_000)
      var curve = ConcurrencyCurve()
      for (time, level) in walk.changes { curve.set(level, at: time) }
      let summary = curve.summary(from: .zero, to: walk.end)
      #expect(summary == walk.level.summary(until: walk.end))
      #expect(summary.area == curve.integral(from: .zero, to: walk.end))
      #expect(summary.max == curve.peak(from: .zero, to: walk.end))
      let middle = SimInstant(nanoseconds: walk.end.nanoseconds / 2)
      let late = curve.summary(from: middle, to: walk.end)
      #expect(late.area == curve.integral(from: middle, to: walk.end))
    }
  }

  @Test func `a restart forgets the past and keeps the level`() {
    for seed in 0..<20 {
      let walk = Walk(seed: UInt64(seed), steps: 50, levelMax: 9)
      let cut = walk.changes[25].time
      var restarted = TimeWeightedLevel()
      var fresh = TimeWeightedLevel(walk.changes[25].level, at: cut)
      for (index, change) in walk.changes.enumerated() {
        restarted.set(change.level, at: change.time)
        if index == 25 { restarted.restart(at: cut) }
        if index > 25 { fresh.set(change.level, at: change.time) }
      }
      #expect(restarted.summary(until: walk.end) == fresh.summary(until: walk.end))
    }
  }

  @Test func `levels of millions over weeks neither overflow nor lose the variance`() {
    var level = TimeWeightedLevel(1_000_000_000)
    for hour in 1...1_000 {
      let time = SimInstant(nanoseconds: Int64(hour) * 3_600_000_000_000)
      level.set(1_000_000_000 + hour % 2, at: time)
    }
    let end = SimInstant(nanoseconds: 1_000 * 3_600_000_000_000)
    let summary = level.summary(until: end)
    // Half of the hours are at one more.
    #expect(abs(summary.mean - 1_000_000_000.5) < 1e-3)
    #expect(abs(summary.variance - 0.25) < 1e-9)
    let median = summary.quantile(0.5) ?? 0
    #expect(median >= 1_000_000_000 && median <= summary.max)
  }

  @Test func `what held for no time counts for nothing`() {
    var level = TimeWeightedLevel(2)
    #expect(level.summary(until: .zero).quantile(0.5) == nil)
    #expect(level.mean(until: .zero) == 0)
    level.set(900, at: instant(5))
    level.add(-898, at: instant(5))
    level.increment(at: instant(8))
    level.decrement(at: instant(10))
    let summary = level.summary(until: instant(12))
    #expect(summary.max == 3 && summary.min == 2 && summary.area == 26)
    #expect(level.level == 2)
  }

  private func instant(_ nanoseconds: Int64) -> SimInstant { SimInstant(nanoseconds: nanoseconds) }
}

/// A random step function, with its level at every nanosecond.
private struct Walk {
  var changes: [(time: SimInstant, level: Int)] = []
  var values: [Int] = []
  var level = TimeWeightedLevel()
  let end: SimInstant

  init(seed: UInt64, steps: Int, levelMax: Int) {
    let key = DrawKey(seed: seed)
    var time: Int64 = 0
    for step in 0..<steps {
      let next = time + Int64(key.below(6, .walkSpan, UInt64(step)))
      values += repeatElement(level.level, count: Int(next - time))
      time = next
      let target = key.below(levelMax + 1, .walkLevel, UInt64(step))
      level.set(target, at: SimInstant(nanoseconds: time))
      changes.append((SimInstant(nanoseconds: time), target))
    }
    values += repeatElement(level.level, count: 3)
    end = SimInstant(nanoseconds: time + 3)
  }
}

extension Purpose {
  fileprivate static let walkSpan = Purpose("test.walk_span")
  fileprivate static let walkLevel = Purpose("test.walk_level")
}
