internal import CSimRuntime

extension Cell {
  /// Runs every event up to and including an instant, which then is now; false when nothing is
  /// left.
  ///
  /// May be called again. Events at `SimInstant.distantFuture` never fire: that is how to wait for
  /// ever.
  @discardableResult
  package func run(until end: SimInstant = .distantFuture) -> Bool {
    KernelFault.unless(
      end >= now,
      "cell \(id) was asked to run until \(end.nanoseconds) ns, which is past: it is "
        + "\(now.nanoseconds) ns now"
    )
    return running {
      drain()
      let isEndless = end == .distantFuture
      let limit = isEndless ? .max : end.nanoseconds + 1
      while unsafe state.pointee.queue.count > 0 {
        let event = unsafe state.pointee.queue.first(state.pointee.slots)
        if unsafe !state.pointee.slots.holds(event.ticket) {
          discard()
        } else if event.time < limit {
          fire(event)
        } else {
          if !isEndless { unsafe state.pointee.now = end.nanoseconds }
          return event.time != .max
        }
      }
      if !isEndless { unsafe state.pointee.now = end.nanoseconds }
      return false
    }
  }

  /// The instant of the earliest event that will fire; nil when nothing is queued.
  ///
  /// Jobs that are ready are not counted: ask between two runs.
  package var nextEvent: SimInstant? {
    while unsafe state.pointee.queue.count > 0 {
      let event = unsafe state.pointee.queue.first(state.pointee.slots)
      if unsafe state.pointee.slots.holds(event.ticket) {
        return SimInstant(nanoseconds: event.time)
      }
      discard()
    }
    return nil
  }

  /// Runs at most `budget` events of the present instant; the rest of a shut-down.
  func runPresent(budget: Int) {
    running {
      drain()
      var left = budget
      while left > 0, unsafe state.pointee.queue.count > 0 {
        let event = unsafe state.pointee.queue.first(state.pointee.slots)
        if unsafe !state.pointee.slots.holds(event.ticket) {
          discard()
        } else if unsafe event.time <= state.pointee.now {
          fire(event)
          left -= 1
        } else {
          return
        }
      }
    }
  }

  func running<Value>(_ body: () -> Value) -> Value {
    enter {
      KernelFault.unless(
        unsafe !state.pointee.isRunning,
        "cell \(id) was run from one of its own events; a run is not re-entrant"
      )
      unsafe state.pointee.isRunning = true
      defer { unsafe state.pointee.isRunning = false }
      return body()
    }
  }

  @inline(__always)
  func discard() {
    unsafe state.pointee.queue.removeFirst()
    unsafe state.pointee.deadCount -= 1
  }

  /// One event, and everything that it made ready.
  @inline(__always)
  func fire(_ event: QueuedEvent) {
    unsafe state.pointee.begin(event)
    let index = event.slot
    let slot = unsafe state.pointee.slots[index]
    if slot.isTask {
      unsafe state.pointee.rouse(index, slot)
    } else {
      unsafe state.pointee.slots.vacate(index)
      switch slot.kind {
      case Slot.Kind.sink: fire(slot)
      case Slot.Kind.closure: slot.receiverWords.callClosure()
      default: unsafe state.pointee.ready.append(slot.job)
      }
    }
    drain()
  }

  @inline(__always)
  private func fire(_ slot: Slot) {
    unsafe state.pointee.firing = slot.receiver
    unsafe state.pointee.spare = slot.receiver
    slot.receiverWords.fireSink(slot.code, slot.argument) {
      let isSpent = unsafe state.pointee.spare == 0
      unsafe state.pointee.firing = 0
      unsafe state.pointee.spare = 0
      return isSpent
    }
  }

  @inline(__always)
  func drain() {
    if unsafe !state.pointee.ready.isEmpty { drainReady() }
  }

  private func drainReady() {
    let executor = unsafe asUnownedSerialExecutor()
    let preference = unsafe asUnownedTaskExecutor()
    while unsafe !state.pointee.ready.isEmpty {
      let job = unsafe state.pointee.ready.removeFirst()
      unsafe state.pointee.jobCount &+= 1
      if mode == .hooked {
        unsafe job.runSynchronously(on: executor)
      } else {
        unsafe job.runSynchronously(isolatedTo: executor, taskExecutor: preference)
      }
    }
  }
}
