internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// What one replication says about a claim.
struct ClaimSample: Sendable {
  /// The claimed metric, in its own unit.
  var value: Double
  /// Mean number of conversations in the measured window.
  var activeMean: Double
  /// The same over a window of equal length from the cold start.
  var coldMean: Double

  init?(_ claim: ClaimSpec, result: WorldResult) {
    guard let single = claim.single,
      let value = result.reading(single.metric, single.statistic).value
    else { return nil }
    self.value = value
    let window = result.measurements.window
    let active = result.measurements.active
    activeMean = active.mean(from: window.start, to: window.end)
    let length = window.start.duration(to: window.end)
    coldMean = active.mean(from: .zero, to: SimInstant.zero.advanced(by: length))
  }
}

/// Holds a published figure against many replications.
struct ClaimJudge {
  let scenario: Scenario
  let claim: ClaimSpec
  let samples: [ClaimSample]
  private let single:
    (metric: MetricName, statistic: Threshold.Statistic, range: ClosedRange<Double>)

  /// Nil for a claim of another form.
  init?(scenario: Scenario, claim: ClaimSpec, samples: [ClaimSample]) {
    guard let single = claim.single else { return nil }
    self.scenario = scenario
    self.claim = claim
    self.samples = samples
    self.single = single
  }

  /// The share of replications beyond which a claim counts as confirmed; below its complement as
  /// refuted.
  private static let decisiveShare = 0.95

  func facts() -> ClaimFacts {
    let values = samples.map(\.value).sorted()
    let inside = values.filter { single.range.contains($0) }.count
    let share = values.isEmpty ? 0 : Double(inside) / Double(values.count)
    let finding: ClaimFinding
    if values.isEmpty {
      finding = .depends
    } else if share >= Self.decisiveShare {
      finding = .confirmed
    } else {
      finding = share <= 1 - Self.decisiveShare ? .refuted : .depends
    }
    return ClaimFacts(
      id: claim.id,
      quote: claim.quote,
      source: claim.source,
      metric: "\(single.metric.rawValue).\(single.statistic.rawValue)",
      unit: unit,
      claimed: scaled(single.range.lowerBound)...scaled(single.range.upperBound),
      finding: finding,
      expected: claim.expected,
      sentence: sentence(values, inside: inside),
      figures: figures(values, inside: inside),
      samples: samples.map { scaled($0.value) }
    )
  }

  private func sentence(_ values: [Double], inside: Int) -> String {
    guard let low = values.first, let high = values.last else {
      return "No replication measured \(single.metric.label)."
    }
    let median = text(Self.quantile(0.5, of: values))
    return """
      \(single.statistic == .max ? "Peak " : "")\(single.metric.label) had a median of \(median) \
      over \(values.count) seeds, from \(text(low)) to \(text(high)); \(inside) of them lie in the \
      published \(text(single.range.lowerBound)) to \(text(single.range.upperBound)).
      """
  }

  private func figures(_ values: [Double], inside: Int) -> [(name: String, value: String)] {
    guard let least = values.first, let greatest = values.last else { return [] }
    var rows: [(name: String, value: String)] = [
      ("Seeds", "\(values.count)"),
      ("Within the published range", "\(inside) of \(values.count)"),
      ("p50", text(Self.quantile(0.5, of: values))),
      ("p95", text(Self.quantile(0.95, of: values))),
      ("p99", values.count >= 100 ? text(Self.quantile(0.99, of: values)) : "n too small"),
      ("Least and greatest", "\(text(least)) and \(text(greatest))"),
    ]
    if single.metric == .activeCalls { rows += concurrencyFigures() }
    return rows
  }

  /// Offered conversations by Erlang's product, and the means that the replications measured.
  private func concurrencyFigures() -> [(name: String, value: String)] {
    var steady = MeanEstimate()
    var cold = MeanEstimate()
    for sample in samples {
      steady.add(sample.activeMean)
      cold.add(sample.coldMean)
    }
    let mix = CallerMix.talkSeconds(of: scenario.callers)
    let rate = scenario.campaigns.reduce(0) { $0 + $1.rate }
    let erlangs = rate * scenario.answers.human * mix
    var rows: [(name: String, value: String)] = [
      ("Arrival rate times talk time", FixedDecimal.text(erlangs, decimals: 2)),
      ("Mean after warm-up", FixedDecimal.text(steady.mean, decimals: 2)),
    ]
    if let interval = steady.interval95 {
      let low = FixedDecimal.text(interval.lowerBound, decimals: 2)
      let high = FixedDecimal.text(interval.upperBound, decimals: 2)
      rows.append(("95 % interval of that mean", "[\(low), \(high)]"))
    }
    rows.append(("Mean from a cold start", FixedDecimal.text(cold.mean, decimals: 2)))
    return rows
  }

  private var unit: String {
    switch single.metric.kind {
    case .latency: "ms"
    case .ratio: "%"
    case .count: single.metric == .activeCalls ? "calls" : ""
    case .score: ""
    case .money: "USD"
    }
  }

  private func scaled(_ value: Double) -> Double {
    switch single.metric.kind {
    case .latency: value / 1e6
    case .ratio: value * 100
    case .count, .money, .score: value
    }
  }

  private func text(_ value: Double) -> String {
    switch single.metric.kind {
    case .latency, .count: FixedDecimal.text(scaled(value), decimals: 0)
    case .ratio: FixedDecimal.text(scaled(value), decimals: 1)
    case .score: FixedDecimal.text(scaled(value), decimals: 2)
    case .money: FixedDecimal.text(scaled(value), decimals: 4)
    }
  }

  /// The value of rank ceil(q n) of sorted values.
  private static func quantile(_ q: Double, of sorted: [Double]) -> Double {
    let rank = Int((q * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }
}

/// The mean talk time over a mix of callers.
private enum CallerMix {
  static func talkSeconds(of callers: [CallerSpec]) -> Double {
    callers.reduce(0) { $0 + $1.share * Double($1.talkTime.mean.nanoseconds) / 1e9 }
  }
}
