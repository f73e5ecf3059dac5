/// A closure that needs its actor's isolation.
@frozen
@usableFromInline
package struct IsolatedEntry<Subject: Actor, Value> {
  @usableFromInline let body: (isolated Subject) throws -> Value

  @inlinable
  package init(body: @escaping (isolated Subject) throws -> Value) { self.body = body }
}

/// The same bits, without the need.
@frozen
@usableFromInline
package struct PlainEntry<Subject: Actor, Value> {
  @usableFromInline let body: (Subject) throws -> Value
}

/// A function with one argument that needs its actor's isolation.
@frozen
@usableFromInline
package struct IsolatedCall<Subject: Actor, Argument, Value> {
  @usableFromInline let body: (isolated Subject, Argument) -> Value

  @inlinable
  package init(body: @escaping (isolated Subject, Argument) -> Value) { self.body = body }
}

/// The same bits, without the need.
@frozen
@usableFromInline
package struct PlainCall<Subject: Actor, Argument, Value> {
  @usableFromInline let body: (Subject, Argument) -> Value
}

/// An actor that lives in a cell; it declares `nonisolated let cell: Cell` and nothing else.
@usableFromInline
package protocol CellActor: Actor {
  /// The cell that runs the actor.
  nonisolated var cell: Cell { get }
}

extension CellActor {
  @inlinable
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe cell.executor(of: self)
  }

  /// The clock of the actor's cell.
  @inlinable
  @inline(__always)
  package nonisolated var clock: CellClock { cell.clock }

  /// Enters the actor without a suspension, from an event of its cell.
  @inlinable
  @inline(__always)
  package nonisolated func onCell<Value>(
    _ body: (isolated Self) throws -> Value
  ) rethrows -> Value {
    cell.checkEntry(into: self)
    // What `assumeIsolated` does, with the one check that a cell needs. The boxes have the same
    // layout; a cast of the bare closure would allocate two more contexts.
    return try withoutActuallyEscaping(body) { escaping in
      let entry = IsolatedEntry(body: escaping)
      return try unsafe unsafeBitCast(entry, to: PlainEntry<Self, Value>.self).body(self)
    }
  }

  /// As `onCell`, for the hot paths: a body that captures nothing, but takes what it needs as its
  /// argument, allocates nothing.
  @inlinable
  @inline(__always)
  package nonisolated func onCell<Argument, Value>(
    with argument: Argument,
    _ body: @escaping (isolated Self, Argument) -> Value
  ) -> Value {
    cell.checkEntry(into: self)
    let call = IsolatedCall(body: body)
    return unsafe unsafeBitCast(call, to: PlainCall<Self, Argument, Value>.self)
      .body(self, argument)
  }

  /// Calls a closure on the actor after a delay, as an event of its own.
  @discardableResult
  @inlinable
  @inline(__always)
  package nonisolated func after(
    _ delay: Duration,
    _ body: @escaping @Sendable (isolated Self) -> Void
  ) -> TimerID {
    cell.after(delay) { self.onCell(body) }
  }
}
