package import SimCore

/// One leg: an actor around `CallLegMachine` that speaks to the carrier.
package actor CallLeg: CellActor {
  package nonisolated let cell: Cell
  private let attempt: CallAttempt
  private let carrier: any Carrier
  private var machine: CallLegMachine
  private var ringTimer: TimerID?
  private var setup: Reply<CallSetup>?
  private var onRelease: (@Sendable () -> Void)?

  package init(cell: Cell, attempt: CallAttempt, carrier: any Carrier, ringTimeout: Duration) {
    self.cell = cell
    self.attempt = attempt
    self.carrier = carrier
    machine = CallLegMachine(ringTimeout: ringTimeout)
  }

  /// The first ring or final response; nil while there was none.
  package var progressed: SimInstant? { machine.progressed }

  /// Dials and waits until the leg is answered or has ended.
  package func connect() async -> CallSetup {
    await Reply<CallSetup>.wait(on: cell) { reply in
      setup = reply
      handle(.dial)
    }
  }

  /// Runs `action` when the far end hangs up; at once if it has done so already.
  package func whenReleased(_ action: @escaping @Sendable () -> Void) {
    if machine.state == .ended { action() } else { onRelease = action }
  }

  package func hangUp() { handle(.hangUp) }

  private func handle(_ event: CallLegEvent) {
    for effect in machine.handle(event, at: cell.now) { perform(effect) }
  }

  private func perform(_ effect: CallLegEffect) {
    switch effect {
    case .invite:
      carrier.invite(attempt, for: self)
    case .startRingTimer(let timeout):
      ringTimer = after(timeout) { $0.handle(.ringTimeout) }
    case .stopRingTimer:
      if let timer = ringTimer { cell.cancel(timer) }
      ringTimer = nil
    case .cancel:
      carrier.cancel(attempt.id)
    case .bye:
      carrier.hangUp(attempt.id)
    case .setUp(let result):
      setup?.send(result)
      setup = nil
    case .released:
      onRelease?()
      onRelease = nil
    }
  }
}

extension CallLeg: CarrierEventReceiver {
  package nonisolated func receive(_ event: CarrierEvent) {
    onCell(with: event) { $0.handle(.carrier($1)) }
  }
}
