internal import SimCore
internal import VoicePipeline

/// A carrier's exchange: what it makes of a dial that has reached it, however the dial came in.
struct CarrierExchange {
  let spec: CarrierSpec
  private let destinations: DestinationModel
  private let health: EndpointHealth?
  private let limits: CarrierLimits
  private let trust: DisplayTrust?
  private let regions: RegionMap?
  private let region: Int?
  /// What the carrier's own luck hangs on.
  let identity: UInt64
  var use: CarrierUse

  init(
    spec: CarrierSpec,
    destinations: DestinationModel,
    health: EndpointHealth?,
    limits: CarrierLimits,
    trust: DisplayTrust?,
    regions: RegionMap? = nil
  ) {
    self.regions = regions
    region = spec.region.flatMap { regions?.region(named: $0) }
    self.spec = spec
    self.destinations = destinations
    self.health = health
    self.limits = limits
    self.trust = trust
    identity = spec.name.utf8.reduce(FNV1a.start, FNV1a.fold)
    use = CarrierUse(name: spec.name)
  }

  func effect(at now: SimInstant) -> FaultEffect { health?.effect(at: now) ?? .none }

  /// What becomes of a dial at the limits on new calls.
  mutating func admit(at now: SimInstant) -> Admission {
    let admission = limits.admit(spec, at: now, cutTo: effect(at: now).quotaFactor)
    if case .admitted(let wait) = admission, wait > .zero { use.queueTime.record(wait) }
    return admission
  }

  /// Begins to route a dial whose turn it is: it holds a channel until `end`, unless it is refused.
  mutating func begin(_ draws: DrawKey, at now: SimInstant) -> CarrierRefusal? {
    if limits.channels?.onCell({ $0.take() }) == false {
      return spec.overChannels.heard(retryAfter: nil)
    }
    use.began()
    guard fails(draws, effect(at: now)) else { return nil }
    end(answered: nil, at: now)
    return CarrierRefusal(.serviceUnavailable)
  }

  /// The call is over for the carrier.
  mutating func end(answered: SimInstant?, at now: SimInstant) {
    limits.channels?.onCell { $0.free() }
    use.ended(after: answered.map { $0.duration(to: now) })
  }

  /// Whether the carrier fails an attempt, each carrier by a luck of its own: else the next one
  /// would fail the same calls.
  private func fails(_ draws: DrawKey, _ effect: FaultEffect) -> Bool {
    guard spec.failureShare > 0 || effect.errorShare > 0 else { return false }
    let own = draws.entity(Self.kind, identity)
    return own.chance(spec.failureShare, .carrierFailure)
      || effect.errorShare > 0 && own.chance(effect.errorShare, .brownOut)
  }

  private static let kind = EntityKind("carrier")

  /// Of a dial that has come in at an instant; no response is sooner than a round trip.
  func postDialDelay(_ draws: DrawKey, to region: Int?, at now: SimInstant) -> Duration {
    var delay = spec.postDialDelay.sample(draws.bits(.postDialDelay))
    let factor = effect(at: now).latencyFactor
    if factor != 1 { delay = .nanoseconds(Int64(Double(delay.nanoseconds) * factor)) }
    return max(delay, spec.delay * 2) + (trust?.signing ?? .zero) + distance(to: region) * 2
  }

  /// What lies between the carrier's region and another one, one way.
  func distance(to region: Int?) -> Duration {
    regions?.distance(from: self.region, to: region) ?? .zero
  }

  /// What becomes of a dial that is routed at an instant.
  func fate(_ draws: DrawKey, at now: SimInstant) -> DestinationFate {
    let stale = effect(at: now).staleShare
    if stale > 0, draws.entity(Self.kind, identity).chance(stale, .staleRouting) {
      return .refused(.notFound)
    }
    var fate = destinations.fate(draws: draws)
    if let trust { fate = trust.fate(fate, draws: draws) }
    let falseAnswers = spec.signalling.falseAnswerShare
    switch fate {
    case .noAnswer, .refused:
      guard falseAnswers > 0, draws.entity(Self.kind, identity).chance(falseAnswers, .falseAnswer)
      else { return fate }
      return .falseAnswer(ring: Self.falseRing)
    default:
      return fate
    }
  }

  /// A phone rings no longer, whoever has forgotten it: timer C of RFC 3261 section 16.6.
  static let ringMax = Duration.seconds(181)

  /// Ringing before an answer that is none.
  private static let falseRing = Duration.seconds(6)
}

extension Purpose {
  fileprivate static let carrierFailure = Purpose("carrier.failure")
  fileprivate static let brownOut = Purpose("carrier.brown_out")
  fileprivate static let staleRouting = Purpose("carrier.stale_routing")
  fileprivate static let falseAnswer = Purpose("carrier.false_answer")
  fileprivate static let postDialDelay = Purpose("carrier.post_dial_delay")
}
