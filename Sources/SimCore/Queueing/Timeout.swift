/// What came of work that had a time limit.
package enum Timed<Value: Sendable>: Sendable {
  case finished(Value)
  /// The limit was reached: the work was cancelled and came to this.
  case overdue(Value)

  /// What the work came to, in time or not.
  package var value: Value {
    switch self {
    case .finished(let value), .overdue(let value): value
    }
  }
}

extension Timed: Equatable where Value: Equatable {}

extension Cell {
  /// Lets work run for a time at most; then it is cancelled, and its end is waited for.
  ///
  /// The work runs as a task of its own, and cancelling the caller cancels it. Nothing of it is
  /// left when this returns, and nothing that it got hold of is lost: a unit that was granted at
  /// the very instant of the limit comes back with `overdue`. Waits of the kernel end at the
  /// instant of their cancellation, so work that is made of them is never late.
  ///
  /// It costs a task; `patience` of a resource, a gate or a store costs nothing.
  nonisolated(nonsending)
    package func withTimeout<Value: Sendable>(
      _ limit: Duration,
      _ work: @escaping @Sendable () async -> Value
    ) async -> Timed<Value>
  {
    let attempt = TimedAttempt(cell: self)
    let value = await withTaskCancellationHandler {
      await Reply<Value>.wait(on: self) { reply in
        attempt.onCell(with: (limit, spawn { reply.send(await work()) })) { $0.begin($1.0, $1.1) }
      }
    } onCancel: {
      attempt.onCell { $0.cancel() }
    }
    return attempt.onCell { $0.finish() } ? .finished(value) : .overdue(value)
  }
}

/// Cancels a task when its time is over.
private actor TimedAttempt: CellActor, EventSink {
  nonisolated let cell: Cell
  private var task: Task<Void, Never>?
  private var timer: TimerID?
  private var isCancelled = false

  init(cell: Cell) { self.cell = cell }

  func begin(_ limit: Duration, _ task: Task<Void, Never>) {
    self.task = task
    timer = cell.schedule(at: cell.deadline(after: limit), self)
    if isCancelled { task.cancel() }
  }

  func cancel() {
    isCancelled = true
    task?.cancel()
  }

  /// Whether the work ended before its time was over.
  func finish() -> Bool { timer.map { cell.cancel($0) } ?? true }

  nonisolated func fire(_ code: UInt32, _ argument: UInt64) { onCell { $0.task?.cancel() } }
}

extension Reply {
  /// As `wait(on:ifCancelled:)`, and a reply that is not there in time is answered too.
  nonisolated(nonsending)
    package static func wait(
      on cell: Cell,
      within limit: Duration,
      ifOverdue late: Success,
      ifCancelled fallback: Success,
      _ start: (Reply<Success>) -> Void
    ) async -> Success
  {
    var timer: TimerID?
    let answer = await wait(on: cell, ifCancelled: fallback) { reply in
      timer = cell.after(max(limit, .zero)) { reply.send(late) }
      start(reply)
    }
    if let timer { cell.cancel(timer) }
    return answer
  }
}
