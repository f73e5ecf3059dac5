/// An actor that lives in a cell; it declares `nonisolated let cell: Cell` and nothing else.
package protocol CellActor: Actor {
  /// The cell that runs the actor.
  nonisolated var cell: Cell { get }
}

extension CellActor {
  @inlinable
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe cell.asUnownedSerialExecutor()
  }

  /// The clock of the actor's cell.
  package nonisolated var clock: CellClock { cell.clock }

  /// Enters the actor without a suspension, from an event of its cell.
  @inlinable
  package nonisolated func onCell<Result>(
    _ body: (isolated Self) throws -> Result
  ) rethrows -> Result {
    cell.checkIsolated()
    // What `assumeIsolated` does, with the one check that a cell needs.
    return try withoutActuallyEscaping(body) { escaping in
      try unsafe unsafeBitCast(escaping, to: ((Self) throws -> Result).self)(self)
    }
  }

  /// Calls a closure on the actor after a delay, as an event of its own.
  @discardableResult
  @inlinable
  package nonisolated func after(
    _ delay: Duration,
    _ body: @escaping @Sendable (isolated Self) -> Void
  ) -> TimerID {
    cell.after(delay) { self.onCell(body) }
  }
}
