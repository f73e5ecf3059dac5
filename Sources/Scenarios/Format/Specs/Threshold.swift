package import VoicePipeline

/// A bound that a run must keep: `response_latency.p95 < 1500ms`.
package struct Threshold: Sendable, Hashable {
  /// What is taken from the samples of a metric.
  package enum Statistic: String, Sendable, Hashable, CaseIterable {
    case min
    case p5
    case p50
    case p90
    case p95
    case p99
    case p999
    case max
    case mean
    /// The one figure of a share or a count.
    case value
  }

  /// How the measured figure must stand to the bound.
  package enum Comparison: String, Sendable, Hashable, CaseIterable {
    case below = "<"
    case atMost = "<="
    case above = ">"
    case atLeast = ">="
    case equal = "=="

    /// Whether the measured figure satisfies the bound.
    package func holds(_ measured: Double, _ bound: Double) -> Bool {
      switch self {
      case .below: measured < bound
      case .atMost: measured <= bound
      case .above: measured > bound
      case .atLeast: measured >= bound
      case .equal: measured == bound
      }
    }
  }

  package var metric: MetricName
  package var statistic: Statistic
  package var comparison: Comparison
  /// Nanoseconds for a latency, 0 to 1 for a share, else a number of things.
  package var bound: Double
  /// The expression as it was written.
  package var text: String
}
