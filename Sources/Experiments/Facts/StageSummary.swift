internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension WorldResult {
  /// The stages of a turn in order of time.
  private static let stages: [(metric: MetricName, part: @Sendable (TurnStages) -> Duration)] = [
    (.endpointing, { $0.endpointing }), (.transcription, { $0.transcription }),
    (.routing, { $0.routing }), (.tools, { $0.tools }), (.modelQueue, { $0.modelQueue }),
    (.timeToFirstToken, { $0.firstToken }), (.firstSentence, { $0.firstSentence }),
    (.synthesis, { $0.synthesis }), (.network, { $0.network }),
  ]

  /// Turns whose response lies within this share of all turns from a percentile stand for it.
  private static let neighbourhood = 0.01

  /// The latencies that a report lists, each stage under response latency.
  func latencyFacts() -> [LatencyFacts] {
    let metrics: [(MetricName, MetricName?)] =
      [(.responseLatency, nil)] + Self.stages.map { ($0.metric, .responseLatency) }
      + [
        (.languageModel, nil), (.timeToFirstWord, nil), (.bargeInStop, nil), (.deadAir, nil),
        (.postDialDelay, nil), (.dialDelay, nil), (.holdTime, nil), (.verdictTime, nil),
        (.feltDelay, nil),
      ]
    return metrics.compactMap { metric, parent in
      guard let histogram = histogram(of: metric), histogram.count > 0
      else { return nil }
      return LatencyFacts(metric: metric, parent: parent, histogram: histogram)
    }
  }

  /// Mean stages of the turns around p50 and around p95 of response latency, and of the slowest
  /// twentieth.
  func stageFacts() -> [StageFacts] {
    let told = measurements.samples.filter { $0.stages != nil }
    let sorted = told.sorted { $0.response < $1.response }
    guard !sorted.isEmpty else { return [] }
    let median = Self.neighbours(of: 0.50, in: sorted)
    let slow = Self.neighbours(of: 0.95, in: sorted)
    let slowest = sorted.suffix((sorted.count + 19) / 20)
    return Self.stages.compactMap { metric, part in
      // Stages that no turn had are no part of the picture.
      guard told.contains(where: { $0.stages.map(part) != .zero }) else { return nil }
      return StageFacts(
        metric: metric,
        nearMedian: Self.mean(of: median, part),
        nearP95: Self.mean(of: slow, part),
        slowest: Self.mean(of: slowest, part)
      )
    }
  }

  private static func neighbours(
    of quantile: Double,
    in sorted: [TurnSample]
  )
    -> ArraySlice<TurnSample>
  {
    let centre = Int(quantile * Double(sorted.count))
    let reach = Int(neighbourhood * Double(sorted.count))
    let lower = max(centre - reach, 0)
    let upper = min(centre + reach, sorted.count - 1)
    return sorted[min(lower, upper)...upper]
  }

  private static func mean(
    of samples: ArraySlice<TurnSample>,
    _ part: @Sendable (TurnStages) -> Duration
  ) -> Duration {
    let stages = samples.compactMap(\.stages)
    return stages.reduce(Duration.zero) { $0 + part($1) } / max(stages.count, 1)
  }
}
