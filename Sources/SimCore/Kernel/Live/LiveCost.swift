internal import Synchronization

/// What a live loop costs on this machine; for `simrun bench live`.
package enum LiveCost {
  /// What periodic timers cost on the live clock.
  package struct Ticks: Sendable {
    /// Ticks that fired, and those that were left out after stalls.
    package var fired = 0
    package var skipped = 0
    /// Times that the loop went to sleep.
    package var sleeps = 0
    /// Processor time of the loop's thread, the system's part included.
    package var cpu = Duration.zero
    package var wall = Duration.zero
    package var lag = TimerLag()
  }

  /// What messages of other threads cost.
  package struct Posts: Sendable {
    package var accepted = 0
    package var overflowed = 0
    /// Processor time of all posters.
    package var posting = Duration.zero
    /// Processor time of the cell's thread.
    package var delivering = Duration.zero
    package var wall = Duration.zero
  }

  /// Tickers of 20 ms, spread evenly over their period, for a time of the wall clock.
  ///
  /// With tasks, each is a task that sleeps on the cell's clock instead of a timer.
  package static func ticks(
    tickers: Int = 1_000,
    for length: Duration,
    asTasks: Bool = false
  ) throws(LoopError) -> Ticks {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let count = TickCount()
    let period = Duration.milliseconds(20)
    let own = (0..<tickers).map { index -> Ticker? in
      let phase = period * index / tickers
      if !asTasks { return Ticker(on: cell, every: period, after: phase, count) }
      cell.spawn { await count.sleep(on: cell.clock, phase: phase, period: period) }
      return nil
    }
    let start = (cpu: HostClock.threadNanoseconds(), wall: HostClock.wallNanoseconds())
    _ = live.run(until: .zero.advanced(by: length))
    var result = Ticks()
    result.cpu = .nanoseconds(HostClock.threadNanoseconds() - start.cpu)
    result.wall = .nanoseconds(HostClock.wallNanoseconds() - start.wall)
    result.fired = unsafe count.fired
    result.skipped = Int(clamping: cell.inbox.skippedTicks)
    result.sleeps = Int(clamping: live.sleepCount)
    result.lag = live.lag
    for ticker in own { ticker?.stop() }
    live.shutdown()
    return result
  }

  /// Messages from threads that post as fast as they can; a full inbox is tried again.
  package static func posts(_ messages: Int, posters: Int) throws(LoopError) -> Posts {
    let live = try LiveCell(seed: 1)
    let inbox = live.cell.inbox
    let total = messages / posters * posters
    let arrivals = ArrivalCount(limit: total, inbox)
    let overflowed = Atomic<Int>(0)
    let posting = Atomic<Int64>(0)
    let delivering = Atomic<Int64>(0)
    let start = HostClock.wallNanoseconds()
    ThreadTeam.run(posters + 1) { index in
      let cpu = HostClock.threadNanoseconds()
      if index == 0 {
        _ = live.run(whenIdle: .waits)
      } else {
        for _ in 0..<(total / posters) {
          while inbox.post(to: arrivals) == .overflowed { overflowed.add(1, ordering: .relaxed) }
        }
      }
      let spent = HostClock.threadNanoseconds() - cpu
      if index == 0 {
        delivering.add(spent, ordering: .relaxed)
      } else {
        posting.add(spent, ordering: .relaxed)
      }
    }
    let wall = HostClock.wallNanoseconds() - start
    live.shutdown()
    return Posts(
      accepted: total,
      overflowed: overflowed.load(ordering: .relaxed),
      posting: .nanoseconds(posting.load(ordering: .relaxed)),
      delivering: .nanoseconds(delivering.load(ordering: .relaxed)),
      wall: .nanoseconds(wall)
    )
  }

  /// Times from a post to its delivery on a loop that sleeps.
  package static func wakeUps(_ count: Int) throws(LoopError) -> LatencyHistogram {
    let live = try LiveCell(seed: 1)
    let pacer = try Poller()
    let inbox = live.cell.inbox
    let stamps = StampCollection(limit: count, inbox)
    ThreadTeam.run(2) { index in
      if index == 0 {
        _ = live.run(whenIdle: .waits)
      } else {
        for _ in 0..<count {
          // Long enough for the loop to be asleep again.
          _ = pacer.wait(nanoseconds: 500_000)
          let now = UInt64(bitPattern: HostClock.wallNanoseconds())
          _ = inbox.post(to: stamps, argument: now)
        }
      }
    }
    live.shutdown()
    return unsafe stamps.delays
  }
}

/// Counts ticks, and sleeps from one to the next.
private final class TickCount: EventSink {
  // Only touched by events and tasks of one cell.
  nonisolated(unsafe) var fired = 0

  func fire(_ code: UInt32, _ argument: UInt64) { unsafe fired += 1 }

  nonisolated(nonsending) func sleep(on clock: CellClock, phase: Duration, period: Duration) async {
    var due = SimInstant.zero.advanced(by: phase)
    while (try? await clock.sleep(until: due)) != nil {
      unsafe fired += 1
      due = due.advanced(by: period)
    }
  }
}

/// Ends the run after so many messages.
private final class ArrivalCount: EventSink {
  private let inbox: ForeignInbox
  // Only touched by events of one cell.
  nonisolated(unsafe) private var left: Int

  init(limit: Int, _ inbox: ForeignInbox) {
    self.inbox = inbox
    unsafe left = limit
  }

  func fire(_ code: UInt32, _ argument: UInt64) {
    unsafe left -= 1
    if unsafe left == 0 { inbox.requestStop() }
  }
}

/// Collects the ages of messages that bear the time of their post.
private final class StampCollection: EventSink {
  private let inbox: ForeignInbox
  // Both are only touched by events of one cell.
  nonisolated(unsafe) private(set) var delays = LatencyHistogram()
  nonisolated(unsafe) private var left: Int

  init(limit: Int, _ inbox: ForeignInbox) {
    self.inbox = inbox
    unsafe left = limit
  }

  func fire(_ code: UInt32, _ argument: UInt64) {
    let age = HostClock.wallNanoseconds() - Int64(bitPattern: argument)
    unsafe delays.record(nanoseconds: age)
    unsafe left -= 1
    if unsafe left == 0 { inbox.requestStop() }
  }
}
