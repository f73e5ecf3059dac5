import SimCore
import Testing

/// Takes two things one after the other, and keeps both.
private actor Philosopher: CellActor {
  nonisolated let cell: Cell

  init(_ cell: Cell) { self.cell = cell }

  func dine(_ left: Resource, _ right: Resource) async {
    _ = await left.acquire()
    try? await clock.sleep(for: .seconds(1))
    _ = await right.acquire()
  }

  func forget(_ resource: Resource) async { _ = await resource.acquire() }

  func pass(_ gate: Gate) async { try? await gate.pass() }

  func take(_ store: Store<Int>) async { _ = try? await store.take() }

  func waitForReply() async { _ = await Reply<Int>.wait(on: cell, ifCancelled: 0) { _ in } }
}

private final class Applicant: ResourceUser {
  func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {}
}

@Suite("Deadlock report")
struct DeadlockTests {
  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `two who wait for each other are named with what they hold`(mode: Cell.Mode) {
    let cell = Cell(id: 3, seed: 1, mode: mode)
    let forks = (0..<2).map { Resource(EntityName("fork", $0), cell: cell, capacity: 1) }
    for index in 0..<2 {
      let philosopher = Philosopher(cell)
      cell.spawn(as: EntityName("philosopher", index)) {
        await philosopher.dine(forks[index], forks[1 - index])
      }
    }
    #expect(cell.deadlock == nil)
    #expect(!cell.run(until: .milliseconds(4_000)))
    let report = cell.deadlock
    #expect(
      report?.description == """
        cell 3 has nothing left to run at 4 s, and 2 still wait:
          philosopher 0 (Philosopher) waits for resource fork 1, 1 of 1 in use, since 1 s (3 s); \
        held by philosopher 1 (Philosopher) since 0 s
          philosopher 1 (Philosopher) waits for resource fork 0, 1 of 1 in use, since 1 s (3 s); \
        held by philosopher 0 (Philosopher) since 0 s
        """
    )
    #expect(report?.waiters.map(\.since) == [.milliseconds(1_000), .milliseconds(1_000)])
    #expect(cell.shutdown() == 0)
    #expect(cell.deadlock == nil)
  }

  @Test func `every kind of wait is named, and so is a unit that nobody gave back`() {
    let cell = Cell(seed: 1)
    let desk = Resource("desk", cell: cell, capacity: 1)
    let gate = Gate("door", cell: cell)
    let store = Store<Int>("shelf", cell: cell)
    let someone = Philosopher(cell)
    let applicant = Applicant()
    cell.spawn(as: "forgetful") { await someone.forget(desk) }
    cell.spawn(as: "visitor") { await someone.pass(gate) }
    cell.spawn(as: "taker") { await someone.take(store) }
    cell.spawn(as: "asker") { await someone.waitForReply() }
    cell.spawn { await someone.forget(desk) }
    cell.after(.seconds(1)) { _ = desk.request(for: applicant) }
    cell.run()
    #expect(
      cell.deadlock?.description == """
        cell 0 has nothing left to run at 1 s, and 5 still wait:
          visitor (Philosopher) waits for gate door, since 0 s (1 s)
          taker (Philosopher) waits for store shelf, 0 items, since 0 s (1 s)
          asker waits for a reply
          task (Philosopher) waits for resource desk, 1 of 1 in use, since 0 s (1 s); held by a \
        task that has ended (Philosopher) since 0 s
          Applicant waits for resource desk, 1 of 1 in use, since 1 s (0 s); held by a task that \
        has ended (Philosopher) since 0 s
        """
    )
    cell.shutdown()
  }

  @Test func `a cell with work left, or nobody waiting, has no deadlock`() {
    let cell = Cell(seed: 1)
    let gate = Gate(cell: cell)
    let someone = Philosopher(cell)
    cell.spawn { await someone.pass(gate) }
    cell.after(.seconds(2)) { gate.open() }
    cell.run(until: .milliseconds(1_000))
    #expect(cell.deadlock == nil)
    cell.run()
    #expect(cell.deadlock == nil)
  }
}
