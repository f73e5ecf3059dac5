package import SimCore
internal import VoicePipeline

/// A call of which every SIP message is sent: the dialer's user agent, the network, the carrier's.
///
/// ```
/// CallLeg ◀─events─ dialer's user agent ◀─transactions─▶ network ◀─transactions─▶ carrier's
///                                                                      │  user agent
///                                            SimulatedCarrier ◀────────┘ limits, fate, line
/// ```
package actor WiredCall: TimedActor {
  /// What a call has timers for; the argument says which.
  package enum Due: UInt32, Sendable {
    /// A message is there.
    case arrival
    /// A timer of a transaction.
    case timer
    /// A dial that was queued is routed.
    case begin
    /// The post-dial delay is over.
    case ring
    /// The callee picks up; the argument is 1 for a machine, 2 for nobody at all.
    case pickUp
    /// The callee's voice would be heard from now on.
    case lineOpens
    /// The carrier says at last that it was answered.
    case answer
    /// Nobody has answered, and nobody has cancelled.
    case giveUp
    /// A side changes what was agreed.
    case reinvite
    /// A side of an answered call has heard nothing for long.
    case mediaTimeout
  }

  package nonisolated let cell: Cell
  let attempt: CallAttempt
  let carrier: SimulatedCarrier
  let spec: CarrierSpec
  let draws: DrawKey
  private var path: SignallingPath
  private var layers: [TransactionLayer]
  /// Timers of transactions that run, by their packed names; looked up only.
  private var running: [UInt64: TimerID] = [:]
  private var inFlight = 0
  private var branches: UInt16 = 1
  private var sequences: [UInt8] = [1, 0]
  private var retries: UInt64 = 0

  var leg: any CarrierEventReceiver
  var dialer = DialerAgent()
  var far = CarrierAgent()
  /// What was reported last.
  private var news: CarrierEvent?
  /// What a detector has told since the answer.
  var detected: [DetectionNews] = []

  init(
    _ attempt: CallAttempt,
    over carrier: SimulatedCarrier,
    spec: CarrierSpec,
    timers: SIPTimers,
    identity: UInt64,
    for leg: any CarrierEventReceiver
  ) {
    cell = carrier.cell
    self.attempt = attempt
    self.carrier = carrier
    self.spec = spec
    self.leg = leg
    draws = attempt.id.draws(from: carrier.cell.key)
    path = SignallingPath(
      transport: timers.transport,
      delay: spec.delay,
      reorderMax: spec.signalling.reorderMax,
      draws: draws.entity(Self.kind, identity)
    )
    layers = SIPSide.allCases.map { TransactionLayer($0, timers) }
  }

  private static let kind = EntityKind("signalling")

  /// Sends the INVITE.
  func dial() {
    send(.dialer, SIPMessage(from: .dialer, .invite, branch: branches, sequence: 1))
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .arrival: arrive(SIPMessage(packed: argument))
    case .timer: expire(argument)
    case .begin: begin()
    case .ring: ring()
    case .pickUp: pickUp(argument)
    case .lineOpens: openLine()
    case .answer: answer()
    case .giveUp: refuse(CarrierRefusal(SIPResponse(480)))
    case .reinvite: reinvite(argument == 0 ? .dialer : .carrier)
    case .mediaTimeout: if argument == 0 { dialerLosesMedia() } else { hangUpByCarrier() }
    }
    if isOver { carrier.onCell { $0.forget(attempt.id) } }
  }

  /// Whether nothing can happen any more.
  private var isOver: Bool {
    inFlight == 0 && far.phase.isFinal && dialer.isDone && layers.allSatisfy(\.isIdle)
  }

  /// Tells the leg.
  func tell(_ news: CarrierEvent) {
    self.news = news
    leg.receive(news)
  }

  /// Says the latest news to a new receiver, as a wake-up of its own.
  func repeatNews(to leg: any CarrierEventReceiver) {
    self.leg = leg
    after(.zero) { call in
      if call.dialer.isReleased { return call.leg.receive(.released) }
      if let news = call.news { call.leg.receive(news) }
      for news in call.detected { call.leg.receive(.detected(news)) }
    }
  }
}

// Transactions and the network.
extension WiredCall {
  /// Sends a request by a transaction of its own.
  func send(_ side: SIPSide, _ message: SIPMessage) {
    perform(layers[Int(side.rawValue)].request(message), side)
  }

  func respond(_ status: Int, to request: SIPMessage) {
    let side = request.from.other
    perform(layers[Int(side.rawValue)].respond(status, to: request), side)
  }

  /// A new request within the dialog, or the ACK to a 200.
  func next(_ side: SIPSide, _ method: SIPMethod, sequence: UInt8? = nil) -> SIPMessage {
    branches += 1
    if sequence == nil { sequences[Int(side.rawValue)] += 1 }
    return SIPMessage(
      from: side,
      method,
      branch: branches,
      sequence: sequence ?? sequences[Int(side.rawValue)]
    )
  }

  func isInviting(_ side: SIPSide) -> Bool { layers[Int(side.rawValue)].isInviting }

  private func arrive(_ message: SIPMessage) {
    inFlight -= 1
    tap(.received, message)
    let side = message.from.other
    perform(layers[Int(side.rawValue)].receive(message), side)
  }

  private func expire(_ packed: UInt64) {
    running[packed] = nil
    let side: SIPSide = packed >> 40 & 1 == 0 ? .dialer : .carrier
    let name = TransactionLayer.TimerName(packed: packed)
    perform(layers[Int(side.rawValue)].fired(name), side)
  }

  private func perform(_ actions: [TransactionLayer.Action], _ side: SIPSide) {
    for action in actions {
      switch action {
      case .send(let message):
        transmit(message)
      case .start(let name, let time):
        let packed = name.packed(side)
        running[packed] = schedule(.timer, after: time, packed)
      case .stop(let name):
        if let timer = running.removeValue(forKey: name.packed(side)) { cell.cancel(timer) }
      case .pass(let message):
        if side == .dialer { dialerHears(message) } else { carrierHears(message) }
      case .timedOut(let request):
        if side == .dialer { dialerGivesUp(request) } else { carrierGivesUp(request) }
      case .acknowledged(let invite):
        if side == .carrier { acknowledged(invite) }
      }
    }
  }

  private func transmit(_ message: SIPMessage) {
    tap(.sent, message)
    let effect = carrier.onCell { $0.effect }
    let arrivals =
      effect.isSilent
      ? []
      : path.arrivals(
        from: message.from,
        at: cell.now,
        over: spec.signalling.quality.combined(with: effect.signalling)
      )
    if arrivals.isEmpty { tap(.lost, message) }
    for arrival in arrivals {
      inFlight += 1
      schedule(.arrival, after: cell.now.duration(to: arrival), message.packed)
    }
  }

  private func tap(_ moment: WireEvent.Moment, _ message: SIPMessage) {
    guard let tap = carrier.onCell({ $0.tap }) else { return }
    tap.saw(
      WireEvent(
        at: cell.now,
        carrier: carrier.name,
        call: attempt.id.number,
        phone: attempt.phone,
        moment: moment,
        message: message
      )
    )
  }
}

// Changes of a session: the carrier's customer holds the call, the dialer refreshes it.
extension WiredCall {
  /// Sends an INVITE within the dialog, unless one of this side is under way.
  func reinvite(_ side: SIPSide) {
    guard dialer.isConnected, !dialer.isReleased, far.phase == .answered, !isInviting(side)
    else { return }
    send(side, next(side, .invite))
  }

  /// An INVITE within the dialog has come: while one of ours is under way, neither may have its way
  /// (RFC 3261 section 14.2).
  func answerReinvite(_ invite: SIPMessage) {
    let side = invite.from.other
    let isOver = side == .dialer ? dialer.isReleased : far.phase != .answered
    respond(isOver ? 481 : isInviting(side) ? 491 : 200, to: invite)
  }

  /// The response to an INVITE within the dialog.
  func reinviteHears(_ status: Int, _ response: SIPMessage) {
    let side = response.from.other
    if (200..<300).contains(status) {
      send(side, next(side, .ack, sequence: response.sequence))
    } else if status == 491 {
      schedule(.reinvite, after: reinviteDelay(side), UInt64(side.rawValue))
    }
  }

  /// Whoever owns the Call-ID waits for 2.1 to 4 s, the other for up to 2 s, in steps of 10 ms
  /// (RFC 3261 section 14.1).
  private func reinviteDelay(_ side: SIPSide) -> Duration {
    retries += 1
    let isOwner = side == .dialer
    let steps = draws.below(isOwner ? 191 : 201, .reinviteDelay, retries << 1 | (isOwner ? 1 : 0))
    return .milliseconds((isOwner ? 2_100 : 0) + steps * 10)
  }
}

extension Purpose {
  fileprivate static let reinviteDelay = Purpose("signalling.reinvite_delay")
}
