import SimCore
import Testing

private actor Caller: CellActor {
  nonisolated let cell: Cell
  nonisolated let journal = Journal()

  init(_ cell: Cell) { self.cell = cell }

  func note(_ what: String) { journal.note("\(seconds(cell.now)) \(what)") }

  func sleepFor(_ time: Duration, limit: Duration) async {
    let cell = cell
    let outcome = await cell.withTimeout(limit) {
      do throws(SleepError) {
        try await cell.clock.sleep(for: time)
        return "slept"
      } catch { return "cancelled" }
    }
    note("\(outcome)")
  }

  func acquire(_ resource: Resource, limit: Duration) async {
    let outcome = await cell.withTimeout(limit) { await resource.acquire() }
    switch outcome {
    case .finished(.granted), .overdue(.granted): note("granted")
    case .overdue(.cancelled(let waited)): note("overdue after \(seconds(waited))")
    default: note("\(outcome)")
    }
  }

  func ask(after delay: Duration, limit: Duration) async {
    let answer = await Reply<String>.wait(
      on: cell,
      within: limit,
      ifOverdue: "overdue",
      ifCancelled: "cancelled"
    ) { reply in
      cell.after(delay) { reply.send("answer") }
    }
    note(answer)
  }

  func nap(_ sleep: InterruptibleSleep, _ time: Duration) async {
    switch await sleep.sleep(for: time) {
    case .completed: note("rested")
    case .interrupted(let reason, let left): note("interrupted by \(reason), \(seconds(left)) left")
    case .cancelled(let left): note("cancelled, \(seconds(left)) left")
    }
  }
}

@Suite("Timeouts and interrupts")
struct TimeoutTests {
  private func run(
    _ mode: Cell.Mode = .hooked,
    _ body: (Caller) -> Void
  ) -> (Cell, [String]) {
    let caller = Caller(Cell(seed: 1, mode: mode))
    body(caller)
    caller.cell.run()
    #expect(caller.cell.taskCount == 0)
    #expect(caller.cell.pendingCount == 0)
    return (caller.cell, caller.journal.all)
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `work in time is finished, and its limit leaves no trace`(mode: Cell.Mode) {
    let (cell, lines) = run(mode) { caller in
      caller.cell.spawn { await caller.sleepFor(.seconds(2), limit: .seconds(5)) }
    }
    #expect(lines == ["2 s finished(\"slept\")"])
    #expect(cell.now == .milliseconds(2_000))
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `late work is cancelled at the limit and leaves no trace`(mode: Cell.Mode) {
    let (cell, lines) = run(mode) { caller in
      caller.cell.spawn { await caller.sleepFor(.seconds(9), limit: .seconds(5)) }
    }
    #expect(lines == ["5 s overdue(\"cancelled\")"])
    #expect(cell.now == .milliseconds(5_000))
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `cancelling the caller cancels the work`(mode: Cell.Mode) {
    let (cell, lines) = run(mode) { caller in
      let task = caller.cell.spawn { await caller.sleepFor(.seconds(9), limit: .seconds(5)) }
      caller.cell.after(.seconds(1)) { task.cancel() }
      let unborn = caller.cell.spawn { await caller.sleepFor(.seconds(9), limit: .seconds(5)) }
      caller.cell.enter { unborn.cancel() }
    }
    #expect(lines == ["0 s finished(\"cancelled\")", "1 s finished(\"cancelled\")"])
    #expect(cell.now == .milliseconds(1_000))
  }

  @Test func `a unit that is granted at the very instant of the limit is not lost`() {
    for grantFirst in [false, true] {
      var resource: Resource?
      let (cell, lines) = run { caller in
        let cell = caller.cell
        let desk = Resource(cell: cell, capacity: 0)
        resource = desk
        if grantFirst { cell.after(.seconds(5)) { desk.setCapacity(1) } }
        cell.spawn { await caller.acquire(desk, limit: .seconds(5)) }
        if !grantFirst {
          cell.after(.seconds(1)) { cell.after(.seconds(4)) { desk.setCapacity(1) } }
        }
      }
      #expect(lines == [grantFirst ? "5 s granted" : "5 s overdue after 5 s"])
      cell.enter { #expect(resource?.inUse == (grantFirst ? 1 : 0)) }
    }
  }

  @Test func `a reply that is late or cancelled is answered`() {
    let (_, lines) = run { caller in
      caller.cell.spawn { await caller.ask(after: .seconds(1), limit: .seconds(2)) }
      caller.cell.spawn { await caller.ask(after: .seconds(4), limit: .seconds(3)) }
      let task = caller.cell.spawn { await caller.ask(after: .seconds(6), limit: .seconds(7)) }
      caller.cell.after(.seconds(5)) { task.cancel() }
    }
    #expect(lines == ["1 s answer", "3 s overdue", "5 s cancelled"])
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a sleep is interrupted with a reason, and the sleeper goes on`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let caller = Caller(cell)
    let sleep = InterruptibleSleep(cell: cell)
    cell.spawn {
      await caller.nap(sleep, .seconds(5))
      await caller.nap(sleep, .seconds(5))
    }
    cell.after(.seconds(2)) {
      #expect(sleep.interrupt(reason: 7))
      #expect(!sleep.interrupt(reason: 8))
    }
    let task = cell.spawn { await caller.nap(InterruptibleSleep(cell: cell), .seconds(9)) }
    cell.after(.seconds(3)) { task.cancel() }
    cell.run()
    #expect(
      caller.journal.all == [
        "2 s interrupted by 7, 3 s left", "3 s cancelled, 6 s left", "7 s rested",
      ]
    )
    cell.enter { #expect(!sleep.interrupt()) }
  }
}
