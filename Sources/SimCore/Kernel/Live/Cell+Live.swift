extension Cell {
  /// Where other threads leave work for a live cell; a simulated cell has none.
  package var inbox: ForeignInbox {
    guard let live else {
      KernelFault.stop(
        "cell \(id) is simulated, so no other thread may send it anything: the instant would not "
          + "be defined; use the cell of a LiveCell"
      )
    }
    return live
  }

  /// Events between two looks at descriptors and the inbox.
  private static let turnEvents = 1_024

  /// Fires what is due by the present instant of a live cell, but nothing that is due after `end`;
  /// gives the time of the next event, or nil when none will come.
  ///
  /// All events of a turn see one `now`. What was planned for before is a timer and counts as late;
  /// what was posted at the present instant is not. A turn in which an event has blocked ends, so
  /// that the timers behind it see how late they are.
  func turn(on clock: LiveClock, until end: Int64) -> Int64? {
    drain()
    let present = unsafe state.pointee.now
    var left = Self.turnEvents
    while unsafe state.pointee.queue.count > 0 {
      let event = unsafe state.pointee.queue.first(state.pointee.slots)
      if unsafe !state.pointee.slots.holds(event.ticket) {
        discard()
        continue
      }
      if event.time > min(present, end) || left == 0 {
        return event.time == .max ? nil : event.time
      }
      if event.time < present {
        let actual = clock.elapsed
        if actual - present > LiveClock.quantum && left < Self.turnEvents { return event.time }
        clock.fired(planned: event.time, actual: actual)
      }
      fire(event)
      left -= 1
    }
    return nil
  }

  /// Moves the present instant on, past events that are late.
  func advanceLive(to instant: Int64) {
    unsafe state.pointee.now = max(state.pointee.now, instant)
  }

  /// Takes in a job from another thread, as an event of its own.
  func admitForeign(_ job: UnownedJob) {
    unsafe state.pointee.post(job, at: state.pointee.now)
  }
}
