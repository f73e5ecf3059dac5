/// Words for tasks in the last message of a process.
///
/// They may look at a cell that another thread runs: nothing comes after.
extension Cell {
  /// The spawned task in a slot.
  func words(ofRoot slot: Int) -> String { Self.words(unsafe state.pointee.names[slot]) }

  /// A task that may be none of the cell's.
  func words(of job: UnownedJob) -> String {
    Self.words(nameOfTask(unsafe unsafeBitCast(job, to: UInt64.self)))
  }

  /// Whose task runs on this thread, if it is one of the cell's and has a name.
  var wordsOfCaller: String {
    nameOfTask(KernelState.runningTask()).map { " of task '\($0)'" } ?? ""
  }

  private func nameOfTask(_ task: UInt64) -> EntityName? {
    for index in 1..<(unsafe state.pointee.slots.limit) {
      let slot = unsafe state.pointee.slots[index]
      let isSpawned = slot.kind == Slot.Kind.root || slot.kind == Slot.Kind.newcomer
      if isSpawned && slot.receiver == task { return unsafe state.pointee.names[index] }
    }
    return nil
  }

  private static func words(_ name: EntityName?) -> String {
    name.map { "task '\($0)'" } ?? "a task"
  }
}
