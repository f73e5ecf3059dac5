import SimCore
import VoicePipeline

/// A published figure against what was measured.
enum ClaimSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let claim = facts.claim else { return nil }
    let expected: Markup =
      claim.finding == claim.expected
      ? "as expected" : "<b class=\"fail\">expected: \(claim.expected.rawValue)</b>"
    let article: Markup = """
      <article class="claim"><p>\(PageParts.chip(claim.finding)) \
      <span class="mut small">\(claim.id), \(expected)</span></p>
      <q dir="auto">\(claim.quote)</q><p class="mut small">\(claim.source)</p>
      <p>\(claim.sentence)</p></article>
      """
    if let comparison = claim.comparison {
      return ReportSection(
        key: "claim",
        title: "Claim",
        lead: "A published claim, and what comparing arms seed by seed says of it.",
        body: article + ComparisonSection.markup(comparison)
      )
    }
    let figures = PageParts.keyValues(claim.figures.map { ($0.name, "\($0.value)") })
    return ReportSection(
      key: "claim",
      title: "Claim",
      lead: "A published figure, and what this run measured for it.",
      body: article + (distribution(claim)?.markup ?? "") + (claim.figures.isEmpty ? "" : figures)
    )
  }

  private static func distribution(_ claim: ClaimFacts) -> ChartFigure? {
    let samples = claim.samples.filter(\.isFinite).sorted()
    guard samples.count >= 5, let claimed = claim.claimed, let low = samples.first,
      let high = samples.last
    else { return nil }
    let bins = Bins(
      from: min(low, claimed.lowerBound),
      to: max(high, claimed.upperBound),
      areWhole: samples.allSatisfy { $0 == $0.rounded() }
    )
    let counts = bins.counts(samples)
    let axis = Axis.linear(upTo: Double(counts.reduce(0, max)), areWhole: true)
    var plot = Plot(
      name: "fig-claim",
      x: bins.axis(unit: claim.unit),
      y: axis,
      height: 170,
      margins: .init(left: 44, right: 34)
    )
    let isPoint = claimed.lowerBound == claimed.upperBound
    let padding = bins.areWhole ? 0.5 : isPoint ? bins.width / 4 : 0
    plot.span(
      claimed.lowerBound - padding,
      claimed.upperBound + padding,
      "claimed",
      "claimed"
    )
    for (index, count) in counts.enumerated() where count > 0 {
      let start = bins.start + Double(index) * bins.width
      plot.bar(start + 0.06 * bins.width, start + 0.94 * bins.width, Double(count), "accf")
    }
    let inside = samples.count { claimed.contains($0) }
    let unit = claim.unit.isEmpty ? "" : Figures.space + claim.unit
    let median = bins.text(samples[(samples.count - 1) / 2])
    return ChartFigure(
      name: "fig-claim",
      title: "\(Figures.count(inside)) of \(Figures.count(samples.count)) replications "
        + "\(inside == 1 ? "lies" : "lie") in the "
        + "claimed range; the median is \(median)\(unit)",
      subtitle: "\(claim.metric), replications by value; shaded: claimed "
        + "\(bins.text(claimed.lowerBound)) to \(bins.text(claimed.upperBound))",
      drawing: plot.markup(
        description: "Histogram of \(samples.count) replications from \(bins.text(low)) to "
          + "\(bins.text(high)); the claimed range is shaded."
      )
    )
  }

  /// About twenty classes of equal width.
  private struct Bins {
    let start: Double
    let width: Double
    let count: Int
    private let decimals: Int
    /// Whole values stand in the middle of their class.
    let areWhole: Bool

    init(from low: Double, to high: Double, areWhole: Bool) {
      let step = NiceStep(max(high - low, areWhole ? 1 : 1e-6) / 4, areWhole: areWhole)
      width = areWhole && high - low <= 40 ? 1 : step.value
      self.areWhole = areWhole && width == 1
      let first = (low / width).rounded(.down) * width
      start = self.areWhole ? low.rounded(.down) - 0.5 : first
      count = max(1, Int(((high - start) / width).rounded(.down)) + 1)
      decimals = areWhole ? 0 : step.decimals
    }

    func counts(_ samples: [Double]) -> [Int] {
      var counts = [Int](repeating: 0, count: count)
      for sample in samples {
        counts[max(0, min(count - 1, Int((sample - start) / width)))] += 1
      }
      return counts
    }

    func text(_ value: Double) -> String {
      Figures.fixed(value, decimals: value == value.rounded() ? 0 : max(1, decimals))
    }

    func axis(unit: String) -> Axis {
      let end = start + Double(count) * width
      let origin = areWhole ? start + 0.5 : start
      let stride = max(1, (count + 6) / 7)
      let steps = Array(Swift.stride(from: 0, to: areWhole ? count : count + 1, by: stride))
      let ticks = steps.map { index in
        let text = Figures.fixed(origin + Double(index) * width, decimals: decimals)
        let isLast = index == steps.last && (1...12).contains(unit.count)
        return Tick(
          value: origin + Double(index) * width,
          text: isLast ? text + Figures.space + unit : text
        )
      }
      return Axis(lower: start, upper: end, ticks: ticks)
    }
  }
}
