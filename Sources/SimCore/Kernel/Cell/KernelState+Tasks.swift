internal import CSimRuntime

extension KernelState {
  /// The slot of the spawned task that runs now; 0 when the running task is not known to be one.
  @inline(__always)
  func runningRoot() -> Int {
    let slot = slots[root]
    return slot.receiver == Self.runningTask() && slot.kind == Slot.Kind.root ? root : 0
  }

  @inline(__always)
  static func runningTask() -> UInt64 { UInt64(UInt(bitPattern: unsafe simrun_current_task())) }

  /// What woke the task whose event fired last.
  @inline(__always)
  var awakening: Awakening {
    let slot = slots[roused]
    return Awakening(slot.end, guest: slot.kind == Slot.Kind.guest ? roused : 0)
  }

  /// Starts a wait that a time or a cancellation ends.
  @inline(__always)
  mutating func sleep(_ slot: Int, until time: Int64, near: UInt64 = 0) {
    drowsy = slots[slot].receiver
    slots[slot].open(isCancellable: true, near: near)
    if slots[slot].isCancelled {
      close(slot, .cancelled)
    } else {
      let sequence = nextSequence()
      slots[slot].arm(sequence)
      queue.insert(QueuedEvent(time: time, ticket: Self.ticket(sequence, slot)))
    }
  }

  /// Queues the event that ends a wait now; false when such an event is queued already.
  @discardableResult
  mutating func end(_ slot: Int, _ end: WaitEnd) -> Bool {
    let wait = slots[slot]
    if !wait.isTask || !(wait.isOpen || wait.isCancellable) { return false }
    close(slot, end)
    if wait.isArmed { bury() }
    return true
  }

  /// Runs inside `Task.cancel`, in whatever state the task is.
  mutating func cancelTask(_ slot: Int) {
    slots[slot].cancel()
    if slots[slot].isCancellable { end(slot, .cancelled) }
  }

  /// The event of a task's slot has fired: makes the task ready.
  @inline(__always)
  mutating func rouse(_ slot: Int, _ task: Slot) {
    slots[slot].wake()
    roused = slot
    if task.kind != Slot.Kind.guest { root = slot }
    ready.append(task.job)
  }

  /// Queues the event that ends a wait now.
  @inline(__always)
  mutating func close(_ slot: Int, _ end: WaitEnd) {
    let sequence = nextSequence()
    slots[slot].close(sequence, end)
    queue.insert(QueuedEvent(time: now, ticket: Self.ticket(sequence, slot)))
  }
}
