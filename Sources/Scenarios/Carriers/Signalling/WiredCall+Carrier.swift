internal import SimCore
internal import VoicePipeline

/// What the carrier's user agent knows of a call.
struct CarrierAgent {
  enum Phase {
    /// No INVITE has come.
    case none
    /// Queued, on its way, or ringing.
    case early
    case answered
    case over

    var isFinal: Bool { self == .none || self == .over }
  }

  var phase = Phase.none
  var invite: SIPMessage?
  /// What the callee does next.
  var phone: TimerID?
  /// Until the carrier takes the call for dead.
  var silence: TimerID?
  /// It holds a channel.
  var isCarried = false
  var answeredBy: AnsweredBy?
  var media: (any MediaPath)?
  /// Since when it is billed.
  var answered: SimInstant?
  var isAnsweredByNobody = false
  var isAcknowledged = false
  /// The callee has hung up; before the BYE the ACK must come (RFC 3261 section 15).
  var isCalleeGone = false
  private(set) var reason: CarrierRefusal?

  mutating func refuse(_ refusal: CarrierRefusal) { reason = refusal }

  /// What a status means that the carrier has sent.
  func refusal(_ status: Int) -> CarrierRefusal {
    if let reason, reason.response.code == status { return reason }
    return CarrierRefusal(SIPResponse(status))
  }
}

extension WiredCall {
  func carrierHears(_ message: SIPMessage) {
    if let status = message.status {
      if message.method == .invite { reinviteHears(status, message) }
      return
    }
    switch message.method {
    case .invite where message.sequence == 1: take(message)
    case .invite: answerReinvite(message)
    case .cancel:
      respond(200, to: message)
      // Too late for one that was answered: it has no effect (RFC 3261 section 9.2).
      if far.phase == .early { refuse(CarrierRefusal(.requestTerminated)) }
    case .bye:
      respond(200, to: message)
      end()
    case .ack: break
    }
  }

  /// The INVITE has come.
  private func take(_ invite: SIPMessage) {
    far.invite = invite
    far.phase = .early
    if carrier.onCell({ $0.effect.isDown }) {
      return refuse(CarrierRefusal(.serviceUnavailable))
    }
    switch carrier.onCell({ $0.admit() }) {
    case .refused(let refusal):
      refuse(refusal.heard(retryAfter: spec.retryAfter))
    case .admitted(.zero):
      begin()
    case .admitted(let wait):
      respond(182, to: invite)
      far.phone = schedule(.begin, after: wait)
    }
  }

  func begin() {
    guard let invite = far.invite, far.phase == .early else { return }
    if let refusal = carrier.onCell({ $0.begin(draws) }) { return refuse(refusal) }
    far.isCarried = true
    respond(100, to: invite)
    let delay = carrier.onCell { $0.postDialDelay(draws, to: attempt.region) }
    far.phone = schedule(.ring, after: delay - spec.delay * 2)
  }

  func ring() {
    guard let invite = far.invite, far.phase == .early else { return }
    switch carrier.onCell({ $0.fate(draws) }) {
    case .refused(let response): return refuse(CarrierRefusal(response))
    case .noAnswer: far.phone = schedule(.giveUp, after: CarrierExchange.ringMax)
    case .human(let ring): far.phone = schedule(.pickUp, after: ring, 0)
    case .voicemail(let ring): far.phone = schedule(.pickUp, after: ring, 1)
    case .falseAnswer(let ring): far.phone = schedule(.pickUp, after: ring, 2)
    }
    carrier.onCell { $0.rang(attempt.id) }
    let isEarlyMedia = draws.chance(spec.signalling.earlyMediaShare, .earlyMedia)
    respond(isEarlyMedia ? 183 : 180, to: invite)
  }

  func pickUp(_ who: UInt64) {
    guard far.phase == .early else { return }
    far.answeredBy = who == 0 ? .human : .machine
    if who == 2 { carrier.onCell { $0.countFalseAnswer() } }
    far.isAnsweredByNobody = who == 2
    schedule(.lineOpens, after: spec.delay)
    let late = carrier.onCell { $0.effect.answerDelay }
    if late > .zero {
      far.phone = schedule(.answer, after: late)
    } else {
      answer()
    }
  }

  func openLine() {
    guard far.phase != .over, let answeredBy = far.answeredBy else { return }
    let isEmpty = far.isAnsweredByNobody
    far.media = carrier.onCell {
      $0.line(
        of: attempt,
        answeredBy: answeredBy,
        isEmpty: isEmpty,
        onDetection: { [weak self] news in self?.onCell { $0.detect(news) } ?? false },
        onHangUp: { [weak self] in self?.onCell { $0.calleeHungUp() } }
      )
    }
  }

  /// A detector has told something of the answered call.
  private func detect(_ news: DetectionNews) -> Bool {
    guard far.phase != .over, !dialer.isReleased else { return false }
    detected.append(news)
    if dialer.isConnected { leg.receive(.detected(news)) }
    return true
  }

  func answer() {
    guard let invite = far.invite, far.phase == .early else { return }
    far.phase = .answered
    far.answered = cell.now
    respond(200, to: invite)
  }

  func acknowledged(_ invite: SIPMessage) {
    guard invite.sequence == 1 else { return }
    far.isAcknowledged = true
    if far.isCalleeGone { return hangUpByCarrier() }
    if draws.chance(spec.signalling.holdShare, .hold) {
      let wait = DurationDistribution.exponential(mean: .seconds(20)).sample(draws.bits(.holdStart))
      schedule(.reinvite, after: wait, UInt64(SIPSide.carrier.rawValue))
    }
  }

  private func calleeHungUp() {
    guard far.phase != .over else { return }
    far.isCalleeGone = true
    if far.isAcknowledged { hangUpByCarrier() }
  }

  /// Ends an answered call: the callee has hung up, no ACK has come to the 200, or the carrier has
  /// heard nothing for long.
  func hangUpByCarrier() {
    guard far.phase == .answered else { return }
    if !far.isCalleeGone { far.media?.close(.released) }
    dialer.silence = schedule(.mediaTimeout, after: spec.mediaTimeout, 0)
    send(.carrier, next(.carrier, .bye))
    end()
  }

  /// No ACK has come to a 200: the call is ended (RFC 3261 section 13.3.1.4).
  func carrierGivesUp(_ request: SIPMessage) {
    if request.method == .invite, request.sequence == 1 { hangUpByCarrier() }
  }

  /// Says no, and is done with the call.
  func refuse(_ refusal: CarrierRefusal) {
    guard let invite = far.invite, far.phase == .early else { return }
    far.refuse(refusal)
    respond(refusal.response.code, to: invite)
    // Who has picked up already, before the carrier could say so, hears nothing any more.
    far.media?.close(.released)
    end()
  }

  private func end() {
    guard far.phase != .over else { return }
    far.phase = .over
    for timer in [far.phone, far.silence] {
      if let timer { cell.cancel(timer) }
    }
    guard far.isCarried else { return }
    let answered = far.answered
    carrier.onCell { $0.end(answered: answered) }
  }
}

extension Purpose {
  fileprivate static let earlyMedia = Purpose("signalling.early_media")
  fileprivate static let hold = Purpose("signalling.hold")
  fileprivate static let holdStart = Purpose("signalling.hold_start")
}
