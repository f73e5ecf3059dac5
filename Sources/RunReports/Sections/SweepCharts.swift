import SimCore
import VoicePipeline

/// Figures over a factor whose levels stand on a scale, and the trade-off of two of them.
enum SweepCharts {
  private static let styles = ["s1", "s2", "s3"]

  static func markup(_ facts: ComparisonFacts) -> Markup {
    let charts = facts.figures.enumerated().compactMap { sweep($1, index: $0, facts)?.markup }
    let scatter = facts.tradeoff.flatMap { tradeoff($0, facts)?.markup } ?? ""
    guard charts.count > 1 else { return charts.joined() + scatter }
    return "<div class=\"two\">\(charts.joined())</div>" + scatter
  }

  private static func sweep(
    _ figure: ComparedFigure,
    index: Int,
    _ facts: ComparisonFacts
  ) -> ChartFigure? {
    let swept = figure.dimensions.first { dimension in
      facts.dimensions[dimension].positions != nil && facts.dimensions[dimension].levels.count >= 3
    }
    guard let swept, let positions = facts.dimensions[swept].positions,
      positions.allSatisfy({ $0 >= 0 }),
      let place = figure.dimensions.firstIndex(of: swept)
    else { return nil }
    let ends = figure.cells.flatMap { cell in
      [cell.estimate.mean, cell.estimate.interval?.upperBound, cell.estimate.interval?.lowerBound]
    }
    .compactMap(\.self)
    guard let low = ends.min(), let high = ends.max(), low >= 0, high > 0 else { return nil }
    let scale = facts.dimensions[swept].kind
    var plot = Plot(
      name: "fig-sweep-\(index)",
      x: axis(upTo: scale.shown(positions.reduce(0, max)), unit: scale.unit),
      y: .linear(
        upTo: figure.kind.shown(max(high, published(figure, near: high))),
        unit: figure.kind.unit
      ),
      height: 190,
      margins: .init(left: 62, right: 84)
    )
    let others = Levels.combinations(
      figure.dimensions.filter { $0 != swept }.map { facts.dimensions[$0].levels.count }
    )
    for (number, rest) in others.prefix(styles.count).enumerated() {
      var curve: [(x: Double, cell: ComparedCell)] = []
      for level in positions.indices {
        var levels = rest
        levels.insert(level, at: place)
        if let cell = figure.cells.first(where: { $0.levels == levels }) {
          curve.append((scale.shown(positions[level]), cell))
        }
      }
      draw(curve.sorted { $0.x < $1.x }, figure, number, name(rest, figure, swept, facts), &plot)
    }
    for bound in [figure.lower, figure.upper].compactMap(\.self)
    where bound >= 0 && plot.y.fraction(figure.kind.shown(bound)) <= 1 {
      plot.rule(figure.kind.shown(bound), figure.kind.quantity(bound))
    }
    let hidden = others.count - min(others.count, styles.count)
    let note = hidden > 0 ? "; \(styles.count) of \(others.count) curves" : ""
    let counts = figure.cells.map(\.samples)
    let samples = "n = \(Figures.count(counts.min() ?? 0)) to \(Figures.count(counts.max() ?? 0))"
    return ChartFigure(
      name: "fig-sweep-\(index)",
      title: "\(figure.name) over \(facts.dimensions[swept].label)",
      subtitle: "\(figure.formula); mean over \(Figures.counted(facts.seeds, "seed")) with its "
        + "95 % band, \(samples) a level\(note)"
        + (figure.range.map { "; dotted: published \($0)" } ?? ""),
      drawing: plot.markup(description: "\(figure.name) by level, with its interval.")
    )
  }

  private static func draw(
    _ curve: [(x: Double, cell: ComparedCell)],
    _ figure: ComparedFigure,
    _ number: Int,
    _ name: String,
    _ plot: inout Plot
  ) {
    let shown = { (value: Double) in figure.kind.shown(value) }
    let means = curve.compactMap { entry in
      entry.cell.estimate.mean.map { Point(x: entry.x, y: shown($0)) }
    }
    let intervals = curve.compactMap { entry in
      entry.cell.estimate.interval.map { (x: entry.x, interval: $0) }
    }
    if number == 0 {
      plot.band(
        intervals.map { Point(x: $0.x, y: shown($0.interval.lowerBound)) },
        intervals.map { Point(x: $0.x, y: shown($0.interval.upperBound)) },
        "ci"
      )
    }
    plot.line([means], styles[number], label: name)
    for point in means where number == 0 { plot.dot(point, "") }
  }

  private static func name(
    _ rest: [Int],
    _ figure: ComparedFigure,
    _ swept: Int,
    _ facts: ComparisonFacts
  ) -> String {
    let others = figure.dimensions.filter { $0 != swept }
    let text = zip(others, rest).map { facts.dimensions[$0].levels[$1] }.joined(separator: ", ")
    return TextColumns.cut(text.isEmpty ? "mean" : text, 13)
  }

  /// From zero, with every other tick only where there is room.
  private static func axis(upTo top: Double, unit: String) -> Axis {
    var axis = Axis.linear(upTo: top, unit: unit)
    for index in axis.ticks.indices.dropLast() where (axis.ticks.count - 1 - index) % 2 == 1 {
      axis.ticks[index].isMinor = true
    }
    return axis
  }

  /// The published bound, where it is near enough to be shown.
  private static func published(_ figure: ComparedFigure, near high: Double) -> Double {
    let bounds = [figure.lower, figure.upper].compactMap(\.self).filter { $0 <= 2 * high }
    return bounds.max() ?? 0
  }

  private static func tradeoff(
    _ tradeoff: TradeoffFacts,
    _ facts: ComparisonFacts
  ) -> ChartFigure? {
    let (x, y) = (facts.figures[tradeoff.x], facts.figures[tradeoff.y])
    let points = tradeoff.points.compactMap { point -> Point? in
      guard let left = point.x.mean, let right = point.y.mean else { return nil }
      return Point(x: x.kind.shown(left), y: y.kind.shown(right))
    }
    guard points.count == tradeoff.points.count,
      points.allSatisfy({ $0.x >= 0 && $0.y >= 0 })
    else { return nil }
    var plot = Plot(
      name: "fig-tradeoff",
      x: axis(upTo: top(tradeoff.points.map(\.x), x.kind), unit: x.kind.unit),
      y: .linear(upTo: top(tradeoff.points.map(\.y), y.kind), unit: y.kind.unit),
      height: 260,
      margins: .init(left: 62, right: 34)
    )
    for (point, place) in zip(tradeoff.points, points) {
      cross(point, place, (x.kind, y.kind), &plot)
    }
    plot.line([tradeoff.front.map { points[$0] }], "s2")
    for (index, place) in points.enumerated() {
      let isKnee = index == tradeoff.knee
      let isFront = tradeoff.front.contains(index)
      plot.dot(
        place,
        tradeoff.points[index].level + (isKnee ? " (knee)" : ""),
        isKnee ? "dot no" : isFront ? "dot" : "dot un",
        isAfter: true
      )
    }
    // No name covers the dot of a neighbour.
    for (index, place) in points.enumerated() {
      let isFront = tradeoff.front.contains(index)
      plot.dot(place, "", index == tradeoff.knee ? "dot no" : isFront ? "dot" : "dot un")
    }
    let sentence = tradeoff.sentence(facts, seeds: facts.seeds)
    return ChartFigure(
      name: "fig-tradeoff",
      title: sentence,
      subtitle:
        "\(x.name) to the right, \(y.name) up, by level of \(tradeoff.dimension), with 95 % "
        + "intervals; line: Pareto front; knee: furthest from the chord between its ends, both "
        + "scaled to the front",
      drawing: plot.markup(description: sentence + ".")
    )
  }

  /// The intervals of a point in both directions.
  private static func cross(
    _ point: TradeoffFacts.Point,
    _ place: Point,
    _ kinds: (x: MetricName.Kind, y: MetricName.Kind),
    _ plot: inout Plot
  ) {
    if let interval = point.x.interval {
      let ends = [interval.lowerBound, interval.upperBound].map {
        Point(x: kinds.x.shown($0), y: place.y)
      }
      plot.line([ends], "s3")
    }
    if let interval = point.y.interval {
      let ends = [interval.lowerBound, interval.upperBound].map {
        Point(x: place.x, y: kinds.y.shown($0))
      }
      plot.line([ends], "s3")
    }
  }

  private static func top(_ estimates: [SeedEstimate], _ kind: MetricName.Kind) -> Double {
    kind.shown(
      estimates.compactMap { $0.interval?.upperBound ?? $0.mean }.max() ?? 0
    )
  }
}

extension MetricName.Kind {
  /// A stored value in the printed unit.
  func shown(_ value: Double) -> Double {
    switch self {
    case .latency: value / 1e6
    case .ratio: value * 100
    case .count, .money, .score: value
    }
  }
}
