extension LatencyHistogram {
  /// The time that a share `q` of the recorded times does not exceed; nil when there are none.
  ///
  /// The value of rank ceil(q n), as the greatest time that its bucket holds (0.1 % at most above).
  package func quantile(_ q: Double) -> Duration? {
    count == 0 ? nil : value(rank: OrderStatistics.rank(q, of: count))
  }

  /// An interval that holds the true quantile with at least the given confidence.
  ///
  /// Its ends are order statistics, so it assumes nothing of the distribution but independent
  /// samples. Nil when the samples are too few for any such interval (p95 needs 59, p99 299,
  /// p99.9 2,995).
  package func quantileInterval(
    _ q: Double,
    confidence: Double = 0.95
  ) -> ClosedRange<Duration>? {
    guard let ranks = OrderStatistics.ranks(q, samples: count, confidence: confidence) else {
      return nil
    }
    return value(rank: ranks.lowerBound)...value(rank: ranks.upperBound)
  }

  private func value(rank: Int) -> Duration {
    var seen = 0
    for index in counts.indices {
      seen += counts[index]
      if seen >= rank { return upperBound(index) }
    }
    return .nanoseconds(longest)
  }
}
