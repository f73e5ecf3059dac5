package import SimCore
package import VoicePipeline

/// Humans who take calls over: so many as the hour of the day has, first come, first served.
package actor SimulatedDesk: TimedActor {
  /// What a desk has timers for.
  package enum Due: UInt32, Sendable {
    /// A call has been handled; the argument is its place.
    case handled
    /// The next shift begins while calls wait.
    case shift
  }

  /// What became of the calls so far.
  package struct Counts: Sendable, Hashable {
    package var taken = 0
    package var connected = 0
    package var queued = 0
    package var refused = 0
    package var closed = 0
    package var withdrawn = 0

    package init() {}
  }

  package nonisolated let cell: Cell
  private let spec: DeskSpec
  private let zone: ZoneID
  private let start: UnixInstant
  private var waiting: [DeskCall] = []
  private var handling: [DeskCall] = []
  private var places: UInt64 = 0
  private var shiftTimer: TimerID?
  private var book = Counts()

  /// `start` is the civil time of the simulation's first instant.
  package init(cell: Cell, spec: DeskSpec, start: UnixInstant) {
    self.cell = cell
    self.spec = spec
    self.start = start
    zone = ZoneTable.zone(named: spec.zone) ?? .utc
  }

  package nonisolated var counts: Counts { onCell(with: ()) { desk, _ in desk.book } }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .handled:
      handling.removeAll { $0.id == argument }
    case .shift: shiftTimer = nil
    }
    serve()
  }

  private var secondOfDay: Int { zone.secondOfDay(at: start.at(cell.now).seconds) }

  private var staff: Int { spec.staff(at: secondOfDay) }

  fileprivate func take(_ call: CallID, _ agent: any AgentEventReceiver) -> UInt64 {
    places += 1
    book.taken += 1
    let desk = DeskCall(id: places, call: call, agent: agent)
    let staff = staff
    if staff == 0 {
      book.closed += 1
      answer(desk, .closed)
    } else if handling.count < staff, waiting.isEmpty {
      connect(desk)
    } else if waiting.count >= spec.queueLimit {
      book.refused += 1
      answer(desk, .refused)
    } else {
      book.queued += 1
      waiting.append(desk)
      watchShift()
      answer(desk, .queued(expected: expectedWait(staff)))
    }
    return desk.id
  }

  /// Each of the calls ahead, and the one that must end first, takes a share of the staff's time.
  private func expectedWait(_ staff: Int) -> Duration {
    spec.handleTime.mean * waiting.count / staff
  }

  private func connect(_ call: DeskCall) {
    book.connected += 1
    handling.append(call)
    let time = spec.handleTime(of: call.call, key: cell.key)
    answer(call, .connected)
    schedule(.handled, after: time, call.id)
  }

  /// An answer is an event of its own: whoever asked does not hear it in the midst of asking.
  private func answer(_ call: DeskCall, _ event: DeskEvent) {
    cell.after(.zero) { call.agent.receive(.desk(event)) }
  }

  private func serve() {
    let staff = staff
    while handling.count < staff, !waiting.isEmpty { connect(waiting.removeFirst()) }
    if staff == 0 {
      book.closed += waiting.count
      for call in waiting { answer(call, .closed) }
      waiting = []
    }
    watchShift()
  }

  /// While calls wait, the staff is counted anew at the beginning and the end of each shift.
  private func watchShift() {
    guard !waiting.isEmpty, shiftTimer == nil else { return }
    let second = secondOfDay
    let edges = spec.shifts.flatMap { [$0.hours.lowerBound, $0.hours.upperBound] }
    let delays = edges.map { (($0 - second) + 86_400) % 86_400 }.map { $0 == 0 ? 86_400 : $0 }
    guard let next = delays.min() else { return }
    shiftTimer = schedule(.shift, after: .seconds(next))
  }

  fileprivate func withdraw(_ id: UInt64) {
    let before = waiting.count + handling.count
    waiting.removeAll { $0.id == id }
    handling.removeAll { $0.id == id }
    guard waiting.count + handling.count < before else { return }
    book.withdrawn += 1
    if waiting.isEmpty, let shiftTimer {
      cell.cancel(shiftTimer)
      self.shiftTimer = nil
    }
    serve()
  }
}

extension SimulatedDesk: HumanDesk {
  package nonisolated func take(
    _ call: CallID,
    for agent: any AgentEventReceiver
  ) -> any DeskRequest {
    SimulatedDeskRequest(desk: self, id: onCell { $0.take(call, agent) })
  }
}

private final class SimulatedDeskRequest: DeskRequest {
  private let desk: SimulatedDesk
  private let id: UInt64

  init(desk: SimulatedDesk, id: UInt64) {
    self.desk = desk
    self.id = id
  }

  func withdraw() { desk.onCell(with: id) { $0.withdraw($1) } }
}

/// A call at the desk.
private struct DeskCall {
  let id: UInt64
  let call: CallID
  let agent: any AgentEventReceiver
}

extension DeskSpec {
  /// Humans at the desk at a second of the local day.
  fileprivate func staff(at second: Int) -> Int {
    shifts.reduce(0) { $0 + ($1.covers(second) ? $1.staff : 0) }
  }

  /// How long a human is busy with a call.
  fileprivate func handleTime(of call: CallID, key: DrawKey) -> Duration {
    handleTime.sample(call.draws(from: key).bits(.handleTime))
  }

  /// `start` is the civil time of the simulation's first instant.
  func account(start: UnixInstant, key: DrawKey) -> DeskAccount {
    let zone = ZoneTable.zone(named: zone) ?? .utc
    return DeskAccount(
      isStaffed: { staff(at: zone.secondOfDay(at: start.at($0).seconds)) > 0 },
      handling: { handleTime(of: $0, key: key) }
    )
  }
}

extension ShiftSpec {
  fileprivate func covers(_ second: Int) -> Bool { hours.contains(second) }
}

extension Purpose {
  fileprivate static let handleTime = Purpose("desk.handle_time")
}
