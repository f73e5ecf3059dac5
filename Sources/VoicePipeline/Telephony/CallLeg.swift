package import SimCore

/// One leg: an actor around `CallLegMachine` that speaks to the carrier.
package actor CallLeg: CellActor {
  package nonisolated let cell: Cell
  private let attempt: CallAttempt
  private let carrier: any Carrier
  private var machine: CallLegMachine
  private var timer: TimerID?
  private var setup: Reply<CallSetup>?
  private var onRelease: (@Sendable () -> Void)?
  private var onLateRefusal: (@Sendable (CarrierRefusal) -> Void)?
  private var onDetection: (@Sendable (DetectionNews) -> Void)?
  /// What listening to the answer has told so far.
  private var detected: [DetectionNews] = []
  private let isResumed: Bool
  private var isAbandoned = false

  package init(cell: Cell, attempt: CallAttempt, carrier: any Carrier, timeouts: LegTimeouts) {
    self.cell = cell
    self.attempt = attempt
    self.carrier = carrier
    machine = CallLegMachine(timeouts)
    isResumed = false
  }

  /// A leg that another process has begun, taken over where the snapshot was taken.
  package init(
    cell: Cell,
    attempt: CallAttempt,
    carrier: any Carrier,
    resuming snapshot: CallLegMachine
  ) {
    precondition(snapshot.state != .ended, "of a leg that has ended there is nothing to resume")
    self.cell = cell
    self.attempt = attempt
    self.carrier = carrier
    machine = snapshot
    isResumed = true
  }

  /// What another process needs to take the leg over.
  package var snapshot: CallLegMachine { machine }

  /// Whether the phone has rung after the leg was given up in silence.
  package var hasRungLate: Bool { machine.hasRungLate }

  /// The first ring that was heard of; nil where there was none.
  package var rang: SimInstant? { machine.rang }

  /// The first ring or final response; nil while there was none.
  package var progressed: SimInstant? { machine.progressed }

  /// Dials and waits until the leg is answered or has ended.
  ///
  /// A resumed leg asks its carrier instead. One that was answered before hands the media path on;
  /// one that the callee has released in the meantime ends as `abandoned`.
  package func connect() async -> CallSetup {
    await Reply<CallSetup>.wait(on: cell) { reply in
      setup = reply
      handle(isResumed ? .resumed : .dial)
    }
  }

  /// Runs `action` when the far end hangs up; at once if it has done so already.
  package func whenReleased(_ action: @escaping @Sendable () -> Void) {
    if machine.state == .ended { action() } else { onRelease = action }
  }

  /// Runs `action` with all that listening to the answer has told, and will tell.
  package func whenDetected(_ action: @escaping @Sendable (DetectionNews) -> Void) {
    onDetection = action
    for news in detected { action(news) }
  }

  /// Runs `action` when the carrier refuses a leg that was given up in silence.
  package func whenRefusedLate(_ action: @escaping @Sendable (CarrierRefusal) -> Void) {
    onLateRefusal = action
  }

  /// Whether it is over.
  package var isReleased: Bool { machine.state == .ended }

  package func hangUp() { handle(.hangUp) }

  /// Goes away as a process that is killed does: the carrier keeps the leg for another one.
  ///
  /// Whoever waits for its setup here is told that it failed.
  package func abandon() {
    isAbandoned = true
    stopTimer()
    perform(.setUp(.ended(LegEnding(.failed))))
    onRelease = nil
    onDetection = nil
  }

  private func handle(_ event: CallLegEvent) {
    guard !isAbandoned else { return }
    for effect in machine.handle(event, at: cell.now) { perform(effect) }
    // Who waits for a release that cannot come any more would keep the leg, and the leg would keep
    // them.
    if machine.state == .ended { (onRelease, onDetection) = (nil, nil) }
  }

  private func stopTimer() {
    if let timer { cell.cancel(timer) }
    timer = nil
  }

  private func perform(_ effect: CallLegEffect) {
    switch effect {
    case .invite:
      carrier.invite(attempt, for: self)
    case .resume:
      carrier.resume(attempt.id, for: self)
    case .startTimer(let kind, let timeout):
      stopTimer()
      timer = after(timeout) { leg in
        leg.timer = nil
        leg.handle(.timeout(kind))
      }
    case .stopTimer:
      stopTimer()
    case .cancel:
      carrier.cancel(attempt.id)
    case .discard(let media):
      media.close(.released)
    case .bye:
      carrier.hangUp(attempt.id)
    case .refusedLate(let refusal):
      onLateRefusal?(refusal)
      onLateRefusal = nil
    case .setUp(let result):
      setup?.send(result)
      setup = nil
    case .detected(let news):
      detected.append(news)
      onDetection?(news)
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
