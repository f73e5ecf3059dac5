extension Cell {
  /// Starts a task of the cell; its first run is an event of its own, at the present instant.
  @discardableResult
  package func spawn(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    checkOwner()
    return enter {
      let root = unsafe state.pointee.roots.reserve()
      unsafe state.pointee.isSpawning = true
      let task = start(body, root)
      KernelFault.unless(
        unsafe !state.pointee.isSpawning,
        "a spawned task did not come to cell \(id): the hooks do not work with this toolchain; "
          + "use Cell(mode: .preference)"
      )
      unsafe state.pointee.roots.set(root, task)
      return task
    }
  }

  /// Ends what is left of a run and frees it; gives the number of tasks that did not end.
  ///
  /// Every spawned task is cancelled and run at the present instant until it ends, then events
  /// that are still queued are dropped. A task does not end when it waits for a `Reply` that
  /// nobody sends, or when it ignores its cancellation for ever. Take results and digests before:
  /// this fires events.
  @discardableResult
  package func shutdown() -> Int {
    checkOwner()
    return enter {
      unsafe state.pointee.isShutDown = true
      var rounds = 0
      repeat {
        for task in unsafe state.pointee.roots.all { task.cancel() }
        runPresent(budget: 1_000 + 64 * taskCount)
        dropEvents()
        rounds += 1
      } while unsafe state.pointee.queue.count > 0 && rounds < 64
      return taskCount
    }
  }

  private func finish(_ root: Int) {
    KernelFault.unless(
      isCurrent,
      "a task of cell \(id) ended on a thread that does not run the cell: it waited for a real "
        + "clock or real input; sleep on the cell's clock, and wait for a Reply"
    )
    unsafe state.pointee.roots.remove(root)
  }

  private func start(_ body: @escaping @Sendable () async -> Void, _ root: Int) -> Task<Void, Never>
  {
    switch mode {
    case .hooked:
      Task.detached { [self] in
        await body()
        finish(root)
      }
    case .preference:
      Task.detached(executorPreference: self) { [self] in
        await body()
        finish(root)
      }
    }
  }

  /// Releases the receivers of all queued events; sleepers are told that they are cancelled.
  private func dropEvents() {
    var released: [Wake] = []
    for slot in 0..<(unsafe state.pointee.slots.limit) {
      switch unsafe state.pointee.slots.wake(slot) {
      case .sink, .closure:
        unsafe released.append(state.pointee.slots.remove(slot))
        unsafe state.pointee.bury()
      case .sleeper(let continuation):
        unsafe state.pointee.arm(slot, .cancelledSleeper(continuation), at: state.pointee.now)
        unsafe state.pointee.bury()
      default:
        _ = unsafe state.pointee.endWait(slot, .cancelled)
      }
    }
    released.removeAll()
  }
}
