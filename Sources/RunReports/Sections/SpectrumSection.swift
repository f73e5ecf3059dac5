import SimCore
import VoicePipeline

/// Response latency against percentile, each step to the right ten times rarer.
enum SpectrumSection {
  /// Fewer turns say nothing about a tail.
  private static let needs = 100
  private static let promises = LatencyPromises.milliseconds

  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let histogram = facts.histogram(.responseLatency), histogram.count >= needs,
      let low = histogram.min, let high = histogram.max
    else { return nil }
    let axis = Axis.octaves(from: milliseconds(low), to: milliseconds(high))
    var plot = Plot(
      name: "fig-spectrum",
      x: .percentiles(of: histogram.count),
      y: axis,
      height: 300,
      margins: .init(left: 62, right: 96)
    )
    addPromises(to: &plot, histogram)
    plot.line([curve(histogram, plot.x.upper)], "s1", label: "this run")
    addDots(to: &plot, histogram)
    let figure = ChartFigure(
      name: "fig-spectrum",
      title: title(histogram),
      subtitle: "response latency, ms (logarithmic), against percentile; "
        + "\(Figures.samples(histogram.count)) turns",
      drawing: plot.markup(
        description: "Percentile spectrum of response latency, from "
          + "\(Figures.milliseconds(low)) to \(Figures.milliseconds(high)) ms."
      ),
      data: table(histogram)
    )
    return ReportSection(
      key: "spectrum",
      title: "Percentile spectrum",
      lead: """
        Each step to the right is ten times rarer.\(showsPromises(axis) ? " " : "")\
        \(showsPromises(axis) ? Self.promisesNote : "")
        """,
      body: figure.markup + promiseTable(histogram)
    )
  }

  /// The share of turns within each promise.
  private static func promiseTable(_ histogram: LatencyHistogram) -> Markup {
    guard let promises = LatencyPromises(histogram) else { return "" }
    let rows = promises.kept.map { kept -> [Markup] in
      [
        "\(Figures.count(Int(kept.milliseconds)))\(Figures.space)ms",
        "\(Figures.percent(kept.share.value ?? 0))\(Figures.space)%",
        "\(kept.share.intervalText)",
        "\(Figures.count(kept.share.part)) of \(Figures.count(kept.share.whole))",
      ]
    }
    let table = Table(
      label: "Turns within each published latency",
      columns: [
        .text("response within"), .number("of turns"), .number("95 % interval"), .number("turns"),
      ],
      rows: rows,
      isSortable: false
    )
    return """
      <figure><figcaption><h3>Turns within each published latency</h3>\
      <p>response latency at the caller’s ear, every turn</p></figcaption>\(table.markup)</figure>
      """
  }

  private static let promisesNote = """
    The dotted lines are published latency promises, with the share of turns that keep them.
    """

  private static func showsPromises(_ axis: Axis) -> Bool {
    promises.contains { axis.lower < Double($0) && Double($0) < axis.upper }
  }

  private static func curve(_ histogram: LatencyHistogram, _ upper: Double) -> [Point] {
    let steps = 240
    return (0...steps).compactMap { step in
      let x = upper * Double(step) / Double(steps)
      let quantile = 1 - Elementary.exp(-x * Elementary.log(10))
      return histogram.quantile(max(0, quantile)).map { Point(x: x, y: milliseconds($0)) }
    }
  }

  private static func addPromises(to plot: inout Plot, _ histogram: LatencyHistogram) {
    var above = Double.infinity
    for promise in promises.reversed() {
      let value = Double(promise)
      guard value > plot.y.lower, value < plot.y.upper else { continue }
      let kept = share(histogram, promise)
      let y = Double(plot.height) * (1 - plot.y.fraction(value))
      let hasRoom = (y - above).magnitude >= 14
      if hasRoom { above = y }
      let text =
        "\(Figures.percent(kept))\(Figures.space)% ≤ "
        + "\(Figures.count(Int(promise)))\(Figures.space)ms"
      plot.inlineRule(value, hasRoom ? text : nil)
    }
  }

  private static func addDots(to plot: inout Plot, _ histogram: LatencyHistogram) {
    let marks = [(0.95, 200, 1.30103, "p95"), (0.99, 1_000, 2, "p99"), (0.999, 10_000, 3, "p99.9")]
    for (quantile, needs, x, name) in marks where histogram.count >= needs {
      guard let value = histogram.quantile(quantile) else { continue }
      plot.dot(Point(x: x, y: milliseconds(value)), "\(name) \(Figures.milliseconds(value))")
    }
  }

  private static func title(_ histogram: LatencyHistogram) -> String {
    if share(histogram, 1_000) == 0, let half = histogram.quantile(0.5) {
      return "No turn answers within one second; half of them take "
        + "\(Figures.milliseconds(half))\(Figures.space)ms or longer"
    }
    let within = { (promise: Int64) in
      Figures.percent(share(histogram, promise)) + Figures.space + "%"
    }
    return "\(within(1_000)) of turns answer within one second, "
      + "\(within(400)) within the published 400\(Figures.space)ms"
  }

  private static func share(_ histogram: LatencyHistogram, _ promise: Int64) -> Double {
    Double(histogram.count(atMost: .milliseconds(promise))) / Double(histogram.count)
  }

  private static func table(_ histogram: LatencyHistogram) -> Table {
    let quantiles: [(String, Double, Int)] = [
      ("0", 0, 1), ("50", 0.5, 1), ("75", 0.75, 1), ("90", 0.9, 20), ("95", 0.95, 59),
      ("99", 0.99, 1_000), ("99.9", 0.999, 10_000), ("99.99", 0.9999, 100_000), ("100", 1, 1),
    ]
    let rows = quantiles.filter { histogram.count >= $0.2 }.map { name, quantile, _ -> [Markup] in
      let value = quantile == 1 ? histogram.max : histogram.quantile(quantile)
      let isInside = quantile > 0 && quantile < 1
      let range = isInside ? histogram.quantileInterval(quantile) : nil
      let interval = range.map {
        "[\(Figures.milliseconds($0.lowerBound)), \(Figures.milliseconds($0.upperBound))]"
      }
      return [
        "\(name)", "\(value.map(Figures.milliseconds) ?? Figures.none)",
        "\(interval ?? Figures.none)",
      ]
    }
    return Table(
      label: "Percentiles of response latency",
      columns: [.number("percentile"), .number("ms"), .number("95 % interval")],
      rows: rows,
      isSortable: false
    )
  }

  private static func milliseconds(_ duration: Duration) -> Double {
    Double(duration.nanoseconds) / 1e6
  }
}
