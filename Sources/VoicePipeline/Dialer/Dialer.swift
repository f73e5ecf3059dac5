package import SimCore

/// Where a campaign ends.
package struct DialLimits: Sendable, Hashable {
  /// No dial is planned at or after this instant.
  package var end: SimInstant
  /// Planned dials at most; nil for no cap.
  package var attempts: Int?

  package init(end: SimInstant, attempts: Int?) {
    self.end = end
    self.attempts = attempts
  }
}

/// Dials a campaign at its planned instants, whatever becomes of the calls.
///
/// ```
/// ArrivalPlan ─planned instant─▶ CarrierPool ─start within its rate─▶ CampaignQueue
///                                                                        │ best lead
///                                 Call ◀── DialRules, at the dial itself ┘
/// ```
package actor Dialer: CellActor {
  package nonisolated let cell: Cell
  private let limits: DialLimits
  private let desk: CallDesk
  private var plan: ArrivalPlan
  private var queue: CampaignQueue
  private var rules: DialRules
  private let carriers: CarrierPool
  private var planned = 0
  private var isPlanOver = false
  /// Dials that wait for their carrier.
  private var pending = 0

  package init(
    cell: Cell,
    plan: ArrivalPlan,
    limits: DialLimits,
    queue: CampaignQueue,
    rules: DialRules,
    desk: CallDesk
  ) {
    self.cell = cell
    self.plan = plan
    self.limits = limits
    self.queue = queue
    self.rules = rules
    carriers = desk.carriers
    self.desk = desk
  }

  /// Begins the campaign; each planned dial plans the next.
  package func start() { planNext() }

  package var compliance: ComplianceReport { rules.report }

  /// Whether every planned dial has been made or dropped.
  package var isFinished: Bool { isPlanOver && pending == 0 }

  private func planNext() {
    isPlanOver = true
    if let most = limits.attempts, planned >= most { return }
    let instant = plan.next()
    guard instant < limits.end else { return }
    isPlanOver = false
    planned += 1
    let number = planned
    after(cell.now.duration(to: instant)) { $0.dialPlanned(number: number) }
  }

  private func dialPlanned(number: Int) {
    let instant = cell.now
    desk.log.onCell { $0.dialPlanned(call: number) }
    let reservation = carriers.onCell { $0.reserve() }
    pending += 1
    after(instant.duration(to: reservation.start)) {
      $0.dial(number: number, planned: instant, over: reservation)
    }
    planNext()
  }

  private func dial(number: Int, planned: SimInstant, over reservation: CarrierReservation) {
    pending -= 1
    guard let lead = rules.next(from: &queue, at: cell.now) else {
      desk.log.onCell { $0.dialDropped(call: number) }
      return
    }
    let delay = planned.duration(to: cell.now)
    desk.log.onCell { $0.dialStarted(call: number, delay: delay) }
    let key = cell.key.entity("lead", lead.key.phone).bits
    let attempt = CallAttempt(
      id: CallID(number: number, key: key),
      phone: lead.phone.digits,
      planned: planned
    )
    let call = Call(cell: cell, attempt: attempt, over: reservation, desk: desk)
    cell.spawn { await call.run() }
  }
}
