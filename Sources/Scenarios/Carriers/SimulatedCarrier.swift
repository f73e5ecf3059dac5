package import SimCore
package import VoicePipeline

/// A carrier that routes each attempt to its simulated destination.
///
/// ```
/// INVITE ─over a limit─▶ its refusal                                 ┌─▶ 486, 404, 603
///    └──▶ 100 ──post-dial delay──▶ 180 ──ring──▶ 200 + media path    │
///    │                  └───────────────────────────────────────────┘
///    └─ signalling is gone: no answer of any kind
/// ```
package actor SimulatedCarrier: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let name: String
  private let neighbourhood: CallerNeighbourhood
  private var exchange: CarrierExchange
  private var legs: [CallID: SimulatedLeg] = [:]
  private var ended = EndedLegs()

  /// `limits` is what the carrier shares with others; nil for limits of its own.
  package init(
    cell: Cell,
    spec: CarrierSpec,
    destinations: DestinationModel,
    neighbourhood: CallerNeighbourhood,
    health: EndpointHealth? = nil,
    limits: CarrierLimits? = nil
  ) {
    self.cell = cell
    name = spec.name
    self.neighbourhood = neighbourhood
    exchange = CarrierExchange(
      spec: spec,
      destinations: destinations,
      health: health,
      limits: limits ?? CarrierLimits(spec, on: cell)
    )
  }

  /// What the carrier counted on its own side.
  package var use: CarrierUse { exchange.use }

  private var roundTrip: Duration { exchange.spec.delay * 2 }

  private func accept(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {
    let effect = exchange.effect(at: cell.now)
    // Nothing arrives: no leg is made that could ring one day.
    if effect.isSilent { return }
    var entry = SimulatedLeg(leg: leg)
    if effect.isDown {
      entry.timer = reject(attempt.id, with: CarrierRefusal(.serviceUnavailable))
      legs[attempt.id] = entry
      return
    }
    switch exchange.admit(at: cell.now) {
    case .refused(let refusal):
      let retryAfter = exchange.spec.retryAfter
      entry.timer = reject(attempt.id, with: refusal.heard(retryAfter: retryAfter))
      legs[attempt.id] = entry
    case .admitted(.zero):
      legs[attempt.id] = entry
      begin(attempt)
    case .admitted(let wait):
      entry.timer = after(wait) { $0.begin(attempt) }
      legs[attempt.id] = entry
      after(roundTrip) { $0.tell(attempt.id, .queued) }
    }
  }

  /// Routes an attempt whose turn it is.
  private func begin(_ attempt: CallAttempt) {
    let draws = attempt.id.draws(from: cell.key)
    if let refusal = exchange.begin(draws, at: cell.now) {
      legs[attempt.id]?.timer = reject(attempt.id, with: refusal)
      return
    }
    legs[attempt.id]?.isCarried = true
    let delay = exchange.postDialDelay(draws)
    legs[attempt.id]?.timer = after(delay) { $0.route(attempt, draws: draws) }
    after(min(roundTrip, delay)) { $0.confirm(attempt.id) }
  }

  /// 100 Trying.
  private func confirm(_ call: CallID) {
    guard let entry = legs[call], entry.isNew, !isSilent else { return }
    tell(call, .trying)
  }

  private func tell(_ call: CallID, _ news: CarrierEvent) {
    legs[call]?.news = news
    legs[call]?.leg.receive(news)
  }

  private var isSilent: Bool { exchange.effect(at: cell.now).isSilent }

  /// A final response goes out; it reaches the dialer a round trip after the INVITE.
  private func reject(_ call: CallID, with refusal: CarrierRefusal) -> TimerID {
    after(roundTrip) { carrier in
      guard let entry = carrier.remove(call) else { return }
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
    switch exchange.fate(draws) {
    case .refused(let response):
      remove(attempt.id)
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
    guard legs[call] != nil else { return }
    legs[call]?.timer = nil
    if let wait = retransmission {
      // The 200 is sent again until it is acknowledged (RFC 3261 section 13.3.1.4).
      legs[call]?.timer = after(wait) { $0.answer(call, by: answeredBy) }
      return
    }
    let media = neighbourhood.line(of: call, on: cell, answeredBy: answeredBy) { [weak self] in
      self?.onCell { $0.release(call) }
    }
    legs[call]?.answered = cell.now
    tell(call, .answered(answeredBy, media))
  }

  private func release(_ call: CallID) {
    guard let entry = remove(call) else { return }
    let leg = entry.leg
    after(exchange.spec.delay + (retransmission ?? .zero)) { _ in leg.receive(.released) }
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
      if !exchange.effect(at: cell.now.advanced(by: wait)).isSilent { return wait }
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
      } else {
        leg.receive(carrier.ended.news(of: call) ?? .released)
      }
    }
  }

  private func end(_ call: CallID) {
    guard let entry = remove(call) else { return }
    if let timer = entry.timer { cell.cancel(timer) }
  }

  @discardableResult
  private func remove(_ call: CallID) -> SimulatedLeg? {
    guard let entry = legs.removeValue(forKey: call) else { return nil }
    if entry.isCarried { exchange.end(answered: entry.answered, at: cell.now) }
    return entry
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

private struct SimulatedLeg {
  var leg: any CarrierEventReceiver
  var timer: TimerID?
  /// What was reported last.
  var news: CarrierEvent?
  /// It holds a channel.
  var isCarried = false
  var answered: SimInstant?

  /// Whether the carrier has said nothing yet, but for having queued it.
  var isNew: Bool {
    switch news {
    case nil, .queued: true
    default: false
    }
  }
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
