internal import CSimRuntime

/// A cell on the wall clock: the same actors, timers and tasks, paced by one event loop.
///
/// ```
///  other threads --inbox--+                      +--> timers that are due
///  descriptors ---epoll---+--> turn of the loop --+--> one event for each message and descriptor
///  next timer ---time-out-+    (now = wall clock) +--> jobs of tasks, until none is ready
/// ```
/// `now` is the time since the first run, read from the monotonic clock for each timer: one that is
/// late sees the late `now`. Timers are quantised: the loop wakes at the first whole millisecond
/// after a deadline and serves all that are due by then, never one too early.
///
/// Real input arrives through descriptors (`watch`), through messages of other threads
/// (`cell.inbox.post`) and through replies, which any thread may send. It has no digest worth
/// comparing, but the books of its own lateness: `lag`, `cell.inbox.offLoopJobs`.
@safe
package final class LiveCell: Sendable {
  /// What a run does when nothing is queued, no task is left and no descriptor is watched.
  package enum Idleness: Sendable, Hashable {
    /// It ends.
    case ends
    /// It waits for messages of other threads.
    case waits
  }

  /// Why a run ended.
  package enum Ending: Sendable, Hashable {
    /// Nothing was left to do.
    case idle
    /// The instant up to which it was to run has come.
    case deadline
    /// A stop was requested.
    case stopped
  }

  /// A wake serves all timers of one millisecond: a wake costs as much as a hundred timers.
  package static let quantum = Duration.milliseconds(1)

  /// Messages that may wait in the inbox without a limit of the caller's own.
  package static let inboxLimit = 65_536

  /// The cell; its mode is by preference, so that a task that was elsewhere comes back.
  package let cell: Cell

  let poller: Poller
  // All are only touched by the thread that runs the cell, or while it does not run.
  nonisolated(unsafe) private var sources: [LoopSource?] = [nil]
  nonisolated(unsafe) private var vacant: [Int] = []
  private let clock = LiveClock()

  /// A live cell at instant zero; its clock starts with its first run.
  package init(
    id: Int = 0,
    seed: UInt64,
    inboxLimit: Int = LiveCell.inboxLimit
  ) throws(LoopError) {
    poller = try Poller()
    let inbox = ForeignInbox(limit: inboxLimit, bell: poller.bell)
    cell = Cell(id: id, seed: seed, mode: .preference, inbox: inbox)
  }

  deinit { cell.inbox.close() }

  /// How late timers were.
  package var lag: TimerLag { clock.lag }

  /// Times that the loop went to sleep.
  package var sleepCount: UInt64 { clock.sleepCount }

  /// Watches a descriptor; from an event of the cell, or inside `cell.enter`.
  package func watch(
    _ descriptor: Int32,
    for wanted: Readiness,
    _ sink: some EventSink,
    code: UInt32 = 0
  ) throws(LoopError) -> LoopSource {
    cell.checkIsolated()
    let place = unsafe vacant.last ?? sources.count
    let source = LoopSource(descriptor, of: self, token: UInt64(place), sink, code: code)
    try poller.add(descriptor, token: source.token, wanted)
    if unsafe vacant.popLast() == nil {
      unsafe sources.append(source)
    } else {
      unsafe sources[place] = source
    }
    return source
  }

  /// Descriptors that are watched.
  package var sourceCount: Int { unsafe sources.count - 1 - vacant.count }

  /// Ends what is left of a run and frees it; gives the number of tasks that did not end.
  ///
  /// Messages that wait in the inbox are dropped, and so are all that come later.
  @discardableResult
  package func shutdown() -> Int {
    cell.enter { for source in unsafe sources { source?.cancel() } }
    let left = cell.shutdown()
    cell.inbox.close()
    return left
  }

  func forget(_ source: LoopSource) {
    unsafe sources[Int(source.token)] = nil
    unsafe vacant.append(Int(source.token))
  }
}

extension LiveCell {
  /// Runs until nothing is left, until an instant, or until a stop is requested.
  ///
  /// May be called again; the clock goes on in between. `isStopped` is asked after each wait, at
  /// least every 50 ms: for a signal, whose handler can do no more than set a flag.
  package func run(
    until end: SimInstant = .distantFuture,
    whenIdle idleness: Idleness = .ends,
    isStopped: () -> Bool = { false }
  ) -> Ending {
    cell.running {
      clock.start()
      clock.read(into: cell)
      while true {
        takeMessages()
        let next = cell.turn(on: clock, until: end.nanoseconds)
        if cell.inbox.takeStop() || isStopped() { return .stopped }
        if cell.now >= end { return .deadline }
        if next == nil, idleness == .ends, isIdle { return .idle }
        wait(until: min(next ?? .max, end.nanoseconds))
      }
    }
  }

  private var isIdle: Bool { cell.taskCount == 0 && sourceCount == 0 && cell.inbox.count == 0 }

  private func takeMessages() {
    cell.inbox.drain { message in
      switch message {
      case .closure(let body): cell.after(.zero, body)
      case .sink(let sink, let code, let argument):
        cell.schedule(at: cell.now, sink, code: code, argument: argument)
      case .job(let job): cell.admitForeign(job)
      }
    }
  }

  /// Sleeps until a deadline's millisecond is over, a descriptor is ready or a message has come.
  private func wait(until deadline: Int64) {
    let isAsleep = cell.inbox.fallAsleep()
    let count = poller.wait(nanoseconds: isAsleep ? clock.pause(until: deadline) : 0)
    clock.read(into: cell)
    for index in 0..<count {
      let (token, readiness) = poller.found(index)
      if token < UInt64(unsafe sources.count), let source = unsafe sources[Int(token)] {
        source.report(readiness)
      }
    }
  }
}

/// The wall clock of a live cell, and the books of how late it was served.
final class LiveClock: Sendable {
  /// Longest time without asking whether the run is to stop.
  static let pauseMax: Int64 = 50_000_000

  static let quantum = LiveCell.quantum.nanoseconds

  // All are only touched by the thread that runs the cell, or while it does not run.
  /// Monotonic time of instant zero; nil before the first run.
  @exclusivity(unchecked) nonisolated(unsafe) private var origin: Int64?
  @exclusivity(unchecked) nonisolated(unsafe) private var books = TimerLag()
  @exclusivity(unchecked) nonisolated(unsafe) private var sleeps: UInt64 = 0

  var lag: TimerLag { unsafe books }
  var sleepCount: UInt64 { unsafe sleeps }

  init() { unsafe origin = nil }

  func start() {
    if unsafe origin == nil { unsafe origin = simrun_wall_nanoseconds() }
  }

  /// Nanoseconds since instant zero.
  var elapsed: Int64 { unsafe simrun_wall_nanoseconds() - (origin ?? 0) }

  /// Makes the wall clock's time the present instant of the cell.
  func read(into cell: Cell) { cell.advanceLive(to: elapsed) }

  /// Counts a timer that is fired now.
  func fired(planned: Int64, actual: Int64) {
    unsafe books.record(planned: planned, actual: actual)
  }

  /// How long to sleep for a deadline.
  func pause(until deadline: Int64) -> Int64 {
    unsafe sleeps += 1
    let now = elapsed
    if deadline - now > Self.pauseMax { return Self.pauseMax }
    return max(Self.quantised(deadline) - now, 0)
  }

  /// The first whole millisecond that is not before an instant.
  static func quantised(_ instant: Int64) -> Int64 {
    (instant + quantum - 1) / quantum * quantum
  }
}
