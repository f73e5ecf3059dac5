/// Shares as a function of factors: the log odds are a sum of one effect for each factor's level
/// (logistic regression on main effects).
///
/// Effects have a normal prior around 0, so that a level with few trials says little, and so that
/// the sum has one solution. Fitted by Newton's method; the same cells give the same effects.
package struct AdditiveLogit: Sendable, Hashable {
  /// Trials under one combination of levels.
  package struct Cell: Sendable, Hashable {
    /// One for each factor.
    package var levels: [Int]
    package var trials: Double
    /// Between 0 and `trials`.
    package var successes: Double

    package init(levels: [Int], trials: Double, successes: Double) {
      precondition(successes >= 0 && successes <= trials, "successes are some of the trials")
      self.levels = levels
      self.trials = trials
      self.successes = successes
    }
  }

  /// Standard deviation of the prior of an effect, on the scale of log odds: three quarters of all
  /// effects change the odds by less than a factor of ten.
  private static let deviation = 2.0
  private static let stepsMax = 60

  /// Log odds without any effect.
  package private(set) var base: Double
  /// By factor and level.
  package private(set) var effects: [[Double]]

  /// Levels with effects that are already known.
  package init(base: Double, effects: [[Double]]) {
    self.base = base
    self.effects = effects
  }

  /// Fits factors of so many levels to cells; at least one trial is needed.
  package init(levels: [Int], cells: [Cell]) {
    let cells = cells.filter { $0.trials > 0 }
    precondition(!cells.isEmpty, "an additive fit needs trials")
    let offsets = levels.indices.map { 1 + levels[..<$0].reduce(0, +) }
    let rows = cells.map { cell in
      [0] + zip(offsets, cell.levels).map { $0 + $1 }
    }
    let trials = cells.reduce(0) { $0 + $1.trials }
    let successes = cells.reduce(0) { $0 + $1.successes }
    var values = [Double](repeating: 0, count: 1 + levels.reduce(0, +))
    values[0] = Self.logit((successes + 0.5) / (trials + 1))
    var score = Self.logPosterior(values, cells, rows)
    for _ in 0..<Self.stepsMax {
      let step = Self.step(values, cells, rows)
      var length = 1.0
      var next = values
      var nextScore = -Double.infinity
      while length > 1e-6 {
        for index in values.indices { next[index] = values[index] + length * step[index] }
        nextScore = Self.logPosterior(next, cells, rows)
        if nextScore >= score { break }
        length /= 2
      }
      guard nextScore > score + 1e-10 else { break }
      (values, score) = (next, nextScore)
    }
    base = values[0]
    effects = zip(offsets, levels).map { Array(values[$0..<$0 + $1]) }
  }

  /// The share to be expected under a combination of levels; one that is nil has no effect.
  package func share(_ levels: [Int?]) -> Double {
    var odds = base
    for (effects, level) in zip(effects, levels) { if let level { odds += effects[level] } }
    return Self.logistic(odds)
  }

  package static func logit(_ share: Double) -> Double { Elementary.log(share / (1 - share)) }

  package static func logistic(_ odds: Double) -> Double {
    1 / (1 + Elementary.exp(-min(max(odds, -40), 40)))
  }

  // MARK: Newton

  private static func sum(_ values: [Double], _ row: [Int]) -> Double {
    row.reduce(0) { $0 + values[$1] }
  }

  private static func logPosterior(_ values: [Double], _ cells: [Cell], _ rows: [[Int]]) -> Double {
    var total = 0.0
    for (cell, row) in zip(cells, rows) {
      let share = logistic(sum(values, row))
      total += cell.successes * Elementary.log(max(share, 1e-300))
      total += (cell.trials - cell.successes) * Elementary.log(max(1 - share, 1e-300))
    }
    let prior = values.dropFirst().reduce(0) { $0 + $1 * $1 }
    return total - prior / (2 * deviation * deviation)
  }

  /// From the gradient and the curvature of the log posterior.
  private static func step(_ values: [Double], _ cells: [Cell], _ rows: [[Int]]) -> [Double] {
    let precision = 1 / (deviation * deviation)
    var gradient = values.map { -$0 * precision }
    gradient[0] = 0
    var curvature = values.indices.map { row in
      values.indices.map { $0 == row ? (row == 0 ? 1e-9 : precision) : 0 }
    }
    for (cell, row) in zip(cells, rows) {
      let share = logistic(sum(values, row))
      let weight = cell.trials * share * (1 - share)
      for place in row {
        gradient[place] += cell.successes - cell.trials * share
        for other in row { curvature[place][other] += weight }
      }
    }
    return solved(curvature, gradient)
  }

  /// The solution of a symmetric, positive definite system (Cholesky).
  private static func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    let count = right.count
    var lower = matrix
    for column in 0..<count {
      for row in column..<count {
        var value = matrix[row][column]
        for inner in 0..<column { value -= lower[row][inner] * lower[column][inner] }
        lower[row][column] =
          row == column ? max(value, 1e-12).squareRoot() : value / lower[column][column]
      }
    }
    var result = right
    for row in 0..<count {
      for inner in 0..<row { result[row] -= lower[row][inner] * result[inner] }
      result[row] /= lower[row][row]
    }
    for row in (0..<count).reversed() {
      for inner in row + 1..<count { result[row] -= lower[inner][row] * result[inner] }
      result[row] /= lower[row][row]
    }
    return result
  }
}
