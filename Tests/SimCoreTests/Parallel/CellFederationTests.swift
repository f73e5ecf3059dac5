import SimCore
import Testing

/// Lives on one cell and counts what it was told on the way.
private actor Resident: MessageActor {
  nonisolated let cell: Cell
  private(set) var visits = 0

  init(_ cell: Cell) { self.cell = cell }

  func received(_ count: Int) { visits += count }

  func sleepForEver() async { try? await clock.sleep(until: .distantFuture) }

  func sendForEver(_ address: CellAddress<Int>) async {
    while !Task.isCancelled {
      try? await clock.sleep(for: .milliseconds(3))
      send(1, to: address, after: .milliseconds(20))
    }
  }
}

@Suite("Cell federation")
struct CellFederationTests {
  @Test(arguments: [1, 2, 5])
  func `every cell stands at the end of a run, and at the next one`(threads: Int) {
    let federation = CellFederation(cells: 3, lookahead: .milliseconds(10), seed: 1)
    let journal = Journal()
    for cell in federation.cells {
      cell.after(.milliseconds(25)) { journal.note("event") }
    }
    #expect(federation.run(until: .milliseconds(20), threads: threads))
    #expect(journal.all.isEmpty)
    #expect(federation.cells.allSatisfy { $0.now == .milliseconds(20) })
    #expect(federation.nextEvent == .milliseconds(25))
    #expect(!federation.run(until: .milliseconds(25), threads: threads))
    #expect(journal.all.count == 3)
    #expect(!federation.run(until: .milliseconds(99), threads: threads))
    #expect(federation.cells.allSatisfy { $0.now == .milliseconds(99) })
    #expect(federation.nextEvent == nil)
  }

  @Test func `stretches without an event cost no window`() {
    let federation = CellFederation(cells: 2, lookahead: .milliseconds(1), seed: 1)
    for second in [1, 60, 3_600] { federation.cells[1].after(.seconds(second)) {} }
    federation.run(until: SimInstant(nanoseconds: 7_200_000_000_000), threads: 2)
    #expect(federation.windowCount == 3)
    #expect(federation.eventCount == 3)
  }

  @Test func `what is sent between two runs arrives`() {
    let federation = CellFederation(cells: 2, lookahead: .milliseconds(10), seed: 1)
    let resident = Resident(federation.cells[1])
    let address = resident.openMailbox()
    federation.run(until: .milliseconds(5))
    federation.cells[0].send(3, to: address, after: .milliseconds(10))
    #expect(federation.nextEvent == .milliseconds(15))
    federation.run(until: .milliseconds(14), threads: 2)
    #expect(resident.cell.enter { resident.onCell { $0.visits } } == 0)
    federation.run(until: .milliseconds(15), threads: 2)
    #expect(resident.cell.enter { resident.onCell { $0.visits } } == 3)
  }

  @Test func `an event in the distant future never fires, and nothing hangs`() {
    let federation = CellFederation(cells: 2, lookahead: .seconds(1), seed: 1)
    let resident = Resident(federation.cells[1])
    let address = resident.openMailbox()
    resident.cell.spawn { await resident.sleepForEver() }
    federation.cells[0].send(1, to: address, after: .nanoseconds(Int64.max))
    #expect(!federation.run(threads: 2))
    #expect(resident.cell.enter { resident.onCell { $0.visits } } == 0)
    #expect(federation.shutdown() == 0)
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a shut-down ends the tasks of all cells and frees them`(mode: Cell.Mode) {
    weak var remains: CellFederation?
    weak var resident: Resident?
    do {
      let federation = CellFederation(
        cells: 3,
        lookahead: .milliseconds(10),
        seed: 1,
        mode: mode
      )
      remains = federation
      for cell in federation.cells {
        let one = Resident(cell)
        let address = one.openMailbox()
        resident = one
        cell.spawn { await one.sleepForEver() }
        federation.cells[0].spawn { await Resident(federation.cells[0]).sendForEver(address) }
      }
      federation.run(until: .milliseconds(55), threads: 2)
      #expect(federation.taskCount == 6)
      #expect(federation.messageCount > 0)
      #expect(federation.shutdown() == 0)
      #expect(federation.taskCount == 0)
    }
    #expect(remains == nil)
    #expect(resident == nil)
  }

  @Test func `a cell that outlives its federation works on, alone`() {
    let cell: Cell
    do {
      let federation = CellFederation(cells: 2, lookahead: .seconds(1), seed: 1)
      cell = federation.cells[1]
      _ = Resident(cell).openMailbox()
    }
    cell.after(.seconds(1)) {}
    cell.run()
    #expect(cell.eventCount == 1)
  }

  @Test func `what threads spend is told, without changing the run`() {
    func town() -> Town {
      let town = Town(seed: 5)
      town.begin()
      return town
    }
    let plain = town()
    plain.federation.run(until: .milliseconds(50))
    let measured = town()
    let effort = measured.federation.runMeasured(until: .milliseconds(50), threads: 2)
    #expect(measured.federation.digest == plain.federation.digest)
    #expect(effort.windows == plain.federation.windowCount)
    #expect(effort.threads.count == 2)
    #expect(effort.threads.allSatisfy { $0 > 0 })
    #expect(effort.critical <= effort.busy)
    #expect(effort.critical * 2 >= effort.busy)
    for town in [plain, measured] { town.federation.shutdown() }
  }

  /// In a process of its own: other tests allocate as well.
  @Test func `many federations do not grow the memory`() async {
    await #expect(processExitsWith: .success) {
      func replicate(_ count: Int) {
        for seed in 0..<count { _ = Town.digest(seed: UInt64(seed), threads: 2) }
      }
      replicate(20)
      let before = HostClock.heapBytes()
      replicate(60)
      let growth = HostClock.heapBytes() - before
      #expect(growth < 200_000, "\(growth) bytes more")
    }
  }
}
