internal import CSimRuntime

/// How a task's wait ended; small, because every wait keeps it in the frame of its task.
@frozen
@usableFromInline
struct Awakening: BitwiseCopyable, Sendable {
  @usableFromInline let end: WaitEnd
  /// The slot to be given back, or 0 if the task keeps it.
  @usableFromInline let guest: UInt32

  @inline(__always)
  init(_ end: WaitEnd, guest: Int) {
    self.end = end
    self.guest = UInt32(truncatingIfNeeded: guest)
  }

  @inlinable
  @inline(__always)
  var isOfGuest: Bool { guest != 0 }
}

/// The three steps of every wait: it begins, the task hops to the dormitory, a guest leaves.
///
/// A spawned task has a slot and a cancellation record for its whole life, so that a wait costs
/// neither. Another one, or one that the kernel has lost sight of because something else than the
/// kernel woke it, is a guest: it brings its own for the time of the wait.
extension Cell {
  /// Starts a sleep of the running task until an instant; one that has passed counts as now.
  ///
  /// The sleeper is the task's actor: it is fetched into the cache before the task wakes.
  @usableFromInline
  func beginSleep(until deadline: SimInstant, of sleeper: (any Actor)?) {
    let slot = takeSlot()
    let time = unsafe max(deadline.nanoseconds, state.pointee.now)
    unsafe state.pointee.sleep(slot, until: time, near: address(of: sleeper))
  }

  /// The same by its length; a negative one counts as zero.
  @usableFromInline
  func beginSleep(for duration: Duration, of sleeper: (any Actor)?) {
    let time = instant(after: max(duration, .zero))
    unsafe state.pointee.sleep(takeSlot(), until: time, near: address(of: sleeper))
  }

  @inline(__always)
  private func address(of actor: (any Actor)?) -> UInt64 {
    guard let actor else { return 0 }
    return unsafe UInt64(UInt(bitPattern: Unmanaged.passUnretained(actor as AnyObject).toOpaque()))
  }

  /// Gives the running task a slot to wait in.
  @inline(__always)
  func takeSlot() -> Int {
    KernelFault.unless(
      isCurrent,
      "the clock of cell \(id) was slept on by a task that does not run on the cell; start it "
        + "with cell.spawn"
    )
    let root = unsafe state.pointee.runningRoot()
    return root == 0 ? takeGuestSlot() : root
  }

  /// A record for the running task: cancelling it ends the wait in the slot.
  func addCancellation(_ slot: Int) -> UnsafeMutableRawPointer? {
    let context = unsafe RuntimeHooks.context(tag: state.pointee.tag, slot: slot)
    // The runtime's own record: no closure and no second hop, unlike withTaskCancellationHandler.
    return unsafe simrun_add_cancellation(context)
  }

  @inline(never)
  private func takeGuestSlot() -> Int {
    let guest = Slot(Slot.Kind.guest, task: KernelState.runningTask())
    let slot = unsafe state.pointee.slots.insert(guest)
    unsafe state.pointee.guests[slot] = addCancellation(slot)
    return slot
  }

  /// Takes the slot of a guest back, who is awake again.
  @inline(never)
  @usableFromInline
  func dismiss(_ guest: Awakening) {
    // The slot stays taken until the record is gone, otherwise a late cancellation would hit the
    // next owner of the slot.
    let slot = Int(guest.guest)
    unsafe simrun_remove_cancellation(state.pointee.guests.removeValue(forKey: slot))
    unsafe state.pointee.slots.vacate(slot)
  }
}
