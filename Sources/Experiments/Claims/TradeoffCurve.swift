package import Scenarios

/// Two figures over the levels of one factor: the Pareto front and its knee.
package struct TradeoffCurve: Sendable {
  /// The varied dimension of the grid.
  package let dimension: Int
  package let x: FigureTable
  package let y: FigureTable
  /// One cell of each figure for each level.
  package let points: [(x: FigureTable.Cell, y: FigureTable.Cell)]
  /// Levels of which no other is as good in both figures and better in one, by x.
  package let front: [Int]
  /// The level at the knee; nil where the front has none.
  package let knee: Int?
  /// How many seeds, each by itself, have the same knee.
  package let kneeSeeds: Int

  /// Of two figures over the first factor of three levels or more that both differ by.
  ///
  /// Everything else is at its level in the baseline. Nil where a figure was not measured.
  package init?(_ x: FigureTable, _ y: FigureTable, grid: ClaimGrid) {
    let swept = grid.dimensions.indices.first { index in
      grid.dimensions[index].levels.count >= 3 && grid.dimensions[index].path != nil
        && x.dimensions.contains(index) && y.dimensions.contains(index)
    }
    guard let swept else { return nil }
    var points: [(x: FigureTable.Cell, y: FigureTable.Cell)] = []
    for level in grid.dimensions[swept].levels.indices {
      var levels = grid.levels(of: grid.baseline)
      levels[swept] = level
      guard let left = x.cell(at: levels), let right = y.cell(at: levels),
        left.estimate.mean != nil, right.estimate.mean != nil
      else { return nil }
      points.append((left, right))
    }
    let signs = (
      x.figure.better == .lower ? 1.0 : -1.0, y.figure.better == .lower ? 1.0 : -1.0
    )
    let costs = points.map { point in
      (signs.0 * (point.x.estimate.mean ?? 0), signs.1 * (point.y.estimate.mean ?? 0))
    }
    dimension = swept
    self.x = x
    self.y = y
    self.points = points
    front = Self.front(costs)
    let knee = Self.knee(costs)
    self.knee = knee
    let seeds = points.first?.x.values.count ?? 0
    kneeSeeds = (0..<seeds).count { seed in
      let costs = points.compactMap { point -> (Double, Double)? in
        guard let x = point.x.values[seed], let y = point.y.values[seed] else { return nil }
        return (signs.0 * x, signs.1 * y)
      }
      return knee != nil && costs.count == points.count && Self.knee(costs) == knee
    }
  }

  /// The points that no other one dominates, in order of the first cost; of equal points one.
  package static func front(_ costs: [(Double, Double)]) -> [Int] {
    costs.indices.filter { index in
      !costs.indices.contains { other in
        let (a, b) = (costs[other], costs[index])
        let isAsGood = a.0 <= b.0 && a.1 <= b.1
        return isAsGood && (a.0 < b.0 || a.1 < b.1 || other < index)
      }
    }
    .sorted { (costs[$0].0, $0) < (costs[$1].0, $1) }
  }

  /// The point of the front that bulges furthest below the chord between its two ends.
  ///
  /// Both costs are scaled to the front's own span (Das 1999; "Kneedle", Satopaa and others 2011).
  /// Nil for a front of fewer than three points, or one that no point lies below the chord of.
  package static func knee(_ costs: [(Double, Double)]) -> Int? {
    let front = front(costs)
    guard front.count >= 3, let first = front.first, let last = front.last else { return nil }
    let (left, right) = (costs[first], costs[last])
    let spans = (right.0 - left.0, left.1 - right.1)
    guard spans.0 > 0, spans.1 > 0 else { return nil }
    var best: (index: Int, depth: Double)?
    for index in front.dropFirst().dropLast() {
      // On the chord the two scaled costs add up to one.
      let depth =
        1 - (costs[index].0 - left.0) / spans.0 - (costs[index].1 - right.1) / spans.1
      if depth > (best?.depth ?? 1e-9) { best = (index, depth) }
    }
    return best?.index
  }
}
