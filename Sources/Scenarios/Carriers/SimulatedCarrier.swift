package import SimCore
package import VoicePipeline

/// A carrier that routes each attempt to its simulated destination.
///
/// ```
/// INVITE ─over the limit─▶ 503                                       ┌─▶ 486, 404, 603
///    └──▶ 100 ──post-dial delay──▶ 180 ──ring──▶ 200 + media path    │
///    │                  └───────────────────────────────────────────┘
///    └─ signalling is gone: no answer of any kind
/// ```
package actor SimulatedCarrier: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let name: String
  private let spec: CarrierSpec
  private let destinations: DestinationModel
  private let neighbourhood: CallerNeighbourhood
  private let health: EndpointHealth?
  private var limit: RollingWindowLimiter
  /// The limit while a fault cuts it.
  private var cut: (factor: Double, limit: RollingWindowLimiter)?
  /// What the carrier's own luck hangs on.
  private let identity: UInt64
  private var legs: [CallID: SimulatedLeg] = [:]
  private var ended = EndedLegs()

  package init(
    cell: Cell,
    spec: CarrierSpec,
    destinations: DestinationModel,
    neighbourhood: CallerNeighbourhood,
    health: EndpointHealth? = nil
  ) {
    self.cell = cell
    self.spec = spec
    name = spec.name
    self.destinations = destinations
    self.neighbourhood = neighbourhood
    self.health = health
    identity = spec.name.utf8.reduce(FNV1a.start, FNV1a.fold)
    limit = RollingWindowLimiter(callsPerSecond: spec.callsPerSecond, window: spec.rateWindow)
  }

  private func accept(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {
    let effect = health?.effect(at: cell.now) ?? .none
    // Nothing arrives: no leg is made that could ring one day.
    if effect.isSilent { return }
    var entry = SimulatedLeg(leg: leg)
    let draws = attempt.id.draws(from: cell.key)
    if effect.isDown {
      entry.timer = reject(attempt.id, with: CarrierRefusal(.serviceUnavailable))
      legs[attempt.id] = entry
      return
    }
    switch admit(effect) {
    case .refused(let response):
      let refusal = CarrierRefusal(response, isThrottled: true, retryAfter: spec.retryAfter)
      entry.timer = reject(attempt.id, with: refusal)
    case .admitted(let wait):
      if fails(draws, effect) {
        entry.timer = reject(attempt.id, with: CarrierRefusal(.serviceUnavailable), after: wait)
      } else {
        let delay = spec.postDialDelay.sample(draws.bits(.postDialDelay))
        entry.timer = after(wait + delay) { $0.route(attempt, draws: draws) }
        after(min(spec.delay * 2, delay)) { $0.confirm(attempt.id) }
      }
    }
    legs[attempt.id] = entry
  }

  /// Whether the carrier fails an attempt, each carrier by a luck of its own: else the next one
  /// would fail the same calls.
  private func fails(_ draws: DrawKey, _ effect: FaultEffect) -> Bool {
    let own = draws.entity("carrier", identity)
    return own.chance(spec.failureShare, .carrierFailure)
      || effect.errorShare > 0 && own.chance(effect.errorShare, .brownOut)
  }

  /// 100 Trying.
  private func confirm(_ call: CallID) {
    guard let entry = legs[call], entry.news == nil, !isSilent else { return }
    legs[call]?.news = .trying
    entry.leg.receive(.trying)
  }

  private var isSilent: Bool { health?.effect(at: cell.now).isSilent == true }

  /// What the carrier's limit does to an attempt that arrives now.
  private func admit(_ effect: FaultEffect) -> Admission {
    let factor = effect.quotaFactor
    guard factor < 1 else {
      cut = nil
      return spec.throttle.admit(&limit, at: cell.now)
    }
    let calls = spec.callsPerSecond * factor
    guard calls > 0 else { return .refused(spec.throttle.response) }
    var limit =
      cut?.factor == factor
      ? cut?.limit ?? limit
      : RollingWindowLimiter(callsPerSecond: calls, window: spec.rateWindow)
    let admission = spec.throttle.admit(&limit, at: cell.now)
    cut = (factor, limit)
    return admission
  }

  /// A final response goes out; it reaches the dialer a round trip after the INVITE.
  private func reject(
    _ call: CallID,
    with refusal: CarrierRefusal,
    after wait: Duration = .zero
  ) -> TimerID {
    after(wait + spec.delay * 2) { carrier in
      guard let entry = carrier.legs.removeValue(forKey: call) else { return }
      carrier.refuse(call, entry.leg, with: refusal)
    }
  }

  private func refuse(
    _ call: CallID,
    _ leg: any CarrierEventReceiver,
    with refusal: CarrierRefusal
  ) {
    if let wait = retransmission {
      after(wait) { $0.refuse(call, leg, with: refusal) }
      return
    }
    let rejection = CarrierEvent.rejected(refusal)
    ended.append(call, rejection, at: cell.now)
    leg.receive(rejection)
  }

  private func route(_ attempt: CallAttempt, draws: DrawKey) {
    guard var entry = legs[attempt.id] else { return }
    switch destinations.fate(draws: draws) {
    case .refused(let response):
      legs[attempt.id] = nil
      return refuse(attempt.id, entry.leg, with: CarrierRefusal(response))
    case .noAnswer:
      entry.timer = nil
    case .human(let ring):
      entry.timer = after(ring) { $0.answer(attempt.id, by: .human) }
    case .voicemail(let ring):
      entry.timer = after(ring) { $0.answer(attempt.id, by: .machine) }
    }
    entry.news = .ringing
    legs[attempt.id] = entry
    if !isSilent { entry.leg.receive(.ringing) }
  }

  private func answer(_ call: CallID, by answeredBy: AnsweredBy) {
    guard let entry = legs[call] else { return }
    legs[call]?.timer = nil
    if let wait = retransmission {
      // The 200 is sent again until it is acknowledged (RFC 3261 section 13.3.1.4).
      legs[call]?.timer = after(wait) { $0.answer(call, by: answeredBy) }
      return
    }
    let media = neighbourhood.line(
      of: call,
      on: cell,
      answeredBy: answeredBy,
      onDetection: { [weak self] news in self?.onCell { $0.detect(call, news) } ?? false },
      onHangUp: { [weak self] in self?.onCell { $0.release(call) } }
    )
    let answer = CarrierEvent.answered(neighbourhood.reported(answeredBy), media)
    legs[call]?.news = answer
    entry.leg.receive(answer)
  }

  /// A detector has told something of an answered leg.
  private func detect(_ call: CallID, _ news: DetectionNews) -> Bool {
    guard let entry = legs[call] else { return false }
    legs[call]?.detected.append(news)
    entry.leg.receive(.detected(news))
    return true
  }

  private func release(_ call: CallID) {
    guard let entry = legs.removeValue(forKey: call) else { return }
    let leg = entry.leg
    after(spec.delay + (retransmission ?? .zero)) { _ in leg.receive(.released) }
  }

  /// How long it takes until a message that is lost now is sent again to somebody who hears it; nil
  /// while signalling works.
  ///
  /// Sent again after T1 and then after twice the time, up to T2 (timers E and G). A party that has
  /// heard nothing for 64 T1 notices by its media that the call is over, so that comes last.
  private var retransmission: Duration? {
    guard isSilent else { return nil }
    var (wait, step) = (Duration.milliseconds(500), Duration.milliseconds(500))
    while wait < Self.transactionMax {
      if health?.effect(at: cell.now.advanced(by: wait)).isSilent != true { return wait }
      step = min(step * 2, .seconds(4))
      wait += step
    }
    return Self.transactionMax
  }

  /// 64 T1 (RFC 3261 section 17.1.1.2).
  private static let transactionMax = Duration.seconds(32)

  /// Says the latest news of a leg to its new receiver, as a wake-up of its own.
  private func repeatNews(of call: CallID, to leg: any CarrierEventReceiver) {
    legs[call]?.leg = leg
    after(.zero) { carrier in
      if let entry = carrier.legs[call] {
        if let news = entry.news { leg.receive(news) }
        for news in entry.detected { leg.receive(.detected(news)) }
      } else {
        leg.receive(carrier.ended.news(of: call) ?? .released)
      }
    }
  }

  private func end(_ call: CallID) {
    guard let entry = legs.removeValue(forKey: call) else { return }
    if let timer = entry.timer { cell.cancel(timer) }
  }
}

extension SimulatedCarrier: Carrier {
  package nonisolated func invite(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {
    onCell { $0.accept(attempt, for: leg) }
  }

  package nonisolated func resume(_ call: CallID, for leg: any CarrierEventReceiver) {
    onCell { $0.repeatNews(of: call, to: leg) }
  }

  package nonisolated func cancel(_ call: CallID) { onCell { $0.end(call) } }

  package nonisolated func hangUp(_ call: CallID) { onCell { $0.end(call) } }
}

private enum Admission {
  case admitted(after: Duration)
  case refused(SIPResponse)
}

extension ThrottleBehaviour {
  /// What a dial over the limit is told.
  fileprivate var response: SIPResponse {
    switch self {
    case .reject(let code): SIPResponse(code)
    case .queue: .serviceUnavailable
    }
  }

  fileprivate func admit(
    _ limit: inout RollingWindowLimiter,
    at now: SimInstant
  ) -> Admission {
    switch self {
    case .reject: return limit.admit(at: now) ? .admitted(after: .zero) : .refused(response)
    case .queue(let longest):
      let wait = now.duration(to: limit.earliest(at: now))
      guard wait <= longest else { return .refused(response) }
      limit.book(at: now.advanced(by: wait))
      return .admitted(after: wait)
    }
  }
}

private struct SimulatedLeg {
  var leg: any CarrierEventReceiver
  var timer: TimerID?
  /// What was reported last.
  var news: CarrierEvent?
  /// What a detector has told since.
  var detected: [DetectionNews] = []
}

/// How rejected legs ended, for whoever asks again soon after.
private struct EndedLegs {
  /// How long a transaction is remembered: timer D of RFC 3261 section 17.1.1.2.
  private static let memory = Duration.seconds(32)

  private var legs: [(call: CallID, news: CarrierEvent, end: SimInstant)] = []
  /// Those before it are forgotten.
  private var first = 0

  mutating func append(_ call: CallID, _ news: CarrierEvent, at now: SimInstant) {
    let oldest = now.advanced(by: .zero - Self.memory)
    while first < legs.count, legs[first].end < oldest { first += 1 }
    if first > 64, first * 2 > legs.count {
      legs.removeFirst(first)
      first = 0
    }
    legs.append((call, news, now))
  }

  func news(of call: CallID) -> CarrierEvent? {
    legs[first...].last { $0.call == call }?.news
  }
}

extension Purpose {
  fileprivate static let carrierFailure = Purpose("carrier.failure")
  fileprivate static let brownOut = Purpose("carrier.brown_out")
  fileprivate static let postDialDelay = Purpose("carrier.post_dial_delay")
}
