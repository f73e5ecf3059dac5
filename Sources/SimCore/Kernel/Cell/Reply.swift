/// A one-shot answer to a task that waits for it; every port call ends through one.
///
/// Sending posts an event of its own at the present instant. Only the first send counts.
@usableFromInline
package struct Reply<Success: Sendable>: Sendable {
  @usableFromInline package let pending: PendingReply<Success>

  @inlinable
  package init(pending: PendingReply<Success>) { self.pending = pending }

  /// Answers; false when an answer was sent before.
  ///
  /// Any thread may answer a task of a live cell: true then means that the answer is on its way.
  @inlinable
  @discardableResult
  package func send(_ value: Success) -> Bool { pending.send(value) }

  /// Starts a request and suspends the task until its reply is sent.
  ///
  /// The request must send its reply in the end: dropping it unsent stops the program, for the
  /// task would wait for ever.
  @inlinable
  nonisolated(nonsending)
    package static func wait(on cell: Cell, _ start: (Reply<Success>) -> Void) async -> Success
  {
    unsafe await withUnsafeContinuation { continuation in
      // Made here so that the suspended task does not hold it: then a dropped reply is noticed.
      let pending = PendingReply<Success>(cell: cell)
      unsafe pending.suspend(continuation)
      start(Reply(pending: pending))
    }
  }

  /// The same, but a cancelled task is answered with a value of its own instead of waiting on.
  ///
  /// A task that was cancelled before starts no request. Dropping the reply unsent is allowed.
  @inlinable
  nonisolated(nonsending)
    package static func wait(
      on cell: Cell,
      ifCancelled fallback: Success,
      _ start: (Reply<Success>) -> Void
    ) async -> Success
  {
    let pending = PendingReply<Success>(cell: cell)
    return await withTaskCancellationHandler {
      unsafe await withUnsafeContinuation { continuation in
        if unsafe pending.suspend(continuation) { start(Reply(pending: pending)) }
      }
    } onCancel: {
      _ = pending.send(fallback)
    }
  }
}

/// The meeting point of one answer and one waiting task.
@safe
@usableFromInline
package final class PendingReply<Success: Sendable>: EventSink {
  @usableFromInline package let cell: Cell
  // Both are only touched on the cell's thread: `send` hands over what comes from another.
  @exclusivity(unchecked)
  @usableFromInline package nonisolated(unsafe) var value: Success?
  @exclusivity(unchecked)
  @usableFromInline package nonisolated(unsafe) var continuation:
    UnsafeContinuation<Success, Never>?

  @inlinable
  package init(cell: Cell) {
    self.cell = cell
    unsafe value = nil
    unsafe continuation = nil
  }

  deinit {
    if unsafe continuation != nil { cell.reportDroppedReply() }
  }

  @inlinable
  package func send(_ answer: Success) -> Bool {
    if !cell.isCurrent { return cell.handOver { _ = self.accept(answer) } }
    return accept(answer)
  }

  @inlinable
  @inline(__always)
  func accept(_ answer: Success) -> Bool {
    if unsafe value != nil { return false }
    unsafe value = answer
    if unsafe continuation != nil { cell.schedule(at: cell.now, self) }
    return true
  }

  /// Remembers whom to wake; false when the answer is there already.
  @inlinable
  @discardableResult
  package func suspend(_ waiting: UnsafeContinuation<Success, Never>) -> Bool {
    unsafe continuation = waiting
    if unsafe value == nil { return true }
    cell.schedule(at: cell.now, self)
    return false
  }

  @inlinable
  package func fire(_ code: UInt32, _ argument: UInt64) {
    guard let waiting = unsafe continuation, let answer = unsafe value else { return }
    unsafe continuation = nil
    unsafe waiting.resume(returning: answer)
  }
}

extension Cell {
  /// Takes an answer of another thread to a live cell.
  @inline(never)
  @usableFromInline
  func handOver(_ answer: @escaping @Sendable () -> Void) -> Bool {
    if let live { return live.postAnswer(answer) }
    checkIsolated()
    return false
  }

  @usableFromInline
  package func reportDroppedReply() {
    if unsafe state.pointee.isShutDown { return }
    KernelFault.stop(
      "a Reply of cell \(id) was dropped without an answer, so its task would wait for ever; send "
        + "one on every path, or wait with ifCancelled:"
    )
  }
}
