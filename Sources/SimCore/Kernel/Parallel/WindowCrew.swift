/// How far the windows of a federation have come.
struct WindowProgress {
  /// Last instant of the window that a run left open, in nanoseconds.
  var openEnd: Int64?
  /// The half of the outboxes that the last window filled.
  var half = 0
  /// Windows so far.
  var count = 0
}

/// What the windows of one run cost the threads; a fact about the host.
package struct FederationEffort: Sendable, Hashable {
  /// Windows of this run.
  package let windows: Int
  /// Processor time of each thread inside the windows, in nanoseconds.
  package let threads: [Int64]
  /// Sum over the windows of the processor time of the thread that had most to do, in nanoseconds.
  package let critical: Int64

  /// Processor time of all threads, without waiting, in nanoseconds.
  package var busy: Int64 { threads.reduce(0, +) }
}

/// The threads of one run of a federation, and what they share.
///
/// One barrier for each window: the cell's thread empties the outboxes for it at the start of the
/// next window, while that window fills the other halves. All threads read the same table of next
/// events after the barrier, so all of them find the same next window without being told; by then a
/// fast thread may be writing the table of the next window, so there are two.
@safe
final class WindowCrew: Sendable {
  /// Words between two entries of a table that different threads write to.
  private static let apart = 16

  private let federation: CellFederation
  private let start: WindowProgress
  private let end: Int64
  private let threads: Int
  private let measures: Bool
  private let barrier: ThreadBarrier
  // Each entry is written by one thread, and read by others after the next barrier.
  nonisolated(unsafe) private let earliest: UnsafeMutablePointer<Int64>
  nonisolated(unsafe) private let spent: UnsafeMutablePointer<Int64>
  // Written by the calling thread.
  nonisolated(unsafe) private var finish = WindowProgress()
  nonisolated(unsafe) private var totals: [Int64]
  nonisolated(unsafe) private var critical: Int64 = 0

  init(
    of federation: CellFederation,
    from start: WindowProgress,
    until end: Int64,
    threads: Int,
    measures: Bool
  ) {
    self.federation = federation
    self.start = start
    self.end = end
    self.threads = threads
    self.measures = measures
    barrier = ThreadBarrier(threads: threads)
    let cellCount = federation.cells.count
    unsafe earliest = Self.table(2 * cellCount)
    unsafe spent = Self.table(2 * threads)
    unsafe totals = Array(repeating: 0, count: threads)
    for index in 0..<cellCount {
      unsafe earliest[entry(index, of: cellCount, 0)] = federation.earliestEvent(of: index)
    }
  }

  deinit {
    unsafe earliest.deallocate()
    unsafe spent.deallocate()
  }

  /// Runs to the end and says where the windows stand.
  func run() -> WindowProgress {
    ThreadTeam.run(threads) { thread in self.work(thread) }
    return unsafe finish
  }

  var effort: FederationEffort {
    unsafe FederationEffort(
      windows: finish.count - start.count,
      threads: totals,
      critical: critical
    )
  }

  private func work(_ thread: Int) {
    var progress = start
    var started = measures ? HostClock.threadNanoseconds() : 0
    var round = 0
    while let window = nextWindow(progress, round) {
      round &+= 1
      var index = thread
      while index < federation.cells.count {
        runCell(index, window, round)
        index &+= threads
      }
      if measures { note(thread, started, round) }
      if threads > 1 { barrier.wait() }
      if measures { started = review(thread, round) }
      progress.half = window.half
      progress.openEnd = window.end > end ? window.end : nil
      if window.isNew { progress.count += 1 }
      if window.end > end { break }
    }
    if thread == 0 { unsafe finish = progress }
  }

  private struct Window {
    /// Last instant, in nanoseconds.
    let end: Int64
    /// The half of the outboxes that is filled.
    let half: Int
    /// Not one that an earlier run left open.
    let isNew: Bool
  }

  /// The window to run next; every thread finds the same.
  private func nextWindow(_ progress: WindowProgress, _ round: Int) -> Window? {
    if let open = progress.openEnd { return Window(end: open, half: progress.half, isNew: false) }
    var first = Int64.max
    let count = federation.cells.count
    for index in 0..<count {
      first = unsafe min(first, earliest[entry(index, of: count, round)])
    }
    if first > end || first == .max { return nil }
    let (last, overflow) = first.addingReportingOverflow(federation.lookahead.nanoseconds - 1)
    return Window(end: overflow ? .max - 1 : last, half: 1 - progress.half, isNew: true)
  }

  private func runCell(_ index: Int, _ window: Window, _ round: Int) {
    let cell = federation.cells[index]
    let count = federation.cells.count
    let office = unsafe federation.offices[index]
    if window.isNew {
      unsafe office.pointee.half = window.half
      unsafe office.pointee.earliest = .max
      let box = (1 &- window.half) &* count &+ index
      for source in 0..<count {
        unsafe office.pointee.collect(federation.outboxes[source] + box)
      }
    }
    cell.run(until: SimInstant(nanoseconds: min(window.end, end)))
    unsafe earliest[entry(index, of: count, round)] = federation.earliestEvent(of: index)
  }

  /// Leaves what the thread has spent on the window where `review` finds it.
  private func note(_ thread: Int, _ started: Int64, _ round: Int) {
    unsafe spent[entry(thread, of: threads, round)] = HostClock.threadNanoseconds() - started
  }

  /// Sums up a window after its barrier, on the calling thread; gives the time for the next.
  private func review(_ thread: Int, _ round: Int) -> Int64 {
    if thread == 0 {
      var most: Int64 = 0
      for other in 0..<threads {
        let time = unsafe spent[entry(other, of: threads, round)]
        unsafe totals[other] += time
        most = max(most, time)
      }
      unsafe critical += most
    }
    return HostClock.threadNanoseconds()
  }

  /// Where a round's entry is in a table with two entries for each number.
  @inline(__always)
  private func entry(_ number: Int, of count: Int, _ round: Int) -> Int {
    ((round & 1) &* count &+ number) &* Self.apart
  }

  private static func table(_ count: Int) -> UnsafeMutablePointer<Int64> {
    let words = count * apart
    let memory = UnsafeMutableRawPointer.allocate(byteCount: words * 8, alignment: 128)
    let table = unsafe memory.bindMemory(to: Int64.self, capacity: words)
    unsafe table.initialize(repeating: 0, count: words)
    return unsafe table
  }
}
