/// Counts mean opinion scores by hundredths: exact to that, mergeable, and small.
package struct ScoreHistogram: Sendable, Hashable {
  /// By hundredths above 1, the least score there is.
  private var counts = [Int](repeating: 0, count: 351)
  package private(set) var count = 0
  /// In hundredths above 1.
  private var sum = 0

  package init() {}

  package mutating func record(_ score: OpinionScore) {
    let step = Self.step(of: score)
    counts[step] += 1
    sum += step
    count += 1
  }

  private static func step(of score: OpinionScore) -> Int {
    Swift.min(Swift.max(Int(((score.value - 1) * 100).rounded()), 0), 350)
  }

  private static func score(of step: Int) -> Double { 1 + Double(step) / 100 }

  /// Nil without any.
  package var mean: Double? { count > 0 ? 1 + Double(sum) / Double(count) / 100 : nil }
  package var min: Double? { counts.firstIndex { $0 > 0 }.map(Self.score) }
  package var max: Double? { counts.lastIndex { $0 > 0 }.map(Self.score) }

  /// The least score that a share of all does not exceed; nil without any.
  package func quantile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    let rank = Swift.max(1, Int((share * Double(count)).rounded(.up)))
    var seen = 0
    for (step, number) in counts.enumerated() {
      seen += number
      if seen >= rank { return Self.score(of: step) }
    }
    return max
  }

  /// Of all, by steps of a tenth from 1.0 to 4.5: what a bar chart shows.
  package var tenths: [(score: Double, count: Int)] {
    (0...35).map { tenth in
      let range = tenth * 10..<Swift.min(tenth * 10 + 10, counts.count)
      return (1 + Double(tenth) / 10, counts[range].reduce(0, +))
    }
  }

  /// How many are below a score.
  package func countBelow(_ score: Double) -> Int {
    counts.prefix(Swift.max(0, Self.step(of: OpinionScore(score)))).reduce(0, +)
  }

  package static func += (left: inout ScoreHistogram, right: ScoreHistogram) {
    for step in left.counts.indices { left.counts[step] += right.counts[step] }
    left.count += right.count
    left.sum += right.sum
  }
}
