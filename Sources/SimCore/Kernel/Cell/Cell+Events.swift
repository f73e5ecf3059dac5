extension Cell {
  /// Fires a sink at an instant, without a task; the sink is kept until then or until it is
  /// cancelled.
  @inlinable
  @inline(__always)
  @discardableResult
  package func schedule(
    at instant: SimInstant,
    _ sink: some EventSink,
    code: UInt32 = 0,
    argument: UInt64 = 0
  ) -> TimerID {
    withExtendedLifetime(sink) {
      post(ReceiverWords(sink), code: code, argument: argument, at: instant)
    }
  }

  /// Calls a closure after a delay, as an event of its own.
  @usableFromInline
  @discardableResult
  package func after(_ delay: Duration, _ body: @escaping @Sendable () -> Void) -> TimerID {
    let receiver = ClosureReceiver(body: body)
    return withExtendedLifetime(receiver) {
      post(Slot.Kind.closure, ReceiverWords(receiver), at: instant(after: delay))
    }
  }

  /// Takes back an event that has not fired; false when there is nothing to take back.
  @discardableResult
  package func cancel(_ timer: TimerID) -> Bool {
    checkOwner()
    guard unsafe state.pointee.slots.holds(timer.ticket) else { return false }
    let index = QueuedEvent.slot(of: timer.ticket)
    let slot = unsafe state.pointee.slots[index]
    unsafe state.pointee.slots.vacate(index)
    unsafe state.pointee.bury()
    release(slot)
    return true
  }

  /// The receiver is released after the kernel's state is whole again: its deinit may come back.
  func release(_ slot: Slot) {
    if unsafe state.pointee.keeps(slot) { return }
    slot.releaseReceiver()
  }

  /// Nanoseconds of a delay from now; over 292 years means never.
  func instant(after delay: Duration) -> Int64 {
    let (instant, overflow) = unsafe state.pointee.now.addingReportingOverflow(delay.nanoseconds)
    return overflow ? .max : instant
  }

  /// As `schedule`, for a sink whose type is gone.
  @usableFromInline
  @inline(never)
  func post(
    _ words: ReceiverWords,
    code: UInt32,
    argument: UInt64,
    at instant: SimInstant
  ) -> TimerID {
    post(Slot.Kind.sink, words, code: code, argument: argument, at: instant.nanoseconds)
  }

  @inline(__always)
  private func post(
    _ kind: UInt64,
    _ words: ReceiverWords,
    code: UInt32 = 0,
    argument: UInt64 = 0,
    at time: Int64
  ) -> TimerID {
    checkOwner()
    var time = time
    if unsafe time < state.pointee.now { time = clamped(time) }
    return unsafe TimerID(
      ticket: state.pointee.post(kind, words, code: code, argument: argument, at: time)
    )
  }

  /// The kernel is not synchronised: while the cell runs, only its own thread may change it.
  @inline(__always)
  func checkOwner() {
    if unsafe state.pointee.isRunning && !isCurrent { refuseForeignThread() }
  }

  @inline(never)
  private func refuseForeignThread() -> Never {
    KernelFault.stop(
      "an event of cell \(id) was scheduled or cancelled by another thread while the cell runs; "
        + "send a message or answer a Reply on the cell's own thread"
    )
  }

  /// A deadline that has passed: now on the wall clock, and a mistake in a simulation.
  @inline(never)
  private func clamped(_ time: Int64) -> Int64 {
    if live != nil { return now.nanoseconds }
    KernelFault.stop(
      "an event of cell \(id) was scheduled at \(time) ns, which is past: it is "
        + "\(now.nanoseconds) ns now; clamp the delay to zero if the deadline may have gone by"
    )
  }
}
