import SimCore
import VoicePipeline

extension ComparisonFacts {
  /// The levels of a figure's cell; of a figure that is one for the whole claim, its name.
  func name(of cell: ComparedCell, of figure: ComparedFigure) -> String {
    figure.dimensions.isEmpty ? figure.name : levels(of: cell, of: figure)
  }

  func levels(of cell: ComparedCell, of figure: ComparedFigure) -> String {
    zip(figure.dimensions, cell.levels).map { dimensions[$0].levels[$1] }.joined(separator: ", ")
  }

  /// The figures that make the finding.
  var published: [ComparedFigure] { figures.filter { $0.range != nil } }

  /// How the arms and the seeds are made up.
  var design: String {
    let parts = dimensions.map { "\($0.levels.count) × \($0.label)" }.joined(separator: ", ")
    let made = arms == 1 ? "One arm" : "\(Figures.count(arms)) arms (\(parts))"
    let more = seeds < seedsMax ? "" : ", the most that were allowed"
    let shared = arms == 1 ? " with" : ", each with the same"
    return "\(made)\(shared) \(Figures.counted(seeds, "seed"))\(more)."
  }

  /// What the intervals are.
  var method: String {
    let estimates = figures.flatMap { $0.cells.map(\.estimate) }
    let usual = "Intervals of 95 % of the mean over seeds are Student’s"
    return estimates.contains(where: \.isBootstrap)
      ? usual + "; * marks the bootstrap’s (BCa), where the values are skewed." : usual + "."
  }
}

extension TradeoffFacts {
  /// What the front and its knee say.
  func sentence(_ facts: ComparisonFacts, seeds: Int) -> String {
    let names = "\(facts.figures[x].name) against \(facts.figures[y].name)"
    if front.count == 1, let best = front.first {
      return "\(names): no trade-off, \(points[best].level) is best in both"
    }
    guard let knee else {
      return "\(names): \(Figures.count(front.count)) of \(Figures.count(points.count)) levels are "
        + "on the Pareto front, which has no knee"
    }
    return "\(names): the knee is at \(points[knee].level), "
      + "in \(Figures.count(kneeSeeds)) of \(Figures.counted(seeds, "seed"))"
  }
}

extension EffectFacts {
  /// The effect with its unit; an effect on a share is in percentage points.
  var unit: String { kind == .ratio ? "points" : kind.unit }
}
