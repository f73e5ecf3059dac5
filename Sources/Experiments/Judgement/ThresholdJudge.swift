package import RunReports
package import Scenarios
internal import VoicePipeline

extension Threshold {
  /// Holds the threshold against what the run measured.
  package func judged(by result: WorldResult) -> ThresholdFacts {
    let reading = result.reading(metric, statistic)
    let verdict: Verdict
    if let value = reading.value {
      verdict = comparison.holds(value, bound) ? .pass : .fail
    } else {
      verdict = .inconclusive
    }
    return ThresholdFacts(
      expression: text,
      metric: metric,
      statistic: statistic.rawValue,
      comparison: comparison.rawValue,
      measured: reading.value,
      bound: bound,
      interval: reading.interval,
      count: reading.count,
      verdict: verdict
    )
  }
}

extension Verdict {
  /// The verdict of a run: any failure fails it, anything undecided leaves it undecided.
  package init(
    thresholds: [ThresholdFacts],
    checks: [ValidityCheck],
    claim: ClaimFacts?
  ) {
    let isUndecided = claim?.finding == .undecided
    let isClaimUnexpected = claim.map { $0.finding != $0.expected && !isUndecided } ?? false
    if thresholds.contains(where: { $0.verdict == .fail }) || isClaimUnexpected {
      self = .fail
    } else if thresholds.contains(where: { $0.verdict == .inconclusive })
      || checks.contains(where: { !$0.passed }) || isUndecided
    {
      self = .inconclusive
    } else {
      self = .pass
    }
  }
}
