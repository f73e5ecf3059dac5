internal import RunReports
package import Scenarios
internal import SimCore
package import VoicePipeline

/// One measured figure with its 95 % interval and the number of samples behind it.
package struct MetricReading: Sendable, Hashable {
  /// Nanoseconds, a share of 0 to 1, a count or dollars, by the metric's kind; nil without enough
  /// samples.
  package var value: Double?
  package var interval: ClosedRange<Double>?
  package var count: Int
}

extension WorldResult {
  /// What the run measured for a metric.
  package func reading(_ metric: MetricName, _ statistic: Threshold.Statistic) -> MetricReading {
    if let histogram = histogram(of: metric) {
      return Self.reading(of: histogram, statistic)
    }
    let share = Share.of(
      metric,
      outcomes: outcomeFacts,
      conversations: measurements.conversations,
      wordErrors: wordErrorFacts,
      legs: measurements.legs
    )
    if let share = share ?? detection?.share(of: metric) {
      return MetricReading(value: share.value, interval: share.interval, count: share.whole)
    }
    switch metric {
    case .inboundWait:
      return waitingRoom.map { Self.reading(of: $0.waits, statistic) }
        ?? MetricReading(value: nil, interval: nil, count: 0)
    case .inboundLost:
      let share = Share(waitingRoom?.lost ?? 0, of: waitingRoom?.arrived ?? 0)
      return MetricReading(value: share.value, interval: share.interval, count: share.whole)
    case .activeCalls: return level(measurements.active, statistic)
    case .offeredCalls: return level(demand, statistic)
    case .pods: return platform.map { level($0.ready, statistic) } ?? .nothing
    case .desiredPods: return platform.map { level($0.desired, statistic) } ?? .nothing
    case .droppedCalls:
      return count(measurements.attempts.dropped, of: measurements.attempts.offered)
    case .doNotCallViolations:
      return count(compliance.violations(of: .doNotCall), of: compliance.dials)
    case .callingHoursViolations:
      return count(compliance.violations(of: .callingHours), of: compliance.dials)
    case .consentViolations:
      return count(compliance.violations(of: .consent), of: compliance.dials)
    case .callFrequencyViolations:
      let broken = [ComplianceRule.callFrequency, .afterConversation]
        .reduce(0) { $0 + compliance.violations(of: $1) }
      return count(broken, of: compliance.dials)
    case .abandonmentViolations:
      return count(compliance.violations(of: .abandonment), of: compliance.dials)
    case .ringTimeViolations:
      return count(compliance.violations(of: .ringTime), of: compliance.dials)
    case .complianceViolations:
      return count(compliance.violationsTotal, of: compliance.dials)
    case .smsViolations:
      return count(compliance.textViolations, of: compliance.texts)
    case .costPerCall:
      return cost(over: measurements.conversations.held)
    case .costPerSuccess:
      return cost(over: measurements.conversations.succeeded)
    case .detectionCost:
      let answers = detection?.answers ?? 0
      let cost = detection?.cost.dollars ?? 0
      let value = answers > 0 ? cost / Double(answers) : nil
      return MetricReading(value: value, interval: nil, count: answers)
    case .inputTokens, .outputTokens, .contextTokens:
      return tokens(metric, statistic)
    case .serverMemory:
      return MetricReading(value: server?.memory, interval: nil, count: measurements.held)
    case .serverSlots:
      return MetricReading(value: server?.slots, interval: nil, count: measurements.held)
    default:
      return dialingReading(metric, statistic) ?? mediaReading(metric, statistic)
        ?? MetricReading(value: nil, interval: nil, count: 0)
    }
  }

  /// The distribution of a latency: of conversations, of a detector, or of dials.
  func histogram(of metric: MetricName) -> LatencyHistogram? {
    measurements.latencies.histogram(of: metric) ?? detection?.histogram(of: metric)
      ?? dialingHistogram(of: metric) ?? mediaHistogram(of: metric)
  }

  private func cost(over count: Int) -> MetricReading {
    let cost = measurements.conversations.tally.cost.dollars
    return MetricReading(value: count > 0 ? cost / Double(count) : nil, interval: nil, count: count)
  }

  /// What the run measured of a quantity that a claim's formula asks for.
  package func reading(_ figure: MeasuredQuantity.Figure) -> MetricReading {
    switch figure {
    case .statistic(let metric, let statistic):
      return reading(metric, statistic)
    case .share(let metric, let comparison, let bound):
      guard let histogram = histogram(of: metric), histogram.count > 0
      else { return MetricReading(value: nil, interval: nil, count: 0) }
      let bound = Duration.nanoseconds(bound)
      let part =
        switch comparison {
        case .below: histogram.countBelow(bound)
        case .atMost, .equal: histogram.count(atMost: bound)
        case .above: histogram.count - histogram.count(atMost: bound)
        case .atLeast: histogram.count - histogram.countBelow(bound)
        }
      return MetricReading(
        value: Double(part) / Double(histogram.count),
        interval: nil,
        count: histogram.count
      )
    }
  }

  func level(
    _ curve: ConcurrencyCurve,
    _ statistic: Threshold.Statistic
  ) -> MetricReading {
    let window = measurements.window
    let value =
      statistic == .mean
      ? curve.mean(from: window.start, to: window.end)
      : Double(curve.peak(from: window.start, to: window.end))
    return MetricReading(value: value, interval: nil, count: measurements.held)
  }

  private func tokens(_ metric: MetricName, _ statistic: Threshold.Statistic) -> MetricReading {
    let conversations = measurements.conversations
    let value =
      statistic == .max
      ? Double(conversations.tally.contextTokens) : conversations.mean(metric)
    return MetricReading(value: value, interval: nil, count: conversations.held)
  }

  func count(_ number: Int, of whole: Int) -> MetricReading {
    MetricReading(value: Double(number), interval: nil, count: whole)
  }

  private static func reading(
    of histogram: LatencyHistogram,
    _ statistic: Threshold.Statistic
  ) -> MetricReading {
    let count = histogram.count
    guard count > 0 else { return MetricReading(value: nil, interval: nil, count: 0) }
    let quantile: Double
    switch statistic {
    case .p5: quantile = 0.05
    case .p50: quantile = 0.50
    case .p90: quantile = 0.90
    case .p95: quantile = 0.95
    case .p99: quantile = 0.99
    case .p999: quantile = 0.999
    case .min, .max, .mean, .value:
      let value =
        statistic == .mean ? histogram.mean : statistic == .min ? histogram.min : histogram.max
      return MetricReading(value: value?.inNanoseconds, interval: nil, count: count)
    }
    let interval = histogram.quantileInterval(quantile, confidence: 0.95)
    return MetricReading(
      value: interval == nil ? nil : histogram.quantile(quantile)?.inNanoseconds,
      interval: interval.map { $0.lowerBound.inNanoseconds...$0.upperBound.inNanoseconds },
      count: count
    )
  }
}

extension MetricReading {
  /// Of what there is not.
  static let nothing = MetricReading(value: nil, interval: nil, count: 0)
}

extension Duration {
  /// Nanoseconds as a figure to compare and to print.
  var inNanoseconds: Double { Double(nanoseconds) }
}
