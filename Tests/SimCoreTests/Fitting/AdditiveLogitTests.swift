import SimCore
import Testing

@Suite("Additive log odds")
struct AdditiveLogitTests {
  private func cell(_ levels: [Int], _ trials: Double, _ share: Double) -> AdditiveLogit.Cell {
    AdditiveLogit.Cell(levels: levels, trials: trials, successes: trials * share)
  }

  @Test func `with many trials each level has its own share`() {
    let shares = [0.02, 0.2, 0.7]
    let fit = AdditiveLogit(
      levels: [3],
      cells: shares.indices.map { cell([$0], 1_000_000, shares[$0]) }
    )
    for (level, share) in shares.enumerated() {
      #expect((fit.share([level]) - share).magnitude < 1e-4, "\(level) \(fit.share([level]))")
    }
  }

  @Test func `a combination without trials follows from the others`() {
    // Odds that multiply: 0.1 and 0.3 against a factor of 2 and 5.
    let odds = { (row: Int, column: Int) in [0.1, 0.3][row] * [1.0, 2, 5][column] }
    var cells: [AdditiveLogit.Cell] = []
    for row in 0..<2 {
      for column in 0..<3 where (row, column) != (1, 2) {
        let odds = odds(row, column)
        cells.append(cell([row, column], 1_000_000, odds / (1 + odds)))
      }
    }
    let fit = AdditiveLogit(levels: [2, 3], cells: cells)
    let wanted = odds(1, 2) / (1 + odds(1, 2))
    #expect((fit.share([1, 2]) - wanted).magnitude < 1e-3, "\(fit.share([1, 2])) \(wanted)")
  }

  @Test func `a level without trials has no effect, and one with few a small one`() {
    let fit = AdditiveLogit(
      levels: [3],
      cells: [cell([0], 10_000, 0.1), AdditiveLogit.Cell(levels: [1], trials: 1, successes: 1)]
    )
    #expect(fit.effects[0][2] == 0)
    #expect(fit.share([1]) > 0.1 && fit.share([1]) < 0.8, "\(fit.share([1]))")
    #expect(fit.share([nil]) == AdditiveLogit.logistic(fit.base))
  }

  @Test func `shares of nothing and of all stay finite`() {
    let fit = AdditiveLogit(levels: [2], cells: [cell([0], 500, 0), cell([1], 500, 1)])
    #expect(fit.share([0]) < 0.02 && fit.share([1]) > 0.98)
    #expect(fit.effects[0].allSatisfy(\.isFinite) && fit.base.isFinite)
  }
}
