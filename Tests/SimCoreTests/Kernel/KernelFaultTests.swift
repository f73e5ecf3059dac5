import SimCore
import Testing

private actor Victim: CellActor {
  nonisolated let cell: Cell

  init(_ cell: Cell) { self.cell = cell }

  func touch() {}

  func sleepReally() async { try? await Task.sleep(for: .milliseconds(200)) }
}

/// Each broken rule stops the process with a message, in release too.
@Suite("Kernel faults")
struct KernelFaultTests {
  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func `a call from a thread that does not run the cell`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      await Victim(Cell(id: 7, seed: 1)).touch()
    }
    #expect(message(result).contains("came to cell 7 from a thread that does not run it"))
    #expect(message(result).contains("enter with cell.spawn"))
  }

  @Test func `a sleep on a real clock`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let victim = Victim(Cell(id: 7, seed: 1))
      victim.cell.spawn { await victim.sleepReally() }
      victim.cell.run()
      try? await Task.sleep(for: .seconds(60))
    }
    #expect(
      message(result).contains("a task of cell 7 ended on a thread that does not run the cell")
    )
  }

  @Test func `a task on a thread that runs no cell, where those are forbidden`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      Cell.allowTasksOffCell(false)
      await Task.detached {}.value
    }
    #expect(message(result).contains("given to the global executor by a thread that runs no cell"))
  }

  @Test func `a stray task in preference mode`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1, mode: .preference)
      cell.spawn { _ = Task.detached {} }
      cell.run()
    }
    #expect(message(result).contains("cell 7 runs by executor preference"))
  }

  @Test func `scheduling into the past`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1)
      cell.run(until: .milliseconds(5))
      cell.after(.nanoseconds(-1)) {}
    }
    #expect(
      message(result).contains("scheduled at 4999999 ns, which is past: it is 5000000 ns now")
    )
  }

  @Test func `running back in time`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1)
      cell.run(until: .milliseconds(5))
      cell.run(until: .milliseconds(4))
    }
    #expect(message(result).contains("asked to run until 4000000 ns, which is past"))
  }

  @Test func `running a cell from one of its own events`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1)
      cell.after(.zero) { cell.run() }
      cell.run()
    }
    #expect(message(result).contains("cell 7 was run from one of its own events"))
  }

  @Test func `cancelling a sleep from outside its cell`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1)
      let task = cell.spawn { try? await cell.clock.sleep(for: .seconds(1)) }
      cell.run(until: .zero)
      task.cancel()
    }
    #expect(message(result).contains("was cancelled off its cell"))
  }

  @Test func `cancelling a sleep of another cell`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1)
      let task = cell.spawn { try? await cell.clock.sleep(for: .seconds(1)) }
      cell.run(until: .zero)
      Cell(id: 8, seed: 1).enter { task.cancel() }
    }
    #expect(message(result).contains("was cancelled off its cell"))
  }

  @Test func `sleeping on the clock of another cell`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1)
      let other = Cell(id: 8, seed: 1)
      cell.spawn { try? await other.clock.sleep(for: .seconds(1)) }
      cell.run()
    }
    #expect(message(result).contains("the clock of cell 8 was slept on"))
  }

  @Test func `entering an actor off its cell`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      Victim(Cell(id: 7, seed: 1)).onCell { $0.touch() }
    }
    #expect(message(result).contains("code of cell 7 runs on a thread that does not run the cell"))
  }

  @Test func `dropping a reply without an answer`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1)
      cell.spawn { await Reply<Void>.wait(on: cell) { _ in } }
      cell.run()
    }
    #expect(message(result).contains("a Reply of cell 7 was dropped without an answer"))
  }
}
