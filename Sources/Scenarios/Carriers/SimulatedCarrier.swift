package import SimCore
package import VoicePipeline

/// A carrier that routes each attempt to its simulated destination.
///
/// ```
/// INVITE ─over a limit─▶ its refusal                                 ┌─▶ 486, 404, 603
///    └──▶ 100 ──post-dial delay──▶ 180 ──ring──▶ 200 + media path    │
///    │                  └───────────────────────────────────────────┘
///    └─ no way to the carrier: a transport error at once
/// ```
/// Over a sound network it says at once, after the network's delay, what the messages of a
/// `WiredCall` would have said; with a network that loses some, or somebody at the wire, it sends
/// them. What a dialer hears, and when, is the same.
package actor SimulatedCarrier: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let name: String
  package nonisolated let attestation: Attestation?
  private let neighbourhood: CallerNeighbourhood
  private let rings: RingMeter?
  private let timers: SIPTimers
  private let isWired: Bool
  private(set) var tap: (any WireTap)?
  private var exchange: CarrierExchange
  private var legs: [CallID: SimulatedLeg] = [:]
  private var wired: [CallID: WiredCall] = [:]
  private var ended = EndedLegs()

  /// Makes a carrier; `limits` is what it shares with others, nil for limits of its own.
  ///
  /// Without `attestation` everybody trusts its calls. `inviteTimeout` is the dialer's timer B.
  package init(
    cell: Cell,
    spec: CarrierSpec,
    destinations: DestinationModel,
    neighbourhood: CallerNeighbourhood,
    health: EndpointHealth? = nil,
    limits: CarrierLimits? = nil,
    attestation: AttestationSpec? = nil,
    regions: RegionMap? = nil,
    rings: RingMeter? = nil,
    inviteTimeout: Duration = .seconds(32)
  ) {
    self.cell = cell
    name = spec.name
    self.attestation = attestation == nil ? nil : spec.attestation
    self.neighbourhood = neighbourhood
    self.rings = rings
    timers = SIPTimers(spec.signalling.transport, b: inviteTimeout)
    isWired = !spec.signalling.isIdeal || health?.touchesSignalling == true
    exchange = CarrierExchange(
      spec: spec,
      destinations: destinations,
      health: health,
      limits: limits ?? CarrierLimits(spec, on: cell),
      trust: attestation.map { DisplayTrust($0, of: spec) },
      regions: regions
    )
  }

  /// What the carrier counted on its own side.
  package var use: CarrierUse { exchange.use }

  /// Shows every message of the dials to come to a tap.
  package func install(_ tap: any WireTap) { self.tap = tap }

  private var spec: CarrierSpec { exchange.spec }

  /// When a message that is sent now is at the other end.
  private var arrival: SimInstant { cell.now.advanced(by: spec.delay) }

  private func accept(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {
    if exchange.effect(at: cell.now).isUnreachable {
      after(.zero) { _ in leg.receive(.rejected(.unreachable)) }
      return
    }
    guard !isWired, tap == nil else {
      let call = WiredCall(
        attempt,
        over: self,
        spec: spec,
        timers: timers,
        identity: exchange.identity,
        for: leg
      )
      wired[attempt.id] = call
      return call.onCell { $0.dial() }
    }
    legs[attempt.id] = SimulatedLeg(leg: leg, attempt: attempt)
    if exchange.effect(at: arrival).isDown {
      return reject(attempt.id, with: CarrierRefusal(.serviceUnavailable))
    }
    switch exchange.admit(at: arrival) {
    case .refused(let refusal):
      reject(attempt.id, with: refusal.heard(retryAfter: spec.retryAfter))
    case .admitted(.zero):
      begin(attempt)
    case .admitted(let wait):
      legs[attempt.id]?.timer = after(wait) { $0.begin(attempt) }
      after(spec.delay * 2) { $0.tell(attempt.id, .queued) }
    }
  }

  /// Routes an attempt whose turn it is.
  private func begin(_ attempt: CallAttempt) {
    let draws = attempt.id.draws(from: cell.key)
    if let refusal = exchange.begin(draws, at: arrival) {
      return reject(attempt.id, with: refusal)
    }
    legs[attempt.id]?.isCarried = true
    // 100 Trying.
    after(spec.delay * 2) { $0.tell(attempt.id, .trying) }
    let delay = exchange.postDialDelay(draws, to: attempt.region, at: arrival)
    legs[attempt.id]?.timer = after(delay) { $0.route(attempt, draws: draws) }
  }

  private func tell(_ call: CallID, _ news: CarrierEvent) {
    guard let leg = legs[call]?.leg else { return }
    legs[call]?.news = news
    leg.receive(news)
  }

  /// A final response goes out; it reaches the dialer a round trip after the INVITE.
  private func reject(_ call: CallID, with refusal: CarrierRefusal) {
    legs[call]?.timer = after(spec.delay * 2) { $0.refuse(call, with: refusal) }
  }

  private func refuse(_ call: CallID, with refusal: CarrierRefusal) {
    guard let entry = remove(call) else { return }
    let rejection = CarrierEvent.rejected(refusal)
    ended.append(call, rejection, at: cell.now)
    entry.leg.receive(rejection)
  }

  private func route(_ attempt: CallAttempt, draws: DrawKey) {
    switch exchange.fate(draws, at: cell.now.advanced(by: .zero - spec.delay)) {
    case .refused(let response):
      return refuse(attempt.id, with: CarrierRefusal(response))
    case .noAnswer:
      legs[attempt.id]?.timer = after(CarrierExchange.ringMax) {
        $0.refuse(attempt.id, with: CarrierRefusal(SIPResponse(480)))
      }
    case .human(let ring):
      answer(attempt.id, after: ring, by: .human)
    case .voicemail(let ring):
      answer(attempt.id, after: ring, by: .machine)
    case .falseAnswer(let ring):
      answer(attempt.id, after: ring, by: .machine, isEmpty: true)
    }
    tell(attempt.id, .ringing)
    rang(attempt.id)
  }

  private func answer(
    _ call: CallID,
    after ring: Duration,
    by answeredBy: AnsweredBy,
    isEmpty: Bool = false
  ) {
    legs[call]?.answerDue = cell.now.advanced(by: ring)
    legs[call]?.timer = after(ring) { $0.answer(call, by: answeredBy, isEmpty: isEmpty) }
  }

  private func answer(_ call: CallID, by answeredBy: AnsweredBy, isEmpty: Bool) {
    guard let entry = legs[call] else { return }
    legs[call]?.timer = nil
    if entry.isCancelled { exchange.use.answersTooLate += 1 }
    if isEmpty { exchange.use.answersFalse += 1 }
    let media = line(
      of: entry.attempt,
      answeredBy: answeredBy,
      isEmpty: isEmpty,
      onDetection: { [weak self] news in self?.onCell { $0.detect(call, news) } ?? false },
      onHangUp: { [weak self] in self?.onCell { $0.release(call) } }
    )
    legs[call]?.answered = cell.now
    tell(call, .answered(reported(answeredBy, isEmpty: isEmpty), media))
  }

  /// A detector has told something of an answered leg.
  private func detect(_ call: CallID, _ news: DetectionNews) -> Bool {
    guard let entry = legs[call] else { return false }
    legs[call]?.detected.append(news)
    entry.leg.receive(.detected(news))
    return true
  }

  private func release(_ call: CallID) {
    guard let leg = remove(call)?.leg else { return }
    after(spec.delay) { _ in leg.receive(.released) }
  }

  /// Says the latest news of a leg to its new receiver, as a wake-up of its own.
  private func repeatNews(of call: CallID, to leg: any CarrierEventReceiver) {
    if let wired = wired[call] { return wired.onCell { $0.repeatNews(to: leg) } }
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

  /// A CANCEL goes out: it is too late for a phone that is picked up before it is there, the 200 of
  /// which is under way or will be (RFC 3261 section 9.1).
  private func giveUp(_ call: CallID) {
    if let wired = wired[call] { return wired.onCell { $0.cancel() } }
    if let due = legs[call]?.answerDue, due <= cell.now.advanced(by: spec.delay * 2) {
      legs[call]?.isCancelled = true
      return
    }
    end(call)
  }

  /// A probe goes out; the limits on calls do not count it.
  private func reply(to probe: CarrierProbe, for receiver: any ProbeReceiver) {
    let reply = exchange.reply(toProbe: probe.number, key: cell.key, timers: timers, at: cell.now)
    guard let reply else { return }
    after(reply.wait) { _ in receiver.answered(probe, reply.response) }
  }

  private func release(dialled call: CallID) {
    if let wired = wired[call] { return wired.onCell { $0.hangUp() } }
    end(call)
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

// What a call of which the messages are sent asks of its carrier.
extension SimulatedCarrier {
  var effect: FaultEffect { exchange.effect(at: cell.now) }

  func admit() -> Admission { exchange.admit(at: cell.now) }

  func begin(_ draws: DrawKey) -> CarrierRefusal? { exchange.begin(draws, at: cell.now) }

  func postDialDelay(_ draws: DrawKey, to region: Int?) -> Duration {
    exchange.postDialDelay(draws, to: region, at: cell.now)
  }

  func fate(_ draws: DrawKey) -> DestinationFate { exchange.fate(draws, at: cell.now) }

  func end(answered: SimInstant?) { exchange.end(answered: answered, at: cell.now) }

  func countLateAnswer() { exchange.use.answersTooLate += 1 }

  func countFalseAnswer() { exchange.use.answersFalse += 1 }

  /// The phone of a call rings.
  func rang(_ call: CallID) { rings?.onCell { $0.rang(call.number) } }

  func forget(_ call: CallID) { wired[call] = nil }

  /// The line to whoever has picked up.
  func line(
    of attempt: CallAttempt,
    answeredBy: AnsweredBy,
    isEmpty: Bool,
    onDetection: @escaping @Sendable (DetectionNews) -> Bool,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any MediaPath {
    isEmpty
      ? neighbourhood.emptyLine(of: attempt.id, on: cell, onHangUp: onHangUp)
      : neighbourhood.line(
        of: attempt.id,
        on: cell,
        answeredBy: answeredBy,
        distance: exchange.distance(to: attempt.region),
        campaign: attempt.lead?.campaign,
        onDetection: onDetection,
        onHangUp: onHangUp
      )
  }

  /// What is said of an answer; of a line where nobody is, that no person is there.
  func reported(_ answeredBy: AnsweredBy, isEmpty: Bool) -> AnsweredBy {
    isEmpty ? answeredBy : neighbourhood.reported(answeredBy)
  }
}

extension SimulatedCarrier: Carrier {
  package nonisolated func invite(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {
    onCell { $0.accept(attempt, for: leg) }
  }

  package nonisolated func resume(_ call: CallID, for leg: any CarrierEventReceiver) {
    onCell { $0.repeatNews(of: call, to: leg) }
  }

  package nonisolated func cancel(_ call: CallID) { onCell { $0.giveUp(call) } }

  package nonisolated func hangUp(_ call: CallID) { onCell { $0.release(dialled: call) } }

  package nonisolated var takesProbes: Bool { true }

  package nonisolated func probe(_ probe: CarrierProbe, for receiver: any ProbeReceiver) {
    onCell { $0.reply(to: probe, for: receiver) }
  }
}

private struct SimulatedLeg {
  var leg: any CarrierEventReceiver
  let attempt: CallAttempt
  var timer: TimerID?
  /// What was reported last.
  var news: CarrierEvent?
  /// It holds a channel.
  var isCarried = false
  /// When the dialer hears that somebody has picked up; nil while that is open.
  var answerDue: SimInstant?
  /// It was cancelled too late.
  var isCancelled = false
  var answered: SimInstant?
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
