internal import CSimRuntime

/// The unit of determinism: one serial executor, one clock, one event queue, one seed.
///
/// ```
///  timers, spawns, replies --> TimingWheel --(one event)--> ReadyRing --(every job)--> next event
///                                 (time, sequence)             first in, first out
/// ```
/// One wake-up is one event, and the ring is drained to empty between two events. So the order of
/// a run never depends on how many hops the optimiser elides: debug and release log the same.
///
/// A cell is used by one thread at a time; while it runs, only from its own events and tasks.
@safe
@usableFromInline
package final class Cell: SerialExecutor, TaskExecutor {
  /// How the jobs of the cell's tasks find their way back to the cell.
  package enum Mode: String, Sendable, Hashable, CaseIterable {
    /// The global-enqueue hook redirects every job, also that of a stray `Task { }`.
    case hooked
    /// Every spawned task prefers the cell: slower, same bytes, for a toolchain without working
    /// hooks.
    case preference

    /// The mode that works with the running toolchain, found out once by the self-test.
    package static let working: Mode = KernelSelfTest.hooksWork() ? .hooked : .preference
  }

  /// Names the cell in messages and orders cells in a merge.
  package let id: Int
  /// What the run was started with.
  package let seed: UInt64
  /// Root of all random draws of the cell.
  package let key: DrawKey
  /// How jobs return to the cell.
  package let mode: Mode
  /// The way in for other threads; nil in a simulation, where one that comes stops the program.
  let live: ForeignInbox?

  // The pointee is only touched by the thread that runs the cell; see `KernelState` for why a
  // pointer.
  nonisolated(unsafe) let state: UnsafeMutablePointer<KernelState>
  @usableFromInline let dormitory: Dormitory

  /// An empty cell at instant zero; an antithetic one mirrors every draw of its run.
  ///
  /// One with an inbox belongs to a `LiveCell`.
  package init(
    id: Int = 0,
    seed: UInt64,
    isAntithetic: Bool = false,
    mode: Mode = .working,
    inbox: ForeignInbox? = nil
  ) {
    self.id = id
    self.seed = seed
    key = DrawKey(seed: seed, isAntithetic: isAntithetic)
    self.mode = mode
    live = inbox
    unsafe state = .allocate(capacity: 1)
    unsafe dormitory = Dormitory(state)
    let kernel = KernelState(
      of: self,
      tag: RuntimeHooks.register(),
      isPreferred: mode == .preference && inbox == nil
    )
    unsafe state.initialize(to: kernel)
  }

  deinit {
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// The cell that runs on this thread.
  package static var current: Cell {
    guard let state = unsafe RuntimeHooks.current else {
      KernelFault.stop("Cell.current was asked for on a thread that runs no cell")
    }
    return unsafe state.pointee.cell
  }

  /// Whether this thread runs the cell.
  @usableFromInline
  package var isCurrent: Bool { unsafe RuntimeHooks.current == state }

  /// The present instant of the simulation.
  @usableFromInline
  package var now: SimInstant { unsafe SimInstant(nanoseconds: state.pointee.now) }

  /// The cell's one clock.
  @inlinable
  @inline(__always)
  package var clock: CellClock { CellClock(cell: self) }

  /// Events that have fired.
  package var eventCount: UInt64 { unsafe state.pointee.eventCount }

  /// Jobs that have run; unlike events, their number differs between debug and release.
  package var jobCount: UInt64 { unsafe state.pointee.jobCount }

  /// What the models recorded.
  package var trace: EventTrace {
    get { unsafe state.pointee.trace }
    _modify { yield unsafe &state.pointee.trace }
  }

  /// Fold of (time, sequence) of every event so far: equal folds mean equal orders.
  package var orderDigest: UInt64 { unsafe state.pointee.digest }

  /// Digest of what the models recorded and of the order of all events, as 32 hexadecimal digits.
  package var digest: String {
    var whole = trace
    whole.record(kind: .max, a: orderDigest, b: eventCount, at: now)
    return whole.digest
  }

  /// Events that are queued, apart from cancelled ones.
  package var pendingCount: Int { unsafe state.pointee.queue.count - state.pointee.deadCount }

  /// Spawned tasks that have not ended.
  package var taskCount: Int { unsafe state.pointee.taskCount }

  /// Lets tasks start on threads that run no cell, or stops the program when one does.
  ///
  /// A simulating command forbids them for its whole process: there such a task has always escaped.
  package static func allowTasksOffCell(_ isAllowed: Bool) {
    _ = RuntimeHooks.isInstalled
    simrun_forbid_off_cell_jobs(isAllowed ? 0 : 1)
  }

  /// Makes the cell the current one of this thread for the call, while it does not run.
  ///
  /// For looking into actors with `onCell` before and after a run, and for cancelling tasks then.
  package func enter<Value>(_ body: () throws -> Value) rethrows -> Value {
    if isCurrent { return try body() }
    KernelFault.unless(
      unsafe !state.pointee.isRunning,
      "cell \(id) was entered by a second thread while it runs; a cell belongs to one thread at a "
        + "time"
    )
    let previous = unsafe simrun_exchange_kernel(state)
    defer { _ = unsafe simrun_exchange_kernel(previous) }
    return try body()
  }

  @usableFromInline
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isCurrent {
      unsafe state.pointee.admit(job)
    } else {
      receive(job)
    }
  }

  // The library's default goes through a witness table on every hop.
  @usableFromInline
  package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  /// The same for an actor that is called with `await`: here its type is known.
  @usableFromInline
  package func executor(of actor: AnyObject) -> UnownedSerialExecutor {
    if !isCurrent { checkCall(of: actor) }
    return unsafe UnownedSerialExecutor(ordinary: self)
  }

  /// Stops unless this thread runs the cell of an actor that is entered without `await`.
  @usableFromInline
  package func checkEntry(into actor: AnyObject) {
    if !isCurrent { refuseEntry(into: actor) }
  }

  @usableFromInline
  package func checkIsolated() {
    KernelFault.unless(
      isCurrent,
      "code of cell \(id) runs on a thread that does not run the cell; enter it with cell.spawn, "
        + "an event of the cell, or cell.enter while it does not run"
    )
  }

  @usableFromInline
  package func isIsolatingCurrentContext() -> Bool? { isCurrent }

  @inline(never)
  private func checkCall(of actor: AnyObject) {
    if live != nil { return }
    let other = unsafe RuntimeHooks.current
    let caller = unsafe (other?.pointee.cell ?? self).wordsOfCaller
    let place =
      "\(type(of: actor)): the call\(caller) came to cell \(id) from a thread that does not run it"
    guard let other = unsafe other else {
      KernelFault.stop(
        "\(place): a real clock, real input, or an await from outside; sleep on the cell's clock, "
          + "and enter with cell.spawn or a Reply"
      )
    }
    KernelFault.stop(
      "\(place) but cell \(unsafe other.pointee.cell.id): an actor of another cell is never "
        + "awaited; send it a message, or ask it through a RemotePort"
    )
  }

  @inline(never)
  private func refuseEntry(into actor: AnyObject) -> Never {
    let runs = unsafe RuntimeHooks.current.map { unsafe "; it runs cell \($0.pointee.cell.id)" }
    KernelFault.stop(
      "\(type(of: actor)): code of cell \(id) runs on a thread that does not run the cell"
        + (runs ?? "; enter it with cell.spawn, or with cell.enter while the cell does not run")
    )
  }

  @inline(never)
  private func receive(_ job: UnownedJob) {
    if let live { return live.post(job: job) }
    KernelFault.stop(
      "\(words(of: job)) came to cell \(id) from a thread that does not run it: a real clock, "
        + "real input, or an await from outside; sleep on the cell's clock, and enter with "
        + "cell.spawn or a Reply"
    )
  }
}
