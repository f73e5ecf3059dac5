internal import CSimRuntime
internal import Synchronization

/// The connection between the concurrency runtime of this process and its cells.
enum RuntimeHooks {
  private static let tags = Atomic<UInt64>(0)

  static let isInstalled: Bool = {
    unsafe simrun_install(
      simrun_callbacks(
        redirect: { kernel, job in unsafe RuntimeHooks.redirect(kernel, job) },
        escaped: { RuntimeHooks.reportEscape() },
        cancelled: { context in RuntimeHooks.cancelSleep(context) }
      )
    )
    return true
  }()

  /// Installs the hooks once and gives a number that no other cell has.
  static func register() -> UInt64 {
    KernelFault.unless(isInstalled, "the runtime hooks could not be installed")
    return tags.add(1, ordering: .relaxed).newValue
  }

  /// The kernel that runs on this thread.
  @inline(__always) static var current: UnsafeMutablePointer<KernelState>? {
    unsafe simrun_current_kernel()?.assumingMemoryBound(to: KernelState.self)
  }

  /// A cancellation record's context: the cell's tag above the slot.
  @inline(__always)
  static func context(tag: UInt64, slot: Int) -> UInt {
    UInt(truncatingIfNeeded: tag << QueuedEvent.slotBits | UInt64(truncatingIfNeeded: slot))
  }

  private static func redirect(
    _ kernel: UnsafeMutableRawPointer?,
    _ job: UnsafeMutableRawPointer?
  ) {
    guard let kernel = unsafe kernel, let job = unsafe job else { return }
    let state = unsafe kernel.assumingMemoryBound(to: KernelState.self)
    if unsafe state.pointee.isPreferred {
      KernelFault.stop(
        "cell \(unsafe state.pointee.cell.id) runs by executor preference and a task without one "
          + "was started on it; start tasks with cell.spawn instead of Task { }"
      )
    }
    unsafe state.pointee.admit(unsafeBitCast(job, to: UnownedJob.self))
  }

  private static func reportEscape() {
    KernelFault.stop(
      "a task was given to the global executor by a thread that runs no cell: a real clock, real "
        + "input or Task { } off the cell; use clock.sleep, Reply and cell.spawn"
    )
  }

  private static func cancelSleep(_ context: UInt) {
    let tag = UInt64(context) >> QueuedEvent.slotBits
    guard let state = unsafe current, unsafe state.pointee.tag == tag else {
      KernelFault.stop(
        "a sleeping task of a cell was cancelled off its cell, so the instant of the cancellation "
          + "is not defined; cancel it from an event of its cell or inside cell.enter"
      )
    }
    unsafe state.pointee.cancelTask(QueuedEvent.slot(of: UInt64(context)))
  }
}
