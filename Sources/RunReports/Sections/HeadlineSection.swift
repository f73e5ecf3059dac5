import SimCore
import VoicePipeline

/// Up to six figures, each with its threshold, its interval and its n.
enum HeadlineSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    let cards = [
      latency(facts, "p95", 0.95, needs: LatencyCells.p95Needs),
      latency(facts, "p99", 0.99, needs: LatencyCells.p99Needs),
      ratio(facts, .callSuccessRate, "Call success"),
      ratio(facts, .wordErrorRate, "Word error rate"),
      ratio(facts, .blockedCalls, "Blocked calls"),
      ratio(facts, .answerSeizureRatio, "Answer-seizure ratio"),
    ].compactMap(\.self)
    guard !cards.isEmpty else { return nil }
    let hasLimit = cards.contains { $0.threshold != nil }
    return ReportSection(
      key: "headline",
      title: "Headline figures",
      lead: hasLimit ? "Bar: this run. Tick: threshold." : "No threshold is set on these.",
      body: "<dl class=\"kpis\">\(cards.map(\.markup).joined(separator: "\n"))</dl>"
    )
  }

  private struct Card {
    var name: String
    var kind: MetricName.Kind
    var value: Double
    var interval: ClosedRange<Double>?
    var count: Int
    /// What the bar shows.
    var range: ClosedRange<Double>
    var threshold: ThresholdFacts?

    var markup: Markup {
      let isBad = threshold?.verdict == .fail
      let limit = threshold.map(\.bound)
      var notes: [Markup] = []
      if let limit { notes.append("limit \(kind.exactText(limit))") }
      if let interval {
        notes.append("[\(kind.text(interval.lowerBound)), \(kind.text(interval.upperBound))]")
      }
      notes.append("\(Figures.samples(count))")
      let bar = SmallDrawing.bullet(value: value, limit: limit, in: range, isBad: isBad)
      return """
        <div class="kpi\(isBad ? " badk" : "")"><dt>\(name)</dt>\
        <dd class="v">\(isBad ? "✕ " : "")\(kind.text(value, apartFrom: limit))\
        <small>\(kind.unit)</small></dd>\(bar)<dd>\(notes.joined(separator: "<br>"))</dd></div>
        """
    }
  }

  private static func latency(
    _ facts: RunFacts,
    _ statistic: String,
    _ quantile: Double,
    needs: Int
  ) -> Card? {
    guard let histogram = facts.histogram(.responseLatency), histogram.count >= needs,
      let value = histogram.quantile(quantile)
    else { return nil }
    let threshold = facts.threshold(.responseLatency, statistic)
    let measured = threshold?.measured ?? Double(value.nanoseconds)
    return Card(
      name: "Response latency \(statistic)",
      kind: .latency,
      value: measured,
      interval: histogram.quantileInterval(quantile).map {
        Double($0.lowerBound.nanoseconds)...Double($0.upperBound.nanoseconds)
      },
      count: histogram.count,
      range: 0...(1.25 * max(measured, threshold?.bound ?? 0, 1)),
      threshold: threshold
    )
  }

  private static func ratio(_ facts: RunFacts, _ metric: MetricName, _ name: String) -> Card? {
    let threshold = facts.threshold(metric, "value")
    guard let share = facts.share(metric), let value = threshold?.measured ?? share.value else {
      return nil
    }
    let bound = threshold?.bound
    let range: ClosedRange<Double>
    if metric == .callSuccessRate {
      // Near 100 %, so the bar begins where a difference can be seen.
      let room = max(0.01, 1 - min(value, bound ?? value))
      range = max(0, 1 - 2 * room)...1
    } else if metric == .answerSeizureRatio {
      range = 0...1
    } else {
      range = 0...max(0.0001, min(max(1, value), 1.4 * max(value, bound ?? 0)))
    }
    return Card(
      name: name,
      kind: .ratio,
      value: value,
      interval: share.interval,
      count: share.whole,
      range: range,
      threshold: threshold
    )
  }
}
