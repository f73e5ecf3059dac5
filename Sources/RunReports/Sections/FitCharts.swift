import SimCore

/// The measurements and the fit, drawn in three ways.
enum FitCharts {
  /// Both against percentile, each step to the right ten times rarer.
  static func spectrum(_ column: FittedColumn, _ key: String) -> ChartFigure {
    let sample = column.sample
    let fit = column.choice.chosen
    let upper = Axis.percentiles(of: sample.count).upper
    let points = (0...240).map { upper * Double($0) / 240 }
    let curve = { (value: (Double) -> Double) -> [Point] in
      points.map { x in
        let q = 1 - Elementary.exp(-x * Elementary.log(10))
        return Point(x: x, y: value(min(max(q, 0.5 / Double(sample.count)), 1)) / 1e6)
      }
    }
    let measured = curve(sample.quantile)
    let fitted = curve { nanoseconds(fit, min($0, 1 - 0.5 / Double(sample.count))) }
    var plot = Plot(
      name: "\(key)-spectrum",
      x: .percentiles(of: sample.count),
      y: .octaves(from: low(measured, fitted), to: high(measured, fitted)),
      height: 260,
      margins: .init(left: 62, right: 84)
    )
    plot.line([measured], "s1", label: "measured")
    plot.line([fitted], "si", label: "fitted")
    for match in fit.quantiles.suffix(2) where match.isKnown {
      let x = -Elementary.log10(1 - match.q)
      let text = "\(FitText.name(match.q)) \(FitText.signed(match.error))"
      plot.dot(Point(x: x, y: match.measured / 1e6), text)
    }
    return ChartFigure(
      name: "\(key)-spectrum",
      title: "The fit lies \(FitText.worst(fit))",
      subtitle: "ms (logarithmic), against percentile; each step to the right is ten times rarer",
      drawing: plot.markup(description: "Measured and fitted percentiles of \(column.path).")
    )
  }

  /// The share of measurements up to each time.
  static func distribution(_ column: FittedColumn, _ key: String) -> ChartFigure {
    let sample = column.sample
    let levels = (0...200).map { (Double($0) + 0.5) / 201 }
    let fit = column.choice.chosen
    let measured = levels.map { Point(x: sample.quantile($0) / 1e6, y: 100 * $0) }
    let fitted = levels.map { Point(x: nanoseconds(fit, $0) / 1e6, y: 100 * $0) }
    let ends = (measured + fitted).map(\.x)
    var plot = Plot(
      name: "\(key)-distribution",
      x: axis(ends.min() ?? 0, ends.max() ?? 1),
      y: .linear(upTo: 100, unit: "%"),
      height: 220,
      margins: .init(left: 44, right: 16)
    )
    plot.line([measured], "s1")
    plot.line([fitted], "si")
    return ChartFigure(
      name: "\(key)-distribution",
      title: "Nowhere more than \(Figures.fixed(fit.goodness.distance * 100, decimals: 1)) % apart",
      subtitle: "share of values up to a time in ms; blue: measured, grey: fitted",
      drawing: plot.markup(description: "Distribution functions of \(column.path).")
    )
  }

  /// Each measured value against the fitted one of its rank: on the line where they agree.
  static func pairs(_ column: FittedColumn, _ key: String) -> ChartFigure {
    let sample = column.sample
    let fit = column.choice.chosen
    let count = Double(sample.count)
    let points = sample.ranks(400).map { rank -> Point in
      let fitted = nanoseconds(fit, (Double(rank) + 0.5) / count)
      return Point(x: fitted / 1e6, y: sample.sorted[rank] / 1e6)
    }
    let all = points.flatMap { [$0.x, $0.y] }
    let (low, high) = (all.min() ?? 0, all.max() ?? 1)
    let scale = axis(low, high)
    var plot = Plot(
      name: "\(key)-pairs",
      x: scale,
      y: scale,
      height: 220,
      margins: .init(left: 62, right: 16)
    )
    plot.line(
      [[Point(x: scale.lower, y: scale.lower), Point(x: scale.upper, y: scale.upper)]],
      "s3"
    )
    plot.line([points], "s1")
    return ChartFigure(
      name: "\(key)-pairs",
      title: "Value against value",
      subtitle: "measured ms (up) against fitted ms of the same rank; grey: equal",
      drawing: plot.markup(description: "Quantile against quantile of \(column.path).")
    )
  }

  private static func nanoseconds(_ fit: FamilyFit, _ q: Double) -> Double {
    Double(fit.distribution.quantile(min(max(q, 1e-9), 1 - 1e-9)).nanoseconds)
  }

  private static func low(_ a: [Point], _ b: [Point]) -> Double {
    (a + b).reduce(.infinity) { min($0, $1.y) }
  }

  private static func high(_ a: [Point], _ b: [Point]) -> Double {
    (a + b).reduce(0) { max($0, $1.y) }
  }

  /// Logarithmic where the greatest is more than eight times the least.
  private static func axis(_ low: Double, _ high: Double) -> Axis {
    high > 8 * low
      ? .octaves(from: max(low, 0.001), to: high) : .range(from: low, to: high, unit: "ms")
  }
}
