internal import Scenarios
internal import SimCore
internal import VoicePipeline

// What campaigns and carriers did, as figures of a run.
extension WorldResult {
  /// A figure of the dialer or of its carriers; nil for a metric that is none.
  func dialingReading(
    _ metric: MetricName,
    _ statistic: Threshold.Statistic
  ) -> MetricReading? {
    let started = campaigns.reduce(0) { $0 + $1.account.started }
    switch metric {
    case .textsSent:
      let planned = campaigns.reduce(0) { $0 + $1.texts.planned }
      return count(compliance.texts, of: planned)
    case .debtContactsMax:
      return count(compliance.contactsMax, of: compliance.dials + compliance.texts)
    case .rangTwice:
      return count(rangTwice, of: measurements.attempts.started)
    case .priorityInversions:
      return count(campaigns.reduce(0) { $0 + $1.account.inversions }, of: started)
    case .overflowedDials, .replayedDials, .expiredDials:
      return overflowReading(metric)
    case .leadsReached:
      let leads = campaigns.reduce(0) { $0 + $1.leads.reduce(0, +) }
      return count(campaigns.reduce(0) { $0 + $1.count(of: .reached) }, of: leads)
    case .heldToOneMinutes:
      let held = campaigns.reduce(Duration.zero) { $0 + $1.heldToOne }
      return MetricReading(value: held.inNanoseconds / 60e9, interval: nil, count: started)
    case .effectiveDialsPerSecond:
      let window = measurements.window
      let seconds = window.start.duration(to: window.end).inNanoseconds / 1e9
      return MetricReading(
        value: Double(measurements.routed) / seconds,
        interval: nil,
        count: measurements.routed
      )
    default:
      return watchReading(metric) ?? writingReading(metric) ?? eventReading(metric, statistic)
        ?? auditReading(metric) ?? platformReading(metric) ?? costReading(metric)
        ?? resilienceReading(metric, statistic)
    }
  }

  private func overflowReading(_ metric: MetricName) -> MetricReading {
    let accounts = campaigns.map(\.account.overflow)
    let overflowed = accounts.reduce(0) { $0 + $1.overflowed }
    switch metric {
    case .replayedDials: return count(accounts.reduce(0) { $0 + $1.replayed }, of: overflowed)
    case .expiredDials: return count(accounts.reduce(0) { $0 + $1.expired }, of: overflowed)
    default: return count(overflowed, of: campaigns.reduce(0) { $0 + $1.account.offered })
    }
  }

  /// A figure of the way to dashboards; nil for a metric that is none, or where nobody looks on.
  private func eventReading(
    _ metric: MetricName,
    _ statistic: Threshold.Statistic
  ) -> MetricReading? {
    guard let account = dashboards else { return nil }
    switch metric {
    case .dashboardEvents: return count(account.offered, of: account.offered)
    case .dashboardEventsLost: return count(account.lost, of: account.offered)
    case .eventBacklog: return level(account.backlog, statistic)
    default: return nil
    }
  }

  /// A figure of the writing of outcomes; nil for a metric that is none, or where nobody writes.
  private func writingReading(_ metric: MetricName) -> MetricReading? {
    guard let account = outcomes?.account else { return nil }
    switch metric {
    case .outcomeRows: return count(account.offered, of: account.offered)
    case .outcomeRowsLost: return count(account.lost, of: account.offered)
    case .outcomeBatches: return count(account.batches, of: account.offered)
    case .outcomeBatchRows:
      let mean = Double(account.written) / Double(max(account.batches, 1))
      return MetricReading(
        value: account.batches > 0 ? mean : nil,
        interval: nil,
        count: account.batches
      )
    default: return nil
    }
  }

  /// A distribution of the dialer or of its carriers; nil for a metric that has none here.
  func dialingHistogram(of metric: MetricName) -> LatencyHistogram? {
    switch metric {
    case .firstCampaignDelay: return campaigns.first?.account.waits
    case .lastCampaignDelay: return campaigns.last?.account.waits
    case .outageDetection: return outageDetection
    case .outcomeDelay: return outcomes?.account.delays
    case .eventAge: return dashboards?.age
    case .lockWait: return outcomes?.store.lockWaits
    case .podStart: return platform?.startTimes
    case .mediaLag: return platform?.mediaLag
    case .poolWait: return resilience.pool?.waits
    case .coldWait: return resilience.pool?.coldWaits
    case .carrierQueue:
      var sum = LatencyHistogram()
      for carrier in carriers { sum.merge(carrier.queueTime) }
      return sum
    default: return nil
    }
  }
}
