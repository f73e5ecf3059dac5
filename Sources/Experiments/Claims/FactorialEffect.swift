package import Scenarios
internal import SimCore

/// What going from the first to the second level of a factor does to a figure, seed by seed.
package struct FactorialEffect: Sendable {
  /// The factor, or the two that interact: indices of the grid's dimensions.
  package let dimensions: [Int]
  /// In the figure's unit; the mean over the levels of everything else.
  package let absolute: FigureEstimate
  /// The part of the first level's mean that is saved, 1 - second/first; nil for an interaction.
  package let cut: FigureEstimate?

  /// The main effects of a figure's factors of two levels, then the interactions of each two.
  ///
  /// Every cell of a full factorial counts alike, so an effect is a difference of two means; an
  /// interaction is half the difference of the one factor's effect between the levels of the
  /// other (Box, Hunter and Hunter).
  package static func all(of table: FigureTable, grid: ClaimGrid) -> [FactorialEffect] {
    let factors = table.dimensions.indices.filter {
      grid.dimensions[table.dimensions[$0]].levels.count == 2
    }
    let mains = factors.map { main($0, table) }
    let pairs = factors.flatMap { first in factors.filter { $0 > first }.map { (first, $0) } }
    return mains + pairs.map { interaction($0.0, $0.1, table) }
  }

  private static func main(_ place: Int, _ table: FigureTable) -> FactorialEffect {
    let first = means(table) { $0[place] == 0 }
    let second = means(table) { $0[place] == 1 }
    let key = DrawKey(seed: UInt64(place)).entity("claim.effect", 0)
    let differences = zip(first, second).map { pair in both(pair) { $1 - $0 } }
    let cuts = zip(first, second).map { pair in both(pair) { $0 == 0 ? nil : 1 - $1 / $0 } }
    return FactorialEffect(
      dimensions: [table.dimensions[place]],
      absolute: FigureEstimate(differences, key: key),
      cut: FigureEstimate(cuts, key: key)
    )
  }

  private static func interaction(
    _ one: Int,
    _ other: Int,
    _ table: FigureTable
  ) -> FactorialEffect {
    let alike = means(table) { $0[one] == $0[other] }
    let unlike = means(table) { $0[one] != $0[other] }
    let key = DrawKey(seed: UInt64(one)).entity("claim.interaction", UInt64(other))
    return FactorialEffect(
      dimensions: [table.dimensions[one], table.dimensions[other]],
      absolute: FigureEstimate(
        zip(unlike, alike).map { pair in both(pair) { $1 - $0 } },
        key: key
      ),
      cut: nil
    )
  }

  /// By seed, the mean of the cells that count.
  private static func means(_ table: FigureTable, _ counts: ([Int]) -> Bool) -> [Double?] {
    let cells = table.cells.filter { counts($0.levels) }
    let seeds = cells.first?.values.count ?? 0
    return (0..<seeds).map { seed in
      var sum = 0.0
      for cell in cells {
        guard let value = cell.values[seed] else { return nil }
        sum += value
      }
      return sum / Double(cells.count)
    }
  }

  private static func both(
    _ pair: (Double?, Double?),
    _ join: (Double, Double) -> Double?
  ) -> Double? {
    guard let first = pair.0, let second = pair.1 else { return nil }
    return join(first, second)
  }
}
