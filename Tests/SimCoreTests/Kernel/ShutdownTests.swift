import SimCore
import Testing

/// Holds on to everything that could keep a cell alive.
private actor Household: CellActor {
  nonisolated let cell: Cell
  private var patience = 0

  init(_ cell: Cell) { self.cell = cell }

  func sleepForEver() async { try? await clock.sleep(until: .distantFuture) }

  func tickForEver() async {
    while !Task.isCancelled { try? await clock.sleep(for: .seconds(1)) }
  }

  func askForEver() async {
    _ = await Reply<Int>.wait(on: cell, ifCancelled: 0) { reply in
      cell.after(.seconds(1_000_000)) { reply.send(1) }
    }
  }

  nonisolated func repeatForEver() {
    after(.seconds(1)) { household in
      household.patience += 1
      household.repeatForEver()
    }
  }

  /// A task that does not listen: the only kind that a shut-down has to give up on.
  func ignoreForEver() async {
    while true { try? await clock.sleep(for: .seconds(1)) }
  }

  func askNobody() async {
    _ = await Reply<Int>.wait(on: cell) { reply in
      cell.after(.seconds(1_000_000)) { reply.send(1) }
    }
  }
}

/// A cell in mid-life, with `count` of each kind of unfinished business.
private func inhabitedCell(_ mode: Cell.Mode, count: Int) -> Cell {
  let cell = Cell(seed: 1, mode: mode)
  for _ in 0..<count {
    let household = Household(cell)
    cell.spawn { await household.sleepForEver() }
    cell.spawn { await household.tickForEver() }
    cell.spawn { await household.askForEver() }
    household.repeatForEver()
  }
  cell.run(until: .milliseconds(10_500))
  cell.spawn { await Household(cell).sleepForEver() }
  return cell
}

@Suite("Shut-down")
struct ShutdownTests {
  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a shut-down ends every task at the present instant and frees the cell`(mode: Cell.Mode) {
    weak var remains: Cell?
    do {
      let cell = inhabitedCell(mode, count: 20)
      remains = cell
      #expect(cell.taskCount == 61)
      #expect(cell.shutdown() == 0)
      #expect(cell.pendingCount == 0)
      #expect(cell.now == .milliseconds(10_500))
    }
    #expect(remains == nil)
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `tasks that cannot be ended are counted, not waited for`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let household = Household(cell)
    cell.spawn { await household.ignoreForEver() }
    cell.spawn { await household.askNobody() }
    cell.spawn { await household.sleepForEver() }
    cell.run(until: .milliseconds(10))
    #expect(cell.shutdown() == 2)
  }

  @Test func `a cell that has run dry is freed without a shut-down`() {
    weak var remains: Cell?
    do {
      let cell = Cell(seed: 1)
      remains = cell
      let household = Household(cell)
      cell.spawn { try? await household.clock.sleep(for: .seconds(1)) }
      cell.run()
    }
    #expect(remains == nil)
  }

  /// In a process of its own: other tests allocate as well.
  @Test func `two hundred replications do not grow the memory`() async {
    await #expect(processExitsWith: .success) {
      func replicate(_ count: Int) {
        for _ in 0..<count { #expect(inhabitedCell(.hooked, count: 50).shutdown() == 0) }
      }
      replicate(20)
      let before = HostClock.heapBytes()
      replicate(200)
      let growth = HostClock.heapBytes() - before
      #expect(growth < 200_000, "\(growth) bytes more")
    }
  }
}
