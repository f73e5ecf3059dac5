internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension WorldResult {
  /// Buckets of the load curves: ten seconds in an hour.
  private static let loadBuckets = 360
  /// Windows of the response latency over time.
  private static let responseWindows = 60

  /// Offered, active and blocked calls over time, and Little's law over the measured window.
  func loadFacts(duration: Duration, slots: Int) -> LoadFacts {
    let bucket = duration / Self.loadBuckets
    let end = SimInstant.zero.advanced(by: duration)
    let window = measurements.window
    let seconds = Double(window.start.duration(to: window.end).nanoseconds) / 1e9
    let held = Double(measurements.holdTotal.nanoseconds) / 1e9
    return LoadFacts(
      bucket: bucket,
      offered: demand.means(bucket: bucket, until: end),
      active: measurements.active.means(bucket: bucket, until: end),
      blocked: counts(of: measurements.blockedAt, bucket: bucket, buckets: Self.loadBuckets),
      slots: slots,
      activeMean: measurements.active.mean(from: window.start, to: window.end),
      activePeak: measurements.active.peak(from: window.start, to: window.end),
      littleMean: seconds > 0 ? held / seconds : 0
    )
  }

  /// How many instants fall into each bucket from the run's start.
  func counts(of instants: [SimInstant], bucket: Duration, buckets: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: buckets)
    for instant in instants {
      let index = Int(instant.nanoseconds / bucket.nanoseconds)
      if index < buckets { counts[index] += 1 }
    }
    return counts
  }

  /// Percentiles of response latency in equal windows; windows without a turn are left out.
  func responseWindowFacts() -> [LatencyWindow] {
    let window = measurements.window
    let length = window.start.duration(to: window.end) / Self.responseWindows
    guard length > .zero else { return [] }
    var responses = [[Int64]](repeating: [], count: Self.responseWindows)
    for sample in measurements.samples {
      let offset = window.start.duration(to: sample.speechEnded).nanoseconds
      let index = min(Int(offset / length.nanoseconds), Self.responseWindows - 1)
      responses[index].append(sample.response.nanoseconds)
    }
    return responses.enumerated().compactMap { index, values in
      let sorted = values.sorted()
      guard !sorted.isEmpty else { return nil }
      func quantile(_ q: Double) -> Duration {
        let rank = Int((q * Double(sorted.count)).rounded(.up))
        return .nanoseconds(sorted[min(max(rank, 1), sorted.count) - 1])
      }
      return LatencyWindow(
        start: window.start.advanced(by: length * index),
        count: sorted.count,
        p50: quantile(0.50),
        p95: quantile(0.95),
        p99: quantile(0.99)
      )
    }
  }
}
