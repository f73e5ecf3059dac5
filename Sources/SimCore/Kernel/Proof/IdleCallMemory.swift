/// What a call takes of the heap while nothing happens in it; for `simrun bench kernel`.
///
/// A call is one task that sleeps, its actor, and six actors without a task: about what a call of
/// the pipeline is made of, each with no state but its cell and its neighbour.
package enum IdleCallMemory {
  /// Bytes for each of so many calls at once, everything that the kernel keeps for them included.
  package static func bytes(calls: Int = 100_000) -> Double {
    let cell = Cell(seed: 1)
    // The first call pays for what all share.
    cell.spawn { await IdleCall(cell).run() }
    cell.run(until: cell.now)
    let before = HostClock.heapBytes()
    for _ in 0..<calls {
      let call = IdleCall(cell)
      cell.spawn { await call.run() }
    }
    cell.run(until: cell.now)
    let taken = HostClock.heapBytes() - before
    cell.shutdown()
    return Double(taken) / Double(calls)
  }
}

private actor IdleCall: CellActor {
  nonisolated let cell: Cell
  private let parts: IdlePart

  init(_ cell: Cell) {
    self.cell = cell
    var last = IdlePart(cell, nil)
    for _ in 1..<6 { last = IdlePart(cell, last) }
    parts = last
  }

  func run() async {
    do {
      while true { try await clock.sleep(for: .seconds(3_600)) }
    } catch {}
  }
}

private actor IdlePart: CellActor {
  nonisolated let cell: Cell
  private let neighbour: IdlePart?

  init(_ cell: Cell, _ neighbour: IdlePart?) {
    self.cell = cell
    self.neighbour = neighbour
  }
}
