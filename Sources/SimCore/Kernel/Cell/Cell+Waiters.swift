/// Tells the tasks of a report apart: an address, good for equality only.
struct TaskMark: Sendable, Hashable, BitwiseCopyable {
  let bits: UInt64
}

/// A task that has not ended, and where it waits; no place for a `Reply` or a plain sleep.
struct SuspendedTask {
  let name: EntityName
  let mark: TaskMark
  let place: (any WaitPlace)?
  let key: UInt32
}

extension Cell {
  /// Lists a place until `unregister`; the place ends that when it goes.
  func register(_ place: any WaitPlace) -> Int {
    checkOwner()
    return unsafe state.pointee.places.insert(place)
  }

  func unregister(_ number: Int) { unsafe state.pointee.places.remove(number) }

  /// The task that runs now.
  @inline(__always) var taskMark: TaskMark { TaskMark(bits: KernelState.runningTask()) }

  /// The places at which something waits without a task.
  var waitPlaces: [any WaitPlace] { unsafe state.pointee.places.all }

  /// The tasks that have not ended, and where they wait, in the order of their slots.
  var suspendedTasks: [SuspendedTask] {
    (1..<(unsafe state.pointee.slots.limit)).compactMap { index in
      let slot = unsafe state.pointee.slots[index]
      if !slot.isTask { return nil }
      let isGuest = slot.kind == Slot.Kind.guest
      return SuspendedTask(
        name: unsafe state.pointee.names[index] ?? (isGuest ? "a task without a name" : "task"),
        mark: TaskMark(bits: slot.receiver),
        place: slot.place?.words.place,
        key: slot.place?.key ?? 0
      )
    }
  }

  /// The instant after a delay that is not negative; over 292 years means never.
  func deadline(after delay: Duration) -> SimInstant {
    SimInstant(nanoseconds: instant(after: max(delay, .zero)))
  }
}

extension ReceiverWords {
  /// The place that was made into these words.
  fileprivate var place: any WaitPlace {
    unsafe unsafeBitCast(self, to: (any WaitPlace).self)
  }
}
