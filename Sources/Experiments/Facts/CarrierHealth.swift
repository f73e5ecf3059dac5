internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

// What the dialer noticed of the faults of its carriers.
extension WorldResult {
  /// How a carrier was watched; nil for one that no dial goes over.
  func health(of carrier: String) -> CarrierHealthFacts? {
    guard let watch = watches.first(where: { $0.name == carrier }) else { return nil }
    let outages = faults.windows.filter { $0.target == .carrier(carrier) && $0.start < end }
      .sorted { $0.start < $1.start }
      .map { outage($0, watch) }
    return CarrierHealthFacts(watch: watch, outages: outages, end: end)
  }

  /// A fault is noticed once its carrier is kept away from, which what it has left unanswered may
  /// bring about a while after its end.
  private func outage(_ window: FaultSchedule.Window, _ watch: CarrierWatch) -> OutageFacts {
    let last = window.end.advanced(by: Self.echo)
    let noticed = watch.avoidances.first { avoidance in
      avoidance.start < last && (avoidance.end.map { $0 > window.start } ?? true)
    }
    return OutageFacts(
      kind: window.kind.rawValue,
      start: window.start,
      detected: noticed.map { max(window.start.duration(to: $0.start), .zero) },
      cause: noticed?.cause
    )
  }

  /// How long a dial or a probe may go unanswered: timers B and F of RFC 3261.
  private static let echo = Duration.seconds(32)

  private var outages: [OutageFacts] {
    watches.flatMap { health(of: $0.name)?.outages ?? [] }
  }

  /// From the start of a carrier's fault to the last dial before the dialer keeps away from it.
  var outageDetection: LatencyHistogram {
    var histogram = LatencyHistogram()
    for outage in outages { if let delay = outage.detected { histogram.record(delay) } }
    return histogram
  }

  /// A figure of what watches carriers; nil for a metric that is none.
  func watchReading(_ metric: MetricName) -> MetricReading? {
    switch metric {
    case .unseenOutages:
      return count(outages.count { $0.detected == nil }, of: outages.count)
    case .failedProbes:
      let sent = watches.reduce(0) { $0 + $1.probesSent }
      let share = Share(watches.reduce(0) { $0 + $1.probesFailed }, of: sent)
      return MetricReading(value: share.value, interval: share.interval, count: sent)
    case .nearDials:
      let sum = watches.reduce(into: RegionCounts()) { $0 += $1.regions }
      let share = Share(sum.near, of: sum.near + sum.far)
      return MetricReading(value: share.value, interval: share.interval, count: share.whole)
    default: return nil
    }
  }
}
