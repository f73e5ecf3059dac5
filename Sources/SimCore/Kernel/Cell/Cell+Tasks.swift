internal import CSimRuntime

extension Cell {
  /// Starts a task of the cell; its first run is an event of its own, at the present instant.
  ///
  /// The name stands in a deadlock report and in the message of a task that leaves its cell.
  @discardableResult
  package func spawn(
    as name: EntityName? = nil,
    _ body: @escaping @Sendable () async -> Void
  ) -> Task<Void, Never> {
    checkOwner()
    return enter {
      let root = unsafe state.pointee.slots.insert(Slot(Slot.Kind.newcomer, task: 0))
      unsafe state.pointee.spawning = root
      unsafe state.pointee.taskCount += 1
      if let name { unsafe state.pointee.names[root] = name }
      let task = start(body, root)
      KernelFault.unless(
        unsafe state.pointee.spawning == 0,
        "a spawned task did not come to cell \(id): the hooks do not work with this toolchain; "
          + "use Cell(mode: .preference)"
      )
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
        for task in roots() { task.cancel() }
        runPresent(budget: 1_000 + 64 * taskCount)
        dropEvents()
        rounds += 1
      } while unsafe state.pointee.queue.count > 0 && rounds < 64
      return taskCount
    }
  }

  /// The last thing that a spawned task does.
  private func finish(_ root: Int, _ record: UnsafeMutableRawPointer?) {
    KernelFault.unless(
      isCurrent,
      "\(words(ofRoot: root)) of cell \(id) ended on a thread that does not run the cell: it "
        + "waited for a real clock or real input; sleep on the cell's clock, and wait for a Reply"
    )
    unsafe simrun_remove_cancellation(record)
    unsafe state.pointee.slots.vacate(root)
    unsafe state.pointee.taskCount -= 1
    if unsafe !state.pointee.names.isEmpty { unsafe state.pointee.names[root] = nil }
  }

  private func start(_ body: @escaping @Sendable () async -> Void, _ root: Int) -> Task<Void, Never>
  {
    switch mode {
    case .hooked:
      Task.detached { [self] in
        let record = unsafe addCancellation(root)
        await body()
        unsafe finish(root, record)
      }
    case .preference:
      Task.detached(executorPreference: self) { [self] in
        let record = unsafe addCancellation(root)
        await body()
        unsafe finish(root, record)
      }
    }
  }

  /// The spawned tasks that have not ended, in the order of their slots.
  private func roots() -> [Task<Void, Never>] {
    var tasks: [Task<Void, Never>] = []
    for index in 1..<(unsafe state.pointee.slots.limit) {
      let slot = unsafe state.pointee.slots[index]
      if slot.kind == Slot.Kind.root || slot.kind == Slot.Kind.newcomer {
        // A task's handle is the task itself, which lives until it has ended.
        unsafe tasks.append(unsafeBitCast(slot.receiver, to: Task<Void, Never>.self))
      }
    }
    return tasks
  }

  /// Releases the receivers of all queued events; sleepers are told that they are cancelled.
  private func dropEvents() {
    var released: [Slot] = []
    for index in 1..<(unsafe state.pointee.slots.limit) {
      let slot = unsafe state.pointee.slots[index]
      if slot.ownsReceiver {
        released.append(slot)
        unsafe state.pointee.slots.vacate(index)
        unsafe state.pointee.bury()
      } else if slot.isTask && slot.isCancellable {
        unsafe state.pointee.cancelTask(index)
      }
    }
    for slot in released { release(slot) }
  }
}
