import SimCore
import Testing

private actor Sleeper: CellActor {
  nonisolated let cell: Cell
  nonisolated let journal = Journal()

  init(_ cell: Cell) { self.cell = cell }

  func sleep(_ name: String, _ duration: Duration) async {
    do {
      try await clock.sleep(for: duration)
      journal.note("\(name) woke at \(cell.now.nanoseconds)")
    } catch {
      journal.note("\(name) cancelled at \(cell.now.nanoseconds)")
    }
  }

  /// Cancels itself before its sleep suspends.
  func sleepCancelled() async {
    unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
    await sleep("self", .seconds(1))
  }

  /// Wakes, then waits without a sleep, so that its slot has gone to somebody else.
  func sleepThenAsk(_ duration: Duration) async {
    await sleep("early", duration)
    let answer = await Reply<Int>.wait(on: cell) { reply in
      cell.after(.seconds(10)) { reply.send(1) }
    }
    journal.note("answered \(answer)")
  }
}

@Suite("Cancellation", .serialized)
struct CancellationTests {
  private func sleeper(_ mode: Cell.Mode) -> Sleeper { Sleeper(Cell(seed: 1, mode: mode)) }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a sleeping task wakes at the instant of its cancellation`(mode: Cell.Mode) {
    let sleeper = sleeper(mode)
    let task = sleeper.cell.spawn { await sleeper.sleep("a", .seconds(9)) }
    sleeper.cell.after(.seconds(2)) { task.cancel() }
    sleeper.cell.run()
    #expect(sleeper.journal.all == ["a cancelled at 2000000000"])
    #expect(sleeper.cell.now == .milliseconds(2_000))
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a task that was cancelled before it started wakes at once`(mode: Cell.Mode) {
    let sleeper = sleeper(mode)
    let cell = sleeper.cell
    cell.enter { cell.spawn { await sleeper.sleep("a", .seconds(9)) }.cancel() }
    cell.run()
    #expect(sleeper.journal.all == ["a cancelled at 0"])
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a task that cancels itself wakes at once`(mode: Cell.Mode) {
    let sleeper = sleeper(mode)
    sleeper.cell.spawn { await sleeper.sleepCancelled() }
    sleeper.cell.run()
    #expect(sleeper.journal.all == ["self cancelled at 0"])
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `at the instant of the timer the earlier event wins`(mode: Cell.Mode) {
    let sleeper = sleeper(mode)
    let cell = sleeper.cell
    // The first is cancelled by an event that was queued before its sleep, the second by a later
    // one.
    let slow = cell.spawn { await sleeper.sleep("slow", .seconds(1)) }
    cell.after(.seconds(1)) { slow.cancel() }
    let fast = cell.spawn { await sleeper.sleep("fast", .seconds(1)) }
    cell.spawn {
      await sleeper.sleep("canceller", .seconds(1))
      fast.cancel()
    }
    cell.run()
    #expect(
      sleeper.journal.all == [
        "fast woke at 1000000000", "canceller woke at 1000000000", "slow cancelled at 1000000000",
      ]
    )
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a late cancellation does not hit the next owner of the slot`(mode: Cell.Mode) {
    let sleeper = sleeper(mode)
    let cell = sleeper.cell
    let early = cell.spawn { await sleeper.sleepThenAsk(.seconds(1)) }
    cell.after(.seconds(2)) {
      cell.spawn { await sleeper.sleep("stranger", .seconds(5)) }
    }
    cell.after(.seconds(3)) { early.cancel() }
    cell.run()
    #expect(
      sleeper.journal.all == [
        "early woke at 1000000000", "stranger woke at 7000000000", "answered 1",
      ]
    )
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a thousand cancelled sleepers wake in order and leave no time behind`(mode: Cell.Mode) {
    let sleeper = sleeper(mode)
    let cell = sleeper.cell
    let tasks = (0..<1_000).map { index in
      cell.spawn { await sleeper.sleep("\(index)", .seconds(3_600 + index)) }
    }
    cell.after(.seconds(3)) { for task in tasks { task.cancel() } }
    cell.run()
    #expect(sleeper.journal.all == (0..<1_000).map { "\($0) cancelled at 3000000000" })
    #expect(cell.now == .milliseconds(3_000))
    #expect(cell.pendingCount == 0)
    #expect(cell.taskCount == 0)
  }

  @Test func `a cancelled timer does not fire and lets its sink go`() {
    let cell = Cell(seed: 1)
    weak var sink: FiringLog?
    let timer: TimerID
    do {
      let log = FiringLog()
      sink = log
      timer = cell.schedule(at: .milliseconds(1), log)
    }
    #expect(sink != nil)
    #expect(cell.cancel(timer))
    #expect(sink == nil)
    #expect(!cell.cancel(timer))
    cell.run()
    #expect(cell.eventCount == 0)
    #expect(cell.now == .zero)
  }

  @Test func `cancelling a fired timer spares the next owner of its slot`() {
    let cell = Cell(seed: 1)
    let log = FiringLog()
    let first = cell.schedule(at: .milliseconds(1), log, argument: 1)
    cell.run()
    let second = cell.schedule(at: .milliseconds(2), log, argument: 2)
    #expect(first != second)
    #expect(!cell.cancel(first))
    cell.run()
    #expect(log.all == [1, 2])
  }

  @Test func `cancelling most timers compacts the queue and keeps the rest`() {
    let cell = Cell(seed: 1)
    let log = FiringLog()
    let timers = (UInt64(0)..<10_000).map { argument in
      let time = Int64(cell.key.below(1 << 40, .test, argument))
      return cell.schedule(at: SimInstant(nanoseconds: time), log, argument: argument)
    }
    let kept = timers.indices.filter { $0 % 100 == 0 }.map { UInt64($0) }
    for index in timers.indices where index % 100 != 0 { #expect(cell.cancel(timers[index])) }
    #expect(cell.pendingCount == kept.count)
    cell.run()
    #expect(log.all.sorted() == kept)
    #expect(cell.eventCount == UInt64(kept.count))
  }

  @Test func `a receiver that schedules as it is released does not harm the queue`() {
    final class Spiteful: EventSink {
      let cell: Cell
      let log: FiringLog

      init(_ cell: Cell, _ log: FiringLog) {
        self.cell = cell
        self.log = log
      }

      func fire(_ code: UInt32, _ argument: UInt64) {}

      deinit { for step in UInt64(0)..<300 { cell.schedule(at: cell.now, log, argument: step) } }
    }
    let cell = Cell(seed: 1)
    let log = FiringLog()
    let timer = cell.schedule(at: .milliseconds(1), Spiteful(cell, log))
    #expect(cell.cancel(timer))
    cell.run()
    #expect(log.all == Array(0..<300))
  }
}
