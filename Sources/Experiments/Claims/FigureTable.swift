package import Scenarios
internal import SimCore

/// One figure of a claim in all its cells: one value for each seed in each.
package struct FigureTable: Sendable {
  /// One combination of the levels that the figure differs by.
  package struct Cell: Sendable {
    /// Along the table's dimensions, in their order.
    package var levels: [Int]
    /// By seed; nil where a seed did not measure it.
    package var values: [Double?]
    package var estimate: FigureEstimate
    /// Samples behind the values of all seeds: of each seed the least that a quantity has.
    package var samples: Int
  }

  package let figure: ClaimFigure
  /// Indices of the grid's dimensions that the figure differs by, in rising order.
  package let dimensions: [Int]
  package let cells: [Cell]

  package init(figure: ClaimFigure, dimensions: [Int], cells: [Cell]) {
    self.figure = figure
    self.dimensions = dimensions
    self.cells = cells
  }

  /// The cell of an arm.
  package func cell(at levels: [Int]) -> Cell? {
    let own = dimensions.map { levels[$0] }
    return cells.first { $0.levels == own }
  }
}

/// What one run measured of one quantity.
package struct QuantityReading: Sendable, Hashable {
  package var value: Double?
  package var count: Int

  package init(value: Double?, count: Int) {
    self.value = value
    self.count = count
  }
}

/// The readings of every arm, seed by seed: what a claim that compares is judged by.
package struct ClaimStudy: Sendable {
  package let claim: ClaimSpec
  package let grid: ClaimGrid
  /// What is measured in each arm, each once.
  package let asked: [MeasuredQuantity.Figure]
  /// By seed, then arm, then quantity.
  package private(set) var readings: [[[QuantityReading]]] = []

  package init(_ claim: ClaimSpec) {
    self.claim = claim
    grid = ClaimGrid(claim)
    var asked: [MeasuredQuantity.Figure] = []
    for quantity in (claim.figures ?? []).flatMap(\.value.quantities)
    where !asked.contains(quantity.figure) {
      asked.append(quantity.figure)
    }
    self.asked = asked
  }

  package var seeds: Int { readings.count }

  /// Adds what one seed gave: for each arm one reading for each of `asked`.
  package mutating func add(_ arms: [[QuantityReading]]) {
    precondition(arms.count == grid.count, "a seed needs a reading of every arm")
    readings.append(arms)
  }

  /// Every figure with its cells.
  package func tables() -> [FigureTable] {
    (claim.figures ?? []).enumerated().map { table($1, key: DrawKey(seed: UInt64($0))) }
  }

  private func table(_ figure: ClaimFigure, key: DrawKey) -> FigureTable {
    let varied = grid.dimensions.indices.filter { grid.varies(figure.value, along: $0) }
    let places = figure.value.quantities.map { quantity in
      (quantity: quantity, index: asked.firstIndex(of: quantity.figure) ?? 0)
    }
    let cells = combinations(of: varied).enumerated().map { index, own -> FigureTable.Cell in
      var levels = [Int](repeating: 0, count: grid.dimensions.count)
      for (dimension, level) in zip(varied, own) { levels[dimension] = level }
      var samples = 0
      let values = readings.map { arms -> Double? in
        let found = places.map { place in
          (place.quantity, arms[grid.arm(place.quantity.arm, from: levels)][place.index])
        }
        samples += found.map(\.1.count).min() ?? 0
        return figure.value.expression.value { quantity in
          found.first { $0.0 == quantity }?.1.value
        }
      }
      return FigureTable.Cell(
        levels: own,
        values: values,
        estimate: FigureEstimate(values, key: key.entity("claim.cell", UInt64(index))),
        samples: samples
      )
    }
    return FigureTable(figure: figure, dimensions: varied, cells: cells)
  }

  /// Every combination of the levels of some dimensions; the last one changes fastest.
  package func combinations(of dimensions: [Int]) -> [[Int]] {
    dimensions.reduce([[]]) { partial, dimension in
      partial.flatMap { levels in
        grid.dimensions[dimension].levels.indices.map { levels + [$0] }
      }
    }
  }
}
