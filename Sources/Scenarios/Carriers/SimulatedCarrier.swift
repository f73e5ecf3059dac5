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
      entry.leg.receive(.rejected(response, throttled: throttled))
    }
  }

  private func route(_ attempt: CallAttempt, draws: DrawKey) {
    guard var entry = legs[attempt.id] else { return }
    switch destinations.fate(draws: draws) {
    case .refused(let response):
      legs[attempt.id] = nil
      entry.leg.receive(.rejected(response, throttled: false))
      return
    case .noAnswer:
      entry.timer = nil
    case .human(let ring):
      entry.timer = after(ring) { $0.answer(attempt.id, by: .human) }
    case .voicemail(let ring):
      entry.timer = after(ring) { $0.answer(attempt.id, by: .machine) }
    }
    legs[attempt.id] = entry
    entry.leg.receive(.ringing)
  }

  private func answer(_ call: CallID, by answeredBy: AnsweredBy) {
    guard var entry = legs[call] else { return }
    entry.timer = nil
    legs[call] = entry
    let media = neighbourhood.line(of: call, on: cell, answeredBy: answeredBy) { [weak self] in
      self?.onCell { $0.release(call) }
    }
    entry.leg.receive(.answered(answeredBy, media))
  }

  private func release(_ call: CallID) {
    guard let entry = legs.removeValue(forKey: call) else { return }
    let leg = entry.leg
    after(spec.delay) { _ in leg.receive(.released) }
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
  let leg: any CarrierEventReceiver
  var timer: TimerID?
}

extension Purpose {
  fileprivate static let carrierFailure = Purpose("carrier.failure")
  fileprivate static let postDialDelay = Purpose("carrier.post_dial_delay")
}
