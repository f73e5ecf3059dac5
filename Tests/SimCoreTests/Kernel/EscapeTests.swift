import Foundation
import SimCore
import Testing

/// Leaves its cell in every way that a task or an actor can.
private actor Fugitive: CellActor {
  nonisolated let cell: Cell
  private var touches = 0

  init(_ cell: Cell) { self.cell = cell }

  func touch() { touches += 1 }

  /// Comes back to the actor from the thread of a real clock.
  func sleepReally() async {
    try? await ContinuousClock().sleep(for: .milliseconds(20))
    touches += 1
  }

  func visitMain() async { await MainActor.run {} }

  nonisolated func block(_ body: @escaping @Sendable () -> Void) {
    Thread.detachNewThread(body)
    waitForTheEnd()
  }
}

/// Longer than any of these processes lives.
private func waitForTheEnd() { Thread.sleep(forTimeInterval: 60) }

/// Every planted escape stops the process with a message that says what, where, and what to do.
@Suite("Escapes")
struct EscapeTests {
  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func `an actor that comes back from a real clock`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let fugitive = Fugitive(Cell(id: 7, seed: 1))
      fugitive.cell.spawn(as: "reminder") { await fugitive.sleepReally() }
      fugitive.cell.run()
      waitForTheEnd()
    }
    #expect(
      message(result).contains(
        "simrun: task 'reminder' came to cell 7 from a thread that does not run it: a real clock"
      ),
      "\(message(result))"
    )
    #expect(message(result).contains("; sleep on the cell's clock"))
  }

  @Test func `a task that ends after a real clock`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1)
      cell.spawn(as: "reminder") { try? await Task.sleep(for: .milliseconds(20)) }
      cell.run()
      try? await Task.sleep(for: .seconds(60))
    }
    #expect(
      message(result).contains(
        "simrun: task 'reminder' of cell 7 ended on a thread that does not run the cell: it waited "
          + "for a real clock or real input; sleep on the cell's clock, and wait for a Reply"
      ),
      "\(message(result))"
    )
  }

  @Test func `a real clock, where tasks off a cell are forbidden`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let cell = Cell(id: 7, seed: 1)
      cell.spawn(as: "reminder") { try? await Task.sleep(for: .milliseconds(20)) }
      Cell.allowTasksOffCell(false)
      cell.run()
      waitForTheEnd()
    }
    #expect(message(result).contains("real clock"), "\(message(result))")
    #expect(message(result).contains("sleep"), "\(message(result))")
  }

  @Test func `a detached task that a foreign thread gives to the pool`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let fugitive = Fugitive(Cell(id: 7, seed: 1))
      Cell.allowTasksOffCell(false)
      fugitive.cell.after(.zero) { fugitive.block { Task.detached {} } }
      fugitive.cell.run()
    }
    #expect(
      message(result).contains("was given to the global executor by a thread that runs no cell"),
      "\(message(result))"
    )
    #expect(message(result).contains("; use clock.sleep, Reply and cell.spawn"))
  }

  @Test func `a task that comes back from the main actor`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let fugitive = Fugitive(Cell(id: 7, seed: 1))
      fugitive.cell.spawn(as: "painter") { await fugitive.visitMain() }
      fugitive.cell.run()
      waitForTheEnd()
    }
    #expect(
      message(result).contains(
        "simrun: Fugitive: the call of task 'painter' came to cell 7 from a thread that does not "
          + "run it"
      ) || message(result).contains("simrun: task 'painter' came to cell 7 from a thread"),
      "\(message(result))"
    )
    #expect(message(result).contains("; sleep on the cell's clock, and enter with cell.spawn"))
  }

  @Test func `a task that calls an actor of another cell is named`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let fugitive = Fugitive(Cell(id: 7, seed: 1))
      let other = Cell(id: 8, seed: 1)
      other.spawn { try? await other.clock.sleep(for: .seconds(1)) }
      other.spawn(as: "visitor") { await fugitive.touch() }
      other.run()
    }
    #expect(
      message(result).contains(
        "simrun: Fugitive: the call of task 'visitor' came to cell 7 from a thread that does not "
          + "run it but cell 8: an actor of another cell is never awaited"
      ),
      "\(message(result))"
    )
  }

  @Test func `names of tasks are those of their slots, whoever had them before`() {
    let cell = Cell(seed: 1)
    let gate = Gate(cell: cell)
    for _ in 0..<300 { cell.spawn(as: "short") {} }
    cell.run()
    cell.spawn(as: "long") { try? await gate.pass() }
    for _ in 0..<299 { cell.spawn { try? await gate.pass() } }
    cell.run()
    let names = cell.deadlock?.waiters.map(\.name) ?? []
    #expect(names.count == 300)
    #expect(names.count { $0.hasPrefix("long") } == 1, "\(names)")
    #expect(names.allSatisfy { !$0.contains("short") }, "\(names)")
    cell.shutdown()
  }

  @Test(arguments: 0..<5)
  func `a foreign thread while the cell runs`(way: Int) async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { [way] in
      let fugitive = Fugitive(Cell(id: 7, seed: 1))
      let cell = fugitive.cell
      let timer = cell.after(.seconds(9)) {}
      let ways: [@Sendable () -> Void] = [
        { cell.after(.zero) {} }, { cell.cancel(timer) }, { cell.spawn {} },
        { cell.enter {} }, { fugitive.onCell { $0.touch() } },
      ]
      cell.after(.zero) { fugitive.block(ways[way]) }
      cell.run()
    }
    let expected = [
      "an event of cell 7 was scheduled or cancelled by another thread while the cell runs; send a "
        + "message",
      "an event of cell 7 was scheduled or cancelled by another thread while the cell runs; send a "
        + "message",
      "an event of cell 7 was scheduled or cancelled by another thread while the cell runs; send a "
        + "message",
      "cell 7 was entered by a second thread while it runs; a cell belongs to one thread at a time",
      "Fugitive: code of cell 7 runs on a thread that does not run the cell; enter it with",
    ]
    #expect(message(result).contains("simrun: " + expected[way]), "\(message(result))")
  }

  @Test func `an answer from a foreign thread`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let fugitive = Fugitive(Cell(id: 7, seed: 1))
      let cell = fugitive.cell
      cell.spawn {
        await Reply<Void>.wait(on: cell) { reply in fugitive.block { reply.send(()) } }
      }
      cell.run()
    }
    #expect(
      message(result).contains(
        "simrun: code of cell 7 runs on a thread that does not run the cell"
      ),
      "\(message(result))"
    )
    #expect(message(result).contains("; enter it with"))
  }

  @Test func `an await from outside`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      await Fugitive(Cell(id: 7, seed: 1)).touch()
    }
    #expect(
      message(result).contains("simrun: Fugitive: the call came to cell 7 from a thread"),
      "\(message(result))"
    )
    #expect(message(result).contains("; sleep on the cell's clock, and enter with cell.spawn"))
  }

  @Test func `a task without a cell, where that is forbidden`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      Cell.allowTasksOffCell(false)
      Task {}
      waitForTheEnd()
    }
    #expect(
      message(result).contains("was given to the global executor by a thread that runs no cell"),
      "\(message(result))"
    )
  }

  /// The hooks bring these back, so they are no escapes there.
  @Test(arguments: 0..<2)
  func `a task without preference in preference mode`(way: Int) async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { [way] in
      let cell = Cell(id: 7, seed: 1, mode: .preference)
      let ways: [@Sendable () -> Void] = [{ Task {} }, { Task.detached {} }]
      cell.spawn(as: "starter") { ways[way]() }
      cell.run()
    }
    #expect(
      message(result).contains("simrun: cell 7 runs by executor preference and a task without one"),
      "\(message(result))"
    )
    #expect(message(result).contains("; start tasks with cell.spawn instead of Task { }"))
  }
}
