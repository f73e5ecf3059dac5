internal import SimCore
package import VoicePipeline

/// The zone that a scenario is the part of.
package struct ZoneShare: Sendable, Hashable {
  package let place: ZonePlace
  /// Of the run, of which each zone has a seed of its own; nil for a platform without zones.
  let runSeed: UInt64?

  package static let whole = ZoneShare(place: .only, runSeed: nil)
}

extension Scenario {
  /// The zones that share nothing.
  package var zones: Int { platform.zones ?? 1 }

  /// What one zone has of everything, and its seed.
  package func zone(_ index: Int, seed: UInt64) -> (scenario: Scenario, seed: UInt64) {
    let place = ZonePlace(index: index, count: zones)
    var part = self
    part.zone = ZoneShare(place: place, runSeed: seed)
    part.platform = platform.part(of: place)
    part.inbound = inbound?.part(of: place)
    part.campaigns = campaigns.map { $0.part(of: place) }
    part.carriers = carriers.map { $0.part(of: place) }
    part.agent.llm = agent.llm.part(of: place)
    part.agent.llmLight = agent.llmLight?.part(of: place)
    part.agent.stt.quota = agent.stt.quota?.part(of: place)
    part.agent.tts.quota = agent.tts.quota?.part(of: place)
    part.agent.realtime?.quota = agent.realtime?.quota?.part(of: place)
    return (part, DrawKey(seed: seed).entity(.zone, UInt64(index)).bits)
  }

  /// What every zone has alike: the faults of carriers and providers.
  func runKey(_ key: DrawKey) -> DrawKey {
    zone.runSeed.map { DrawKey(seed: $0, isAntithetic: key.isAntithetic) } ?? key
  }
}

extension LeadStore {
  /// The leads of one zone: all those with one number are in the same.
  package func part(of place: ZonePlace) -> LeadStore {
    if place.count == 1 { return self }
    var part = LeadStore(zoneSets: zoneSets)
    for index in 0..<count where self[index].zone(of: place.count) == place.index {
      part.append(self[index])
    }
    return part
  }
}

extension Lead {
  fileprivate func zone(of zones: Int) -> Int {
    Int(Mix.finish(phone.digits &+ Mix.increment) % UInt64(zones))
  }
}

extension PlatformSpec {
  fileprivate func part(of place: ZonePlace) -> PlatformSpec {
    var part = self
    switch pods {
    case .standing(let count): part.pods = .standing(place.part(of: count))
    case .elastic(var spec):
      spec.min = place.part(of: spec.min)
      spec.max = place.part(of: spec.max)
      spec.initial = spec.initial.map { place.part(of: $0) }
      part.pods = .elastic(spec)
    }
    if let nodes { part.nodes?.max = place.part(of: nodes.max) }
    if let standby {
      part.standby?.hot.pods = place.part(of: standby.hot.pods)
      part.standby?.warm.pods = place.part(of: standby.warm.pods)
    }
    part.autoscaler?.schedule = autoscaler?.schedule?.map { step in
      var step = step
      step.min = place.part(of: step.min)
      return step
    }
    return part
  }
}

extension InboundSpec {
  fileprivate func part(of place: ZonePlace) -> InboundSpec {
    var part = self
    if let rate {
      part.rate = rate / Double(place.count)
      part.from = from + ArrivalProcess.shift(arrivals, at: rate, of: place)
    }
    part.room.capacity = place.part(of: room.capacity)
    return part
  }
}

extension CampaignSpec {
  fileprivate func part(of place: ZonePlace) -> CampaignSpec {
    var part = self
    part.rate = rate / Double(place.count)
    part.from = from + ArrivalProcess.shift(arrivals, at: rate, of: place)
    part.attempts = attempts.map { place.part(of: $0) }
    part.pacing.callsPerSecond = pacing.callsPerSecond.map { $0 / Double(place.count) }
    part.waitingMax = place.part(of: waitingMax)
    if let overflow { part.overflow?.most = place.part(of: overflow.most) }
    return part
  }
}

extension ArrivalProcess {
  /// Zones take turns where the gaps are equal, so that together they have the whole's.
  fileprivate static func shift(
    _ process: ArrivalProcess,
    at rate: Double,
    of place: ZonePlace
  ) -> Duration {
    guard process == .constant, place.index > 0 else { return .zero }
    return .nanoseconds(Int64((Double(place.index) * 1e9 / rate).rounded()))
  }
}

extension CarrierSpec {
  fileprivate func part(of place: ZonePlace) -> CarrierSpec {
    var part = self
    let count = Double(place.count)
    part.callsPerSecond = callsPerSecond / count
    part.sourceCallsPerSecond = sourceCallsPerSecond.map { $0 / count }
    part.dialCallsPerSecond = dialCallsPerSecond.map { $0 / count }
    part.channels = channels.map { place.part(of: $0) }
    return part
  }
}

extension LanguageModelSpec {
  fileprivate func part(of place: ZonePlace) -> LanguageModelSpec {
    var part = self
    part.slots = place.part(of: slots)
    part.quota?.requestsPerMinute = quota?.requestsPerMinute.map { place.part(of: $0) }
    part.quota?.tokensPerMinute = quota?.tokensPerMinute.map { place.part(of: $0) }
    part.quota?.concurrentRequests = quota?.concurrentRequests.map { place.part(of: $0) }
    part.quota?.tokensTotal = quota?.tokensTotal.map { place.part(of: $0) }
    return part
  }
}

extension QuotaSpec {
  fileprivate func part(of place: ZonePlace) -> QuotaSpec {
    var part = self
    part.concurrent = concurrent.map { place.part(of: $0) }
    part.connections = connections.map { place.part(of: $0) }
    return part
  }
}

extension EntityKind {
  fileprivate static let zone = EntityKind("zone")
}
