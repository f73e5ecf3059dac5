import SimCore
import Testing

private actor Walker: CellActor {
  nonisolated let cell: Cell
  private let journal: Journal
  private let name: String

  init(_ name: String, _ cell: Cell, _ journal: Journal) {
    self.name = name
    self.cell = cell
    self.journal = journal
  }

  func walk(through gate: Gate, at arrival: Duration = .zero, patience: Duration? = nil) async {
    if arrival > .zero { try? await clock.sleep(for: arrival) }
    do throws(FruitlessWait) {
      try await gate.pass(patience: patience)
      journal.note("\(seconds(cell.now)) \(name) passes")
    } catch {
      switch error {
      case .reneged(let waited):
        journal.note("\(seconds(cell.now)) \(name) reneges after \(seconds(waited))")
      case .cancelled(let waited):
        journal.note("\(seconds(cell.now)) \(name) is cancelled after \(seconds(waited))")
      }
    }
  }
}

@Suite("Gate")
struct GateTests {
  private func walker(_ name: String, _ cell: Cell, _ journal: Journal) -> Walker {
    Walker(name, cell, journal)
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `who waits at a closed gate passes in order, each by an event of its own`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let journal = Journal()
    let gate = Gate(cell: cell)
    for name in ["a", "b", "c"] {
      let walker = walker(name, cell, journal)
      cell.spawn { await walker.walk(through: gate) }
    }
    cell.after(.seconds(2)) { gate.open() }
    let late = walker("d", cell, journal)
    cell.spawn { await late.walk(through: gate, at: .seconds(3)) }
    cell.run()
    #expect(journal.all == ["2 s a passes", "2 s b passes", "2 s c passes", "3 s d passes"])
    // Four spawns, the opening, three wakes and one sleep; the open gate costs nothing.
    #expect(cell.eventCount == 9)
    let statistics = cell.enter { gate.statistics }
    #expect(statistics.counts.arrivals == 4)
    #expect(statistics.counts.passed == 4)
    #expect(statistics.queue.area == 6_000_000_000)
    #expect(statistics.queueGap == 0)
  }

  @Test func `the impatient and the cancelled leave, and a pulse lets through who is there`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    let gate = Gate(cell: cell)
    let walkers = ["a", "b", "c", "d"].map { walker($0, cell, journal) }
    cell.spawn { await walkers[0].walk(through: gate, patience: .seconds(1)) }
    let cancelled = cell.spawn { await walkers[1].walk(through: gate) }
    cell.spawn { await walkers[2].walk(through: gate, patience: .seconds(9)) }
    cell.spawn { await walkers[3].walk(through: gate, at: .seconds(5)) }
    cell.after(.seconds(2)) { cancelled.cancel() }
    cell.after(.seconds(3)) { #expect(gate.pulse() == 1) }
    cell.after(.seconds(6)) { gate.open() }
    cell.after(.seconds(7)) { gate.close() }
    let last = walker("e", cell, journal)
    cell.spawn { await last.walk(through: gate, at: .seconds(8), patience: .zero) }
    cell.run()
    #expect(
      journal.all == [
        "1 s a reneges after 1 s", "2 s b is cancelled after 2 s", "3 s c passes", "6 s d passes",
        "8 s e reneges after 0 s",
      ]
    )
    let statistics = cell.enter { gate.statistics }
    #expect(statistics.counts.reneged == 2)
    #expect(statistics.counts.withdrawn == 1)
    #expect(statistics.counts.passed == 2)
    #expect(statistics.queueGap == 0)
    #expect(cell.taskCount == 0)
  }

  @Test func `a latch opens at the last count`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    let latch = Gate(cell: cell, count: 3)
    let walker = walker("a", cell, journal)
    cell.spawn { await walker.walk(through: latch) }
    for second in 1...3 { cell.after(.seconds(second)) { latch.countDown() } }
    cell.run()
    #expect(journal.all == ["3 s a passes"])
    cell.enter { #expect(latch.isOpen) }
  }

  @Test func `a sink without a task is fired when the gate opens`() {
    let cell = Cell(seed: 1)
    let log = FiringLog()
    let gate = Gate(cell: cell)
    cell.enter {
      #expect(!gate.pass(log, argument: 1))
      #expect(!gate.pass(log, argument: 2))
      #expect(gate.queueLength == 2)
    }
    cell.after(.seconds(1)) {
      gate.open()
      #expect(log.all.isEmpty)
      #expect(gate.pass(log, argument: 3))
    }
    cell.run()
    #expect(log.all == [1, 2])
  }

  @Test func `a task that is cancelled at the instant of the opening does not pass`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    let gate = Gate(cell: cell)
    let first = walker("a", cell, journal)
    let second = walker("b", cell, journal)
    let task = cell.spawn { await first.walk(through: gate) }
    cell.spawn { await second.walk(through: gate) }
    cell.after(.seconds(1)) {
      task.cancel()
      #expect(gate.pulse() == 1)
    }
    cell.run()
    #expect(journal.all == ["1 s a is cancelled after 1 s", "1 s b passes"])
  }

  @Test func `a task that was called passes, whatever else happens at that instant`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    let gate = Gate(cell: cell)
    let walker = walker("a", cell, journal)
    let task = cell.spawn { await walker.walk(through: gate) }
    cell.after(.seconds(1)) {
      gate.open()
      gate.close()
      task.cancel()
    }
    cell.run()
    #expect(journal.all == ["1 s a passes"])
  }
}
