internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

// What the pods of a run did, as figures.
extension WorldResult {
  /// A figure of pods that come and go; nil for a metric that is none, or where pods stand.
  func platformReading(_ metric: MetricName) -> MetricReading? {
    guard let platform else { return nil }
    let routing = platform.routing
    switch metric {
    case .podUtilisation: return utilisation(of: platform)
    case .framesShed:
      return MetricReading(
        value: platform.frames > 0 ? platform.framesShed / platform.frames : nil,
        interval: nil,
        count: Int(platform.frames)
      )
    case .fullMinutes:
      let full = platform[.slots].total(until: measurements.window.end)
      return MetricReading(value: full.inNanoseconds / 60e9, interval: nil, count: routing.asked)
    case .farCalls, .residencyViolations: return regionReading(metric, of: platform)
    case .servicePods, .serviceWaiting: return service(metric, of: platform)
    case .firstTenantBlocked: return blocked(of: platform.tenants.first)
    case .lastTenantBlocked: return blocked(of: platform.tenants.last)
    case .resumedCalls, .gapHangUps, .lostStates, .repeatedSentences, .unheardSpeech:
      return lossReading(metric)
    case .podsLost: return count(platform.podsLost, of: platform.podsStarted)
    case .callsLostWithPods: return count(platform.callsLostTotal, of: routing.placed)
    case .placementRefusals:
      let share = Share(routing.refusals, of: routing.refusals + routing.placed)
      return MetricReading(value: share.value, interval: share.interval, count: share.whole)
    case .missedPlacements: return count(routing.missed, of: routing.asked)
    case .platformCost:
      return MetricReading(
        value: platform.cost.dollars,
        interval: nil,
        count: platform.podsStarted
      )
    case .platformCostPerMinute:
      let minutes = measurements.holdOfAll.inNanoseconds / 60e9
      return MetricReading(
        value: minutes > 0 ? platform.cost.dollars / minutes : nil,
        interval: nil,
        count: measurements.held
      )
    default: return nil
    }
  }

  private func lossReading(_ metric: MetricName) -> MetricReading {
    let losses = measurements.podLosses
    let resumed = losses.count(.resumed)
    func share(_ part: Int) -> MetricReading {
      let share = Share(part, of: losses.total)
      return MetricReading(value: share.value, interval: share.interval, count: share.whole)
    }
    func each(_ count: Int) -> MetricReading {
      MetricReading(
        value: resumed > 0 ? Double(count) / Double(resumed) : nil,
        interval: nil,
        count: resumed
      )
    }
    switch metric {
    case .resumedCalls: return share(resumed)
    case .gapHangUps: return share(losses.count(.hungUp))
    case .lostStates: return share(losses.count(.noState))
    case .repeatedSentences: return each(losses.repeated)
    default: return each(losses.unheard)
    }
  }

  private func regionReading(_ metric: MetricName, of platform: PlatformAccount) -> MetricReading? {
    guard !platform.regions.isEmpty else { return nil }
    let conversations = platform.regions.reduce(0) { $0 + $1.conversations }
    guard metric == .farCalls else {
      return count(platform.regions.reduce(0) { $0 + $1.violations }, of: conversations)
    }
    let share = Share(platform.regions.reduce(0) { $0 + $1.fromElsewhere }, of: conversations)
    return MetricReading(value: share.value, interval: share.interval, count: share.whole)
  }

  private func service(_ metric: MetricName, of platform: PlatformAccount) -> MetricReading {
    guard let service = platform.services.first else { return .nothing }
    let window = measurements.window
    let value =
      metric == .servicePods
      ? service.ready.mean(from: window.start, to: window.end)
      : Double(service.waiting.peak(from: window.start, to: window.end))
    return MetricReading(value: value, interval: nil, count: service.served)
  }

  private func blocked(of tenant: TenantAccount?) -> MetricReading {
    guard let tenant else { return .nothing }
    let share = Share(tenant.blocked, of: tenant.asked)
    return MetricReading(value: share.value, interval: share.interval, count: share.whole)
  }

  private func utilisation(of platform: PlatformAccount) -> MetricReading {
    let window = measurements.window
    let slots = platform.slots.mean(from: window.start, to: window.end)
    let own = measurements.active.mean(from: window.start, to: window.end)
    let active = own + platform.neighbours.mean(from: window.start, to: window.end)
    return MetricReading(
      value: slots > 0 ? active / slots : nil,
      interval: nil,
      count: measurements.held
    )
  }
}
