internal import CSimRuntime

/// What a task needs for a wait.
///
/// A spawned task has a slot and a cancellation record for its whole life, so that a wait costs
/// neither. Another one, or one that the kernel has lost sight of because something else than the
/// kernel woke it, brings its own for the time of the wait.
@safe
struct Bed {
  let slot: Int
  /// The runtime's own record: no closure and no second hop, unlike withTaskCancellationHandler.
  fileprivate let record: UnsafeMutableRawPointer?
}

extension Cell {
  /// Gives the running task a slot to wait in.
  @inline(__always)
  func takeBed() -> Bed {
    checkSleeper()
    let root = unsafe state.pointee.runningRoot()
    return unsafe root == 0 ? guestBed() : Bed(slot: root, record: nil)
  }

  /// Takes back what `takeBed` gave.
  @inline(__always)
  func leave(_ bed: Bed) {
    if let record = unsafe bed.record { unsafe dismiss(record, bed.slot) }
  }

  /// A record for the running task: cancelling it ends the wait in the slot.
  func addCancellation(_ slot: Int) -> UnsafeMutableRawPointer? {
    let context = unsafe RuntimeHooks.context(tag: state.pointee.tag, slot: slot)
    return unsafe simrun_add_cancellation(context)
  }

  @inline(never)
  private func guestBed() -> Bed {
    let guest = Slot(Slot.Kind.guest, task: KernelState.runningTask())
    let slot = unsafe state.pointee.slots.insert(guest)
    return unsafe Bed(slot: slot, record: addCancellation(slot))
  }

  @inline(never)
  private func dismiss(_ record: UnsafeMutableRawPointer, _ slot: Int) {
    // The slot stays taken until the record is gone, otherwise a late cancellation would hit the
    // next owner of the slot.
    unsafe simrun_remove_cancellation(record)
    unsafe state.pointee.slots.vacate(slot)
  }

  @inline(__always)
  private func checkSleeper() {
    KernelFault.unless(
      isCurrent,
      "the clock of cell \(id) was slept on by a task that does not run on the cell; start it "
        + "with cell.spawn"
    )
  }
}
