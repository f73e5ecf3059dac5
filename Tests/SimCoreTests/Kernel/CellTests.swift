import SimCore
import Testing

private actor Walker: CellActor {
  nonisolated let cell: Cell
  private(set) var steps: [Int64] = []

  init(_ cell: Cell) { self.cell = cell }

  func walk(_ count: Int, _ pace: Duration) async throws {
    for _ in 0..<count {
      try await clock.sleep(for: pace)
      note()
    }
  }

  func walkByAnyClock(_ count: Int, _ clock: any Clock<Duration>) async throws {
    for _ in 0..<count {
      try await clock.sleep(for: .milliseconds(1))
      note()
    }
  }

  func sleep(until instant: SimInstant) async throws {
    try await clock.sleep(until: instant)
    note()
  }

  func note() { steps.append(cell.now.nanoseconds) }
}

/// A result that does not fit into registers.
private struct Wide: Equatable {
  var a = 1
  var b = "two"
  var c = [3.0]
  var d: Int? = 4
  var e = 5
}

private struct Refusal: Error {}

@Suite("Cell")
struct CellTests {
  private func steps(_ walker: Walker) -> [Int64] {
    walker.cell.enter { walker.onCell { $0.steps } }
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `an actor sleeps in simulated time`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let walker = Walker(cell)
    cell.spawn { try? await walker.walk(3, .milliseconds(10)) }
    #expect(!cell.run())
    #expect(steps(walker) == [10_000_000, 20_000_000, 30_000_000])
    #expect(cell.now == .milliseconds(30))
    // One for the spawn and one for each sleep.
    #expect(cell.eventCount == 4)
    #expect(cell.taskCount == 0)
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a clock that is only known as any clock keeps the same time`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let walker = Walker(cell)
    cell.spawn { try? await walker.walkByAnyClock(3, cell.clock) }
    cell.run()
    #expect(steps(walker) == [1_000_000, 2_000_000, 3_000_000])
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `sleeping until an instant that has passed still suspends once`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let walker = Walker(cell)
    cell.run(until: .milliseconds(5))
    cell.spawn { try? await walker.sleep(until: .milliseconds(1)) }
    cell.spawn { try? await walker.walk(1, .milliseconds(-1)) }
    cell.run()
    #expect(steps(walker) == [5_000_000, 5_000_000])
    #expect(cell.eventCount == 4)
  }

  @Test func `a thousand sleepers wake in the order of their times`() {
    for seed in UInt64(0)..<20 {
      let cell = Cell(seed: seed)
      let walker = Walker(cell)
      for index in UInt64(0)..<1_000 {
        let pace = Duration.nanoseconds(cell.key.below(1 << 34, .test, index))
        cell.spawn { try? await walker.walk(1, pace) }
      }
      cell.run()
      let woken = steps(walker)
      #expect(woken.count == 1_000)
      #expect(woken == woken.sorted(), "seed \(seed)")
    }
  }

  @Test func `an actor's closure runs on the actor after its delay`() {
    let walker = Walker(Cell(seed: 1))
    walker.after(.seconds(2)) { $0.note() }
    walker.after(.seconds(1)) { $0.note() }
    let cancelled = walker.after(.seconds(3)) { $0.note() }
    #expect(walker.cell.cancel(cancelled))
    walker.cell.run()
    #expect(steps(walker) == [1_000_000_000, 2_000_000_000])
  }

  @Test func `entering an actor gives back results of any size, and errors`() {
    let walker = Walker(Cell(seed: 1))
    walker.cell.enter {
      #expect(walker.onCell { _ in 7 } == 7)
      #expect(walker.onCell { _ in Wide() } == Wide())
      walker.onCell { $0.note() }
      #expect(walker.onCell { $0.steps } == [0])
      var captured = "local"
      walker.onCell { captured += " \($0.steps.count)" }
      #expect(captured == "local 1")
      #expect(throws: Refusal.self) { try walker.onCell { _ in throw Refusal() } }
    }
  }

  @Test func `the current cell is the one that runs`() {
    let outer = Cell(id: 1, seed: 1)
    let inner = Cell(id: 2, seed: 1)
    let journal = Journal()
    inner.after(.seconds(1)) { journal.note("\(Cell.current.id)") }
    outer.after(.seconds(1)) {
      journal.note("\(Cell.current.id)")
      #expect(!inner.isCurrent)
      inner.run()
      journal.note("\(Cell.current.id)")
    }
    #expect(!outer.isCurrent)
    outer.run()
    #expect(!outer.isCurrent)
    #expect(journal.all == ["1", "2", "1"])
  }

  @Test func `the trace and the order of events both go into the digest`() {
    func digest(_ delay: Duration, _ kind: UInt32) -> String {
      let cell = Cell(seed: 1)
      cell.after(delay) { cell.trace.record(kind: kind, a: 1, at: .zero) }
      cell.run(until: .milliseconds(10))
      return cell.digest
    }
    #expect(digest(.milliseconds(1), 1) == digest(.milliseconds(1), 1))
    #expect(digest(.milliseconds(1), 1) != digest(.milliseconds(2), 1))
    #expect(digest(.milliseconds(1), 1) != digest(.milliseconds(1), 2))
  }

  @Test func `the kernel works with this toolchain`() {
    for finding in KernelSelfTest.run() { #expect(finding.passed, "\(finding.name)") }
    #expect(Cell.Mode.working == .hooked)
  }

  @Test func `every kind of event is measured`() {
    for cost in KernelCost.allCases {
      #expect(cost.nanoseconds(events: 2_000) > 0, "\(cost.label)")
    }
    #expect(CalibrationLoop.stepNanoseconds(steps: 10_000) > 0)
  }
}
