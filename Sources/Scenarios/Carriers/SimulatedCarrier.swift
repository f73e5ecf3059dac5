package import SimCore
package import VoicePipeline

/// A carrier that routes each attempt to its simulated destination.
///
/// ```
/// INVITE ─over the limit─▶ 503                            ┌─▶ 486, 404, 603
///    └──post-dial delay──▶ 180 ──ring──▶ 200 + media path │
///              └──────────────────────────────────────────┘
/// ```
package actor SimulatedCarrier: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let name: String
  private let spec: CarrierSpec
  private let destinations: DestinationModel
  private let neighbourhood: CallerNeighbourhood
  private var limit: RollingWindowLimiter
  private var legs: [CallID: SimulatedLeg] = [:]
  private var ended = EndedLegs()

  package init(
    cell: Cell,
    spec: CarrierSpec,
    destinations: DestinationModel,
    neighbourhood: CallerNeighbourhood
  ) {
    self.cell = cell
    self.spec = spec
    name = spec.name
    self.destinations = destinations
    self.neighbourhood = neighbourhood
    limit = RollingWindowLimiter(callsPerSecond: spec.callsPerSecond, window: spec.rateWindow)
  }

  private func accept(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {
    var entry = SimulatedLeg(leg: leg)
    let draws = attempt.id.draws(from: cell.key)
    let admission = admit()
    if case .refused(let response) = admission {
      entry.timer = reject(attempt.id, with: response, throttled: true, after: spec.delay * 2)
    } else if draws.chance(spec.failureShare, .carrierFailure) {
      entry.timer = reject(
        attempt.id,
        with: .serviceUnavailable,
        throttled: false,
        after: admission.delay + spec.delay * 2
      )
    } else {
      let delay = spec.postDialDelay.sample(draws.bits(.postDialDelay))
      entry.timer = after(admission.delay + delay) { $0.route(attempt, draws: draws) }
    }
    legs[attempt.id] = entry
  }

  /// What the carrier's limit does to an attempt that arrives now.
  private func admit() -> Admission {
    switch spec.throttle {
    case .reject(let code):
      return limit.admit(at: cell.now) ? .admitted(after: .zero) : .refused(SIPResponse(code))
    case .queue(let longest):
      let wait = cell.now.duration(to: limit.earliest(at: cell.now))
      guard wait <= longest else { return .refused(.serviceUnavailable) }
      limit.book(at: cell.now.advanced(by: wait))
      return .admitted(after: wait)
    }
  }

  private func reject(
    _ call: CallID,
    with response: SIPResponse,
    throttled: Bool,
    after delay: Duration
  ) -> TimerID {
    after(delay) { carrier in
      guard let entry = carrier.legs.removeValue(forKey: call) else { return }
      carrier.refuse(call, entry.leg, with: response, throttled: throttled)
    }
  }

  private func refuse(
    _ call: CallID,
    _ leg: any CarrierEventReceiver,
    with response: SIPResponse,
    throttled: Bool
  ) {
    let rejection = CarrierEvent.rejected(response, throttled: throttled)
    ended.append(call, rejection, at: cell.now)
    leg.receive(rejection)
  }

  private func route(_ attempt: CallAttempt, draws: DrawKey) {
    guard var entry = legs[attempt.id] else { return }
    switch destinations.fate(draws: draws) {
    case .refused(let response):
      legs[attempt.id] = nil
      return refuse(attempt.id, entry.leg, with: response, throttled: false)
    case .noAnswer:
      entry.timer = nil
    case .human(let ring):
      entry.timer = after(ring) { $0.answer(attempt.id, by: .human) }
    case .voicemail(let ring):
      entry.timer = after(ring) { $0.answer(attempt.id, by: .machine) }
    }
    entry.news = .ringing
    legs[attempt.id] = entry
    entry.leg.receive(.ringing)
  }

  private func answer(_ call: CallID, by answeredBy: AnsweredBy) {
    guard let entry = legs[call] else { return }
    legs[call]?.timer = nil
    let media = neighbourhood.line(of: call, on: cell, answeredBy: answeredBy) { [weak self] in
      self?.onCell { $0.release(call) }
    }
    legs[call]?.news = .answered(answeredBy, media)
    entry.leg.receive(.answered(answeredBy, media))
  }

  private func release(_ call: CallID) {
    guard let entry = legs.removeValue(forKey: call) else { return }
    let leg = entry.leg
    after(spec.delay) { _ in leg.receive(.released) }
  }

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

  var delay: Duration {
    if case .admitted(let delay) = self { delay } else { .zero }
  }
}

private struct SimulatedLeg {
  var leg: any CarrierEventReceiver
  var timer: TimerID?
  /// What was reported last; nil before the first ring.
  var news: CarrierEvent?
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
  fileprivate static let postDialDelay = Purpose("carrier.post_dial_delay")
}
