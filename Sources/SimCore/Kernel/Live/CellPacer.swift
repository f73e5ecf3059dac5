internal import CSimRuntime

/// Shows a simulated cell in real time: holds each event back until the wall clock reaches it.
///
/// Stamps stay the scheduled ones, so a paced run has the history of an unpaced one, to the bit.
/// Events wait for the whole millisecond of wall time that follows them; one wake serves all of
/// it. After a stall, or when the host cannot keep the pace, the run catches up as fast as it can:
/// the plan is never moved, so that the lag of every event counts from what was promised.
package final class CellPacer {
  /// What came of a call.
  package enum Step: Sendable, Hashable {
    /// The target was reached, and there is more to do after it.
    case reached
    /// Nothing is left to do.
    case ended
    /// The call has taken its time: look for signals, then call again with the same target.
    case underway
  }

  /// Paces that can be asked for: simulated seconds for each second of the wall clock.
  package static let paces = 0.001...1_000_000

  /// Longest time of one call, in nanoseconds: how late a signal may be seen.
  private static let turn: Int64 = 50_000_000

  /// Simulated seconds for each second of the wall clock.
  package let pace: Double

  private let poller: Poller
  private var books: PaceRecord
  /// Where the present run meets the wall clock; nil before its first call.
  private var anchor: Anchor?

  private struct Anchor {
    let wall: Int64
    let instant: Int64
    var seenWall: Int64
    var seenInstant: Int64
  }

  /// A pacer whose clock starts with the first call of `run`.
  package init(pace: Double) throws(LoopError) {
    precondition(Self.paces.contains(pace), "a pace is within CellPacer.paces")
    self.pace = pace
    poller = try Poller()
    books = PaceRecord(pace: pace)
  }

  /// What was shown so far, over all cells.
  package var record: PaceRecord {
    var record = books
    if let anchor {
      record.simulated += .nanoseconds(anchor.seenInstant - anchor.instant)
      record.wall += .nanoseconds(anchor.seenWall - anchor.wall)
    }
    return record
  }

  /// Ends the showing of one cell; the next call of `run` starts the clock anew.
  package func finish() {
    books = record
    anchor = nil
  }

  /// Runs a cell up to and including an instant, or as far as the wall clock gets in a short turn.
  ///
  /// The cell ends where `cell.run(until: target)` would leave it.
  package func run(_ cell: Cell, until target: SimInstant) -> Step {
    // Jobs that are ready belong to the present instant, and are not seen in the queue.
    cell.run(until: cell.now)
    let start = simrun_wall_nanoseconds()
    let anchor = anchored(at: start, cell.now)
    while true {
      let wall = simrun_wall_nanoseconds()
      defer { saw(wall, cell.now) }
      guard let next = cell.nextEvent, next < .distantFuture else {
        cell.run(until: target)
        return .ended
      }
      let planned = plan(min(next, target), anchor)
      if planned <= wall {
        if next > target { return cell.run(until: target) ? .reached : .ended }
        books.lag.record(planned: planned, actual: wall)
        cell.run(until: next)
      }
      if wall - start >= Self.turn { return .underway }
      if planned > wall { wait(for: planned, anchor, turnEnd: start + Self.turn) }
    }
  }

  private func anchored(at wall: Int64, _ instant: SimInstant) -> Anchor {
    if let anchor { return anchor }
    let instant = instant.nanoseconds
    let fresh = Anchor(wall: wall, instant: instant, seenWall: wall, seenInstant: instant)
    anchor = fresh
    return fresh
  }

  private func saw(_ wall: Int64, _ instant: SimInstant) {
    anchor?.seenWall = wall
    anchor?.seenInstant = instant.nanoseconds
  }

  /// The wall time of an instant.
  private func plan(_ instant: SimInstant, _ anchor: Anchor) -> Int64 {
    let offset = Double(instant.nanoseconds - anchor.instant) / pace
    return anchor.wall + Int64(min(offset, 0x1p62))
  }

  private func wait(for planned: Int64, _ anchor: Anchor, turnEnd: Int64) {
    let due = anchor.wall + LiveClock.quantised(planned - anchor.wall)
    _ = poller.wait(nanoseconds: min(due, turnEnd) - simrun_wall_nanoseconds())
  }
}

/// What a pacer has shown, and how well it kept the pace.
package struct PaceRecord: Sendable, Equatable {
  /// Simulated seconds for each second of the wall clock, as asked for.
  package var pace: Double
  /// Simulated time that was shown.
  package var simulated = Duration.zero
  /// Wall time that it took.
  package var wall = Duration.zero
  /// How late the events were against the wall clock.
  package var lag = TimerLag()

  package init(pace: Double) { self.pace = pace }

  /// The pace that was kept; nil when nothing was shown.
  package var achieved: Double? {
    wall > .zero ? simulated / wall : nil
  }
}
