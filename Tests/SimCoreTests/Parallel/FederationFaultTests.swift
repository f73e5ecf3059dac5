import SimCore
import Testing

private actor Caller: MessageActor {
  nonisolated let cell: Cell

  init(_ cell: Cell) { self.cell = cell }

  func received(_ message: Int) {}

  func call(_ other: Switchboard) async { await other.ring() }

  func fail() { precondition(cell.id > 99, "a rule of the model") }
}

private actor Switchboard: MessageActor {
  nonisolated let cell: Cell
  private var rings = 0

  init(_ cell: Cell) { self.cell = cell }

  func received(_ message: Int) {}

  func ring() { rings += 1 }
}

/// Broken rules of a federation stop the process, on any of its threads, and name who broke them.
@Suite("Federation faults")
struct FederationFaultTests {
  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test(arguments: [1, 2])
  func `a message that arrives before the lookahead`(threads: Int) async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { [threads] in
      let federation = CellFederation(cells: 4, lookahead: .milliseconds(20), seed: 1)
      let address = Switchboard(federation.cells[3]).openMailbox()
      Caller(federation.cells[1]).after(.milliseconds(1)) {
        $0.send(1, to: address, after: .milliseconds(5))
      }
      federation.run(threads: threads)
    }
    #expect(
      message(result).contains(
        "simrun: Caller of cell 1 sent a message to Switchboard of cell 3 that arrives after 5 ms, "
          + "which is under the federation's lookahead of 20 ms; give messages a longer delay"
      )
    )
  }

  @Test(arguments: [1, 2])
  func `an await on an actor of another cell`(threads: Int) async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { [threads] in
      let federation = CellFederation(cells: 2, lookahead: .milliseconds(20), seed: 1)
      let caller = Caller(federation.cells[1])
      let board = Switchboard(federation.cells[0])
      caller.cell.spawn { await caller.call(board) }
      federation.run(threads: threads)
    }
    #expect(
      message(result).contains(
        "simrun: Switchboard: the call came to cell 0 from a thread that does not run it but cell "
          + "1: an actor of another cell is never awaited; send it a message, or ask it through a "
          + "RemotePort"
      )
    )
  }

  @Test(arguments: [1, 2])
  func `entering an actor of another cell`(threads: Int) async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { [threads] in
      let federation = CellFederation(cells: 2, lookahead: .milliseconds(20), seed: 1)
      let board = Switchboard(federation.cells[0])
      Caller(federation.cells[1]).after(.milliseconds(1)) { _ in board.onCell { $0.ring() } }
      federation.run(threads: threads)
    }
    #expect(
      message(result).contains(
        "simrun: Switchboard: code of cell 0 runs on a thread that does not run the cell; it runs "
          + "cell 1"
      )
    )
  }

  @Test func `a call from a thread that runs no cell`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let federation = CellFederation(cells: 2, lookahead: .milliseconds(20), seed: 1)
      await Switchboard(federation.cells[1]).ring()
    }
    #expect(
      message(result).contains(
        "Switchboard: the call came to cell 1 from a thread that does not run it: a real clock"
      )
    )
  }

  /// The threads are in step, so the foreign one finds the cell running.
  @Test func `scheduling on another cell while it runs`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let federation = CellFederation(cells: 2, lookahead: .seconds(1), seed: 1)
      let cells = federation.cells
      cells[0].after(.zero) {
        let start = HostClock.wallNanoseconds()
        while HostClock.wallNanoseconds() - start < 2_000_000_000 {}
      }
      cells[1].after(.zero) {
        let start = HostClock.wallNanoseconds()
        // Until the other thread has begun.
        while HostClock.wallNanoseconds() - start < 50_000_000 {}
        cells[0].after(.seconds(1)) {}
      }
      federation.run(threads: 2)
    }
    #expect(message(result).contains("an event of cell 0 was scheduled or cancelled by another"))
  }

  @Test func `a sender whose cell is not running on this thread`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let federation = CellFederation(cells: 2, lookahead: .milliseconds(20), seed: 1)
      let address = Switchboard(federation.cells[0]).openMailbox()
      let caller = Caller(federation.cells[0])
      federation.cells[0].after(.zero) {
        CellFederation(cells: 1, lookahead: .seconds(1), seed: 1).cells[0].enter {
          caller.send(1, to: address, after: .seconds(1))
        }
      }
      federation.run()
    }
    #expect(message(result).contains("Caller of cell 0 sent a message on a thread that does not"))
  }

  @Test func `addresses of another federation, and cells without one`() async {
    let stranger = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      let one = CellFederation(cells: 1, lookahead: .milliseconds(20), seed: 1)
      let other = CellFederation(cells: 1, lookahead: .milliseconds(20), seed: 1)
      let address = Switchboard(other.cells[0]).openMailbox()
      Caller(one.cells[0]).send(1, to: address, after: .seconds(1))
    }
    #expect(message(stranger).contains("Caller of cell 0 sent a message to an address of another"))
    let lone = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      _ = Caller(Cell(id: 7, seed: 1)).openMailbox()
    }
    #expect(message(lone).contains("Caller wants a mailbox in cell 7, which is in no federation"))
  }

  @Test(arguments: [1, 2])
  func `a broken precondition of a model, wherever it runs`(threads: Int) async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { [threads] in
      let federation = CellFederation(cells: 2, lookahead: .milliseconds(20), seed: 1)
      Caller(federation.cells[1]).after(.milliseconds(1)) { $0.fail() }
      federation.run(threads: threads)
    }
    // A release build leaves out the text; the signal is the same.
    #expect(result != nil)
    #if DEBUG
      #expect(message(result).contains("a rule of the model"))
    #endif
  }
}
