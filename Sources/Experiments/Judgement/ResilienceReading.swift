internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

// What breakers, pools and shedding did, as figures.
extension WorldResult {
  /// A figure of them; nil for a metric that is none, or where they are not there.
  func resilienceReading(
    _ metric: MetricName,
    _ statistic: Threshold.Statistic
  ) -> MetricReading? {
    switch metric {
    case .retryAmplification: return amplification(statistic)
    case .breakerOpenings: return count(resilience.openings, of: resilience.breakers.count)
    case .requestsKeptBack: return count(resilience.keptBack, of: resilience.breakers.count)
    case .poolHits:
      guard let pool = resilience.pool else { return nil }
      let share = Share(pool.hits, of: pool.asked)
      return MetricReading(value: share.value, interval: share.interval, count: share.whole)
    case .warmSessions: return resilience.pool.map { level($0.idle, statistic) }
    case .shedCalls:
      guard let shedding = resilience.shedding else { return nil }
      return count(shedding.turnedAway, of: measurements.attempts.offered)
    case .shedMinutes:
      guard let shedding = resilience.shedding else { return nil }
      let window = measurements.window
      let area = shedding.isShedding.integral(from: window.start, to: window.end)
      return MetricReading(value: Double(area) / 60e9, interval: nil, count: measurements.held)
    default: return nil
    }
  }

  private func amplification(_ statistic: Threshold.Statistic) -> MetricReading {
    let window = measurements.window
    let traffic = measurements.traffic
    let services: [ModelCall.Service] = [.languageModel, .realtime]
    let totals = services.map { traffic.total(of: $0, from: window.start, to: window.end) }
    let sum = totals.reduce(into: EndpointTraffic.Counts()) { $0 += $1 }
    let worst = services.compactMap { traffic.worst(of: $0, from: window.start, to: window.end) }
    return MetricReading(
      value: statistic == .max ? worst.max() : sum.amplification,
      interval: nil,
      count: sum.wanted
    )
  }
}
