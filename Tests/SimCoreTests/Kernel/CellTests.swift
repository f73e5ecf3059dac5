import SimCore
import Testing

private actor Walker: CellActor {
  nonisolated let cell: Cell
  private(set) var steps: [Int64] = []

  init(_ cell: Cell) { self.cell = cell }

  func walk(_ count: Int) async throws {
    for _ in 0..<count {
      try await clock.sleep(for: .milliseconds(10))
      steps.append(cell.now.nanoseconds)
    }
  }

  func note() { steps.append(cell.now.nanoseconds) }
}

@Suite("Cell")
struct CellBasicTests {
  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `an actor sleeps in simulated time`(mode: Cell.Mode) async {
    let cell = Cell(seed: 1, mode: mode)
    let walker = Walker(cell)
    cell.spawn { try? await walker.walk(3) }
    #expect(cell.run() == false)
    #expect(cell.now == SimInstant(nanoseconds: 30_000_000))
    #expect(cell.enter { walker.onCell { $0.steps } } == [10_000_000, 20_000_000, 30_000_000])
    #expect(cell.eventCount == 4)
    #expect(cell.taskCount == 0)
  }

  @Test func `the kernel's self-test passes with this toolchain`() {
    for finding in KernelSelfTest.run() { #expect(finding.passed, "\(finding.name)") }
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a reply wakes its task once`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let walker = Walker(cell)
    cell.spawn {
      let value = await Reply<Int>.wait(on: cell) { reply in
        cell.after(.seconds(2)) {
          #expect(reply.send(7))
          #expect(!reply.send(8))
        }
      }
      #expect(value == 7)
      await walker.note()
    }
    walker.after(.seconds(1)) { $0.note() }
    cell.run()
    #expect(cell.enter { walker.onCell { $0.steps } } == [1_000_000_000, 2_000_000_000])
  }
}
