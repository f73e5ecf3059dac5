/// Where the tasks of a cell wait: an executor that runs none of them.
///
/// A task that is to wait hops to this actor, and its job ends up here instead of in the ready
/// ring. The kernel knows the task by its slot and runs it as a job of the cell when its event
/// fires. That takes one change of the task's status each way; a continuation takes three, one of
/// them under a lock.
@safe
@usableFromInline
actor Dormitory: SerialExecutor {
  // The pointee is only touched by the thread that runs the cell.
  private nonisolated(unsafe) let state: UnsafeMutablePointer<KernelState>

  init(_ state: UnsafeMutablePointer<KernelState>) { unsafe self.state = state }

  @usableFromInline
  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  /// Takes in a task whose wait has begun.
  @usableFromInline
  nonisolated func enqueue(_ job: consuming ExecutorJob) {
    let task = unsafe unsafeBitCast(UnownedJob(job), to: UInt64.self)
    if unsafe RuntimeHooks.current == state && task == state.pointee.drowsy {
      unsafe state.pointee.drowsy = 0
    } else {
      refuse()
    }
  }

  /// Waits until the event of the task's slot has fired.
  @inlinable
  @inline(__always)
  final func wait() async -> Awakening { Self.awake() }

  /// What woke the task that runs now.
  ///
  /// A call that is not looked into, so that the hop that leads to it is not left out. It finds the
  /// cell by the thread, so that the task has nothing to keep for it while it waits.
  @inline(never)
  @usableFromInline
  static func awake() -> Awakening {
    guard let state = unsafe RuntimeHooks.current else {
      KernelFault.stop("a task woke up on a thread that runs no cell")
    }
    return unsafe state.pointee.awakening
  }

  @inline(never)
  private nonisolated func refuse() -> Never {
    KernelFault.stop(
      "a task came to wait in cell \(unsafe state.pointee.cell.id) without a wait of its own: the "
        + "kernel does not work with this toolchain; use the one that the README names"
    )
  }
}
