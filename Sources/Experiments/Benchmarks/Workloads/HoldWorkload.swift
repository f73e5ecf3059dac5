internal import SimCore

/// Workload 1, the hold model: so many events are pending; each comes again after an exponential
/// time with a mean of one second.
///
/// It runs for as much simulated time as the wanted number of events takes in the mean. Setting up
/// is not timed, as in the other programs.
enum HoldWorkload {
  /// One actor receives every timer; the argument names the entity.
  static func callbacks(events: Int?) -> WorkloadOutcome {
    run("callbacks", events) { cell, pending in
      HoldTable(cell, pending).begin(pending)
    }
  }

  /// An actor for each entity receives its timers.
  static func sinks(events: Int?) -> WorkloadOutcome {
    run("sinks", events) { cell, pending in
      let gaps = HoldGaps(cell)
      for entity in 0..<pending { HoldTimer(cell, gaps, entity).begin() }
    }
  }

  /// An actor for each entity sleeps in a task.
  static func sleeps(events: Int?) -> WorkloadOutcome {
    run("actors", events) { cell, pending in
      let gaps = HoldGaps(cell)
      for entity in 0..<pending {
        let sleeper = HoldSleeper(cell, gaps, entity)
        cell.spawn { await sleeper.run() }
      }
      // The tasks start and fall asleep.
      cell.run(until: .zero)
    }
  }

  private static func run(
    _ program: String,
    _ events: Int?,
    _ setUp: (Cell, Int) -> Void
  ) -> WorkloadOutcome {
    let full = program == "actors" ? CommonWorkload.holdEvents / 5 : CommonWorkload.holdEvents
    let wanted = CommonWorkload.hold.size(full: full, events: events)
    let pending = CommonWorkload.pending(events: events)
    let cell = Cell(seed: 1)
    setUp(cell, pending)
    let before = cell.eventCount
    let end = Double(wanted) / Double(pending)
    let start = HostClock.cpuNanoseconds()
    cell.run(until: SimInstant(nanoseconds: Int64(end * 1e9)))
    let spent = HostClock.cpuNanoseconds() - start
    let outcome = WorkloadOutcome(
      .hold,
      program: program,
      events: Int(cell.eventCount - before),
      cpuNanoseconds: spent,
      facts: [("end_s", end), ("pending", Double(pending))]
    )
    cell.shutdown()
    return outcome
  }
}

/// The next time of an entity: a pure function of the entity and of how often it fired.
private final class HoldGaps: Sendable {
  private let key: DrawKey
  private let gap = DurationDistribution.exponential(mean: .seconds(1))

  init(_ cell: Cell) { key = cell.key.entity("hold", 0) }

  func nanoseconds(_ entity: UInt64, _ fired: UInt64) -> Int64 {
    gap.nanoseconds(at: key.uniform(.holdGap, (entity << 32) | fired))
  }
}

extension Purpose {
  fileprivate static let holdGap = Purpose("benchmark.hold.gap")
}

private actor HoldTable: CellActor, EventSink {
  nonisolated let cell: Cell
  private let gaps: HoldGaps
  private var fired: [UInt64]

  init(_ cell: Cell, _ pending: Int) {
    self.cell = cell
    gaps = HoldGaps(cell)
    fired = Array(repeating: 0, count: pending)
  }

  nonisolated func begin(_ pending: Int) {
    cell.enter {
      for entity in 0..<pending { onCell(with: UInt64(entity)) { $0.schedule($1) } }
    }
  }

  nonisolated func fire(_ code: UInt32, _ argument: UInt64) {
    onCell(with: argument) { $0.schedule($1) }
  }

  private func schedule(_ entity: UInt64) {
    let count = fired[Int(entity)]
    fired[Int(entity)] = count + 1
    let due = cell.now.nanoseconds + gaps.nanoseconds(entity, count)
    cell.schedule(at: SimInstant(nanoseconds: due), self, argument: entity)
  }
}

private actor HoldTimer: CellActor, EventSink {
  nonisolated let cell: Cell
  private let gaps: HoldGaps
  private let entity: UInt64
  private var fired: UInt64 = 0

  init(_ cell: Cell, _ gaps: HoldGaps, _ entity: Int) {
    self.cell = cell
    self.gaps = gaps
    self.entity = UInt64(entity)
  }

  nonisolated func begin() { cell.enter { fire(0, 0) } }

  nonisolated func fire(_ code: UInt32, _ argument: UInt64) {
    onCell(with: ()) { timer, _ in timer.schedule() }
  }

  private func schedule() {
    let due = cell.now.nanoseconds + gaps.nanoseconds(entity, fired)
    fired += 1
    cell.schedule(at: SimInstant(nanoseconds: due), self)
  }
}

private actor HoldSleeper: CellActor {
  nonisolated let cell: Cell
  private let gaps: HoldGaps
  private let entity: UInt64
  private var fired: UInt64 = 0

  init(_ cell: Cell, _ gaps: HoldGaps, _ entity: Int) {
    self.cell = cell
    self.gaps = gaps
    self.entity = UInt64(entity)
  }

  /// Until it is cancelled.
  func run() async {
    do {
      while true {
        try await clock.sleep(for: .nanoseconds(gaps.nanoseconds(entity, fired)))
        fired += 1
      }
    } catch {}
  }
}
