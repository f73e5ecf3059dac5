internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension RunFactsAssembly {
  /// Pods over time beside what the offered calls would have needed; nil where pods stand.
  func scaling(bucket: Duration) -> ScalingFacts? {
    guard let account = result.platform, let pod = scenario.platform.elastic else { return nil }
    let end = SimInstant.zero.advanced(by: scenario.duration)
    let offered = result.demand.means(bucket: bucket, until: end)
    let autoscaler = scenario.platform.autoscaler
    var facts = ScalingFacts(
      account: account,
      bucket: bucket,
      ready: account.ready.means(bucket: bucket, until: end),
      desired: account.desired.means(bucket: bucket, until: end),
      needed: offered.map { ($0 / Double(pod.target)).rounded(.up) },
      podsMax: scenario.platform.parts.reduce(0) { $0 + ($1.elastic?.max ?? 0) },
      target: pod.target,
      cap: scenario.platform.slots(of: pod),
      end: end,
      kubernetes: autoscaler?.kubernetes,
      triggers: autoscaler?.triggers.map(\.metric.rawValue) ?? []
    )
    facts.podLosses = result.measurements.podLosses
    facts.gaps = result.measurements.latencies.histogram(of: .resumeGap) ?? LatencyHistogram()
    facts.regions = account.regions.map {
      RegionFacts(
        account: $0,
        ready: $0.ready.means(bucket: bucket, until: end),
        desired: $0.desired.means(bucket: bucket, until: end)
      )
    }
    return facts
  }
}
