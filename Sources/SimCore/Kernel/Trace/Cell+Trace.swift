extension Cell {
  /// Records what happened to an entity now; see `EventTrace.Event`.
  package func record(kind: UInt32, entity: UInt64 = 0, a: UInt64 = 0, b: UInt64 = 0) {
    let now = unsafe SimInstant(nanoseconds: state.pointee.now)
    unsafe state.pointee.trace.record(kind: kind, entity: entity, a: a, b: b, at: now)
  }

  /// Keeps events from now on as the retention says, and forgets those that were kept before.
  package func keepTrace(_ retention: TraceRetention) {
    checkOwner()
    unsafe state.pointee.trace.keeper = TraceKeeper(retention)
    unsafe state.pointee.traceStop = 0
  }

  /// The digests at the ends of windows of simulated time, up to now.
  package var traceWindows: TraceWindows { unsafe state.pointee.finishedWindows }
}

extension KernelState {
  /// Closes windows that end before an event that is about to fire, and keeps it if that is asked.
  ///
  /// Called when the event is at or behind `traceStop`: at the first of each window, or at each.
  @inline(never)
  mutating func passTraceStop(_ event: QueuedEvent) {
    if event.time >= windows.end {
      let row = windowRow
      windows.close(before: event.time, with: row)
    }
    if trace.keeper.wantsKernel {
      let sequence = event.ticket >> QueuedEvent.slotBits
      let time = SimInstant(nanoseconds: event.time)
      let fired = EventTrace.Event(kind: TraceEntry.kernelKind, a: sequence, time: time)
      let slot = slots[event.slot]
      trace.keeper.offer(fired) { slot.words }
      traceStop = 0
    } else {
      traceStop = windows.end
    }
  }

  var finishedWindows: TraceWindows { windows.finished(with: windowRow) }

  private var windowRow: TraceWindows.Row {
    TraceWindows.Row(events: eventCount, records: trace.count, order: digest, trace: trace.fold)
  }
}

extension Slot {
  /// What the event wakes.
  fileprivate var words: String {
    switch kind {
    case Kind.sink: "timer \(code) of \(receiverWords.sinkType)"
    case Kind.closure: "a closure"
    case Kind.newcomer: "a task starts"
    case Kind.job: "a task returns"
    default: place == nil ? sleepWords : waitWords
    }
  }

  private var sleepWords: String { end == .cancelled ? "a sleep is cancelled" : "a sleep ends" }

  private var waitWords: String { end == .overdue ? "a wait is overdue" : "a wait ends" }
}
