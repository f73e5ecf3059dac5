import Foundation
import SimCore
import Synchronization
import Testing

/// Keeps the thread busy, as a blocking call in an actor would.
func block(_ duration: Duration) { usleep(UInt32(duration / .microseconds(1))) }

private actor Speaker: CellActor {
  nonisolated let cell: Cell
  private let journal: Journal

  init(_ cell: Cell, _ journal: Journal) {
    self.cell = cell
    self.journal = journal
  }

  func speak() async {
    journal.note("hello")
    try? await clock.sleep(for: .milliseconds(3))
    let answer = await Reply<String>.wait(on: cell) { reply in
      after(.milliseconds(2)) { _ in reply.send("fine") }
    }
    journal.note(answer)
    after(.milliseconds(1)) { $0.journal.note("bye") }
    let sleep = cell.spawn {
      do {
        try await self.clock.sleep(for: .seconds(100))
      } catch {
        self.journal.note("cancelled")
      }
    }
    try? await clock.sleep(for: .milliseconds(4))
    sleep.cancel()
  }
}

@Suite("Live cell")
struct LiveCellTests {
  @Test func `the same actors run simulated and live`() throws {
    let simulated = Journal()
    let cell = Cell(seed: 1)
    let speaker = Speaker(cell, simulated)
    cell.spawn { await speaker.speak() }
    cell.run()
    let wall = Journal()
    let live = try LiveCell(seed: 1)
    let other = Speaker(live.cell, wall)
    live.cell.spawn { await other.speak() }
    #expect(live.runAWhile() == .idle)
    #expect(wall.all == simulated.all)
    #expect(wall.all == ["hello", "fine", "bye", "cancelled"])
    #expect(live.cell.eventCount == cell.eventCount)
    #expect(live.cell.inbox.offLoopJobs == 0)
    #expect(live.cell.now >= .milliseconds(9))
  }

  @Test func `no timer fires early, and timers keep the order of their deadlines`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let fired = Mutex<[(planned: Int64, actual: Int64)]>([])
    for index in 0..<200 {
      let planned = (Int64(index) * 37 % 200 + 1) * 100_000
      cell.after(.nanoseconds(planned)) {
        fired.withLock { $0.append((planned, cell.now.nanoseconds)) }
      }
    }
    #expect(live.runAWhile() == .idle)
    let all = fired.withLock { $0 }
    #expect(all.count == 200)
    #expect(all.allSatisfy { $0.actual >= $0.planned })
    #expect(all.map(\.planned) == all.map(\.planned).sorted())
    #expect(all.map(\.actual) == all.map(\.actual).sorted())
    #expect(live.lag.histogram.count == 200)
  }

  @Test func `one wake serves all timers of a millisecond`() throws {
    let live = try LiveCell(seed: 1)
    let log = FiringLog()
    for index in 0..<100 {
      let instant = SimInstant(nanoseconds: 5_000_100 + Int64(index) * 9_000)
      live.cell.schedule(at: instant, log, argument: UInt64(index))
    }
    #expect(live.runAWhile() == .idle)
    #expect(log.all == Array(0..<100))
    // One for each timer would be a hundred; a signal, or a host that was late, ends a few early.
    #expect(live.sleepCount < 20)
  }

  @Test func `a timer that is late sees the late now, and the stall is counted`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let seen = Atomic<Int64>(0)
    cell.after(.milliseconds(1)) { block(.milliseconds(60)) }
    cell.after(.milliseconds(5)) { seen.store(cell.now.nanoseconds, ordering: .relaxed) }
    #expect(live.runAWhile() == .idle)
    #expect(seen.load(ordering: .relaxed) >= 61_000_000)
    #expect(live.lag.stalls >= 1)
    #expect(try #require(live.lag.histogram.max) >= .milliseconds(56))
    #expect(!live.lag.isTolerable)
  }

  @Test func `a deadline that has passed means now`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let journal = Journal()
    cell.after(.milliseconds(2)) {
      cell.schedule(at: .milliseconds(1), Action { _, _ in journal.note("late") })
    }
    #expect(live.runAWhile() == .idle)
    #expect(journal.all == ["late"])
  }

  @Test func `a run ends at its deadline and goes on in the next`() throws {
    let live = try LiveCell(seed: 1)
    let log = FiringLog()
    for index in 1...3 {
      live.cell.schedule(at: .milliseconds(Int64(index) * 10), log, argument: UInt64(index))
    }
    #expect(live.run(until: .milliseconds(10)) == .deadline)
    #expect(log.takeAll() == [1])
    #expect(live.run(until: .milliseconds(20)) == .deadline)
    #expect(log.takeAll() == [2])
    #expect(live.runAWhile() == .idle)
    #expect(log.all == [3])
  }

  @Test func `an event can end the run, and what is left stays`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let log = FiringLog()
    cell.after(.milliseconds(1)) { cell.inbox.requestStop() }
    cell.schedule(at: .milliseconds(3_600_000), log)
    #expect(live.runAWhile() == .stopped)
    #expect(cell.pendingCount == 1)
    #expect(live.shutdown() == 0)
    #expect(cell.pendingCount == 0)
    #expect(log.all.isEmpty)
  }

  @Test func `a flag that a signal handler sets ends the run`() throws {
    let live = try LiveCell(seed: 1)
    live.cell.after(.seconds(3_600)) {}
    let flag = Atomic<Bool>(false)
    var questions = 0
    let ending = live.run {
      questions += 1
      if questions == 2 { flag.store(true, ordering: .relaxed) }
      return flag.load(ordering: .relaxed)
    }
    #expect(ending == .stopped)
    #expect(live.cell.eventCount == 0)
  }

  @Test func `events that never rest leave room for messages and stops`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let spinner = Spinner(cell)
    spinner.fire(0, 0)
    let stopper = live.cell.inbox
    Thread.detachNewThread { _ = stopper.post { stopper.requestStop() } }
    #expect(live.runAWhile() == .stopped)
    #expect(cell.eventCount > 0)
    live.shutdown()
  }

  @Test func `what waits for ever does not keep a run alive`() throws {
    let live = try LiveCell(seed: 1)
    live.cell.schedule(at: .distantFuture, FiringLog())
    #expect(live.runAWhile() == .idle)
    live.shutdown()
  }
}

/// Posts itself again at once.
private final class Spinner: EventSink {
  private let cell: Cell

  init(_ cell: Cell) { self.cell = cell }

  func fire(_ code: UInt32, _ argument: UInt64) { cell.schedule(at: cell.now, self) }
}
