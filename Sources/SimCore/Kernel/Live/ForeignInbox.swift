internal import CSimRuntime
internal import Synchronization

/// What became of a message to a live cell.
package enum PostOutcome: Sendable, Hashable {
  /// It will be delivered, as an event of its own.
  case accepted
  /// The inbox was full: the message is dropped and counted.
  case overflowed
  /// The live cell has been shut down.
  case closed
}

/// Where other threads leave work for a live cell; one thread empties it.
///
/// ```
///  any thread --post--> stack of nodes --(taken whole, turned round)--> one event for each message
///                           |
///                           +-- first on the stack of a sleeping loop: rings the bell
/// ```
/// Nobody ever waits for a lock, so a poster that loses its processor cannot hold up the cell.
/// Messages arrive in the order in which they were pushed, hence in order for each poster. Replies
/// and jobs are admitted past the limit: each answers something that the cell has asked for.
@safe
package final class ForeignInbox: Sendable {
  enum Message {
    case closure(@Sendable () -> Void)
    case sink(any EventSink, code: UInt32, argument: UInt64)
    case job(UnownedJob)
  }

  private struct Node {
    /// Address of the message that was pushed before; 0 ends the stack.
    var earlier: UInt
    var message: Message
  }

  /// States of the stack without a message; all other values are the address of the newest node.
  private enum Empty {
    static let awake: UInt = 0
    static let asleep: UInt = 1
    static let closed: UInt = 2
  }

  /// Messages that may wait at once; a power of two is not needed.
  package let limit: Int

  private let bell: Bell
  private let newest = Atomic<UInt>(Empty.awake)
  private let waiting = Atomic<Int>(0)
  private let overflow = Atomic<UInt64>(0)
  private let jobs = Atomic<UInt64>(0)
  private let skips = Atomic<UInt64>(0)
  private let isToStop = Atomic<Bool>(false)

  init(limit: Int, bell: Bell) {
    self.limit = limit
    self.bell = bell
  }

  deinit { close() }

  /// Calls a closure on the cell.
  package func post(_ body: @escaping @Sendable () -> Void) -> PostOutcome {
    push(.closure(body), isBounded: true)
  }

  /// Fires a sink on the cell; allocates less than a closure.
  package func post(
    to sink: some EventSink,
    code: UInt32 = 0,
    argument: UInt64 = 0
  ) -> PostOutcome {
    push(.sink(sink, code: code, argument: argument), isBounded: true)
  }

  /// Ends the run of the live cell after the event that it is in; from any thread.
  package func requestStop() {
    isToStop.store(true, ordering: .releasing)
    bell.ring()
  }

  /// Messages that were dropped because the inbox was full.
  package var overflowCount: UInt64 { overflow.load(ordering: .relaxed) }

  /// Jobs of the cell's tasks that came back from another thread: a real clock, or real input that
  /// does not answer through a `Reply`.
  package var offLoopJobs: UInt64 { jobs.load(ordering: .relaxed) }

  /// Ticks that tickers of the cell have left out after stalls.
  package var skippedTicks: UInt64 { skips.load(ordering: .relaxed) }

  /// Messages that wait for the cell.
  package var count: Int { waiting.load(ordering: .relaxed) }
}

extension ForeignInbox {
  /// Calls a closure on the cell with the answer to something that it has asked for, past the
  /// limit; false after the cell was shut down.
  @discardableResult
  package func postAnswer(_ answer: @escaping @Sendable () -> Void) -> Bool {
    push(.closure(answer), isBounded: false) == .accepted
  }

  func post(job: UnownedJob) {
    jobs.add(1, ordering: .relaxed)
    _ = push(.job(job), isBounded: false)
  }

  func countSkipped(_ ticks: Int64) {
    skips.add(UInt64(clamping: ticks), ordering: .relaxed)
  }

  /// Whether a stop was asked for; the question takes it back.
  func takeStop() -> Bool {
    isToStop.load(ordering: .relaxed) && isToStop.exchange(false, ordering: .acquiring)
  }

  /// Announces that the cell's thread will sleep; false when there is a message to take first.
  func fallAsleep() -> Bool {
    newest.compareExchange(
      expected: Empty.awake,
      desired: Empty.asleep,
      ordering: .acquiringAndReleasing
    ).exchanged
  }

  /// Takes all messages, oldest first.
  func drain(_ deliver: (Message) -> Void) {
    if newest.load(ordering: .relaxed) == Empty.awake { return }
    take(leaving: Empty.awake, deliver)
  }

  /// Drops what waits; whatever is posted from now on is dropped too.
  func close() { take(leaving: Empty.closed) { _ in } }

  private func take(leaving state: UInt, _ deliver: (Message) -> Void) {
    var node = unsafe Self.reversed(newest.exchange(state, ordering: .acquiringAndReleasing))
    var taken = 0
    while let pointer = unsafe node {
      let held = unsafe pointer.move()
      unsafe pointer.deallocate()
      deliver(held.message)
      taken += 1
      unsafe node = UnsafeMutablePointer(bitPattern: held.earlier)
    }
    if taken > 0 { waiting.subtract(taken, ordering: .relaxed) }
  }

  /// The oldest node of a stack, with every link turned round.
  private static func reversed(_ newest: UInt) -> UnsafeMutablePointer<Node>? {
    var rest = newest <= Empty.closed ? 0 : newest
    var turned: UInt = 0
    while let node = unsafe UnsafeMutablePointer<Node>(bitPattern: rest) {
      rest = unsafe node.pointee.earlier
      unsafe node.pointee.earlier = turned
      turned = UInt(bitPattern: node)
    }
    return unsafe UnsafeMutablePointer(bitPattern: turned)
  }

  private func push(_ message: consuming Message, isBounded: Bool) -> PostOutcome {
    let number = waiting.add(1, ordering: .relaxed).newValue
    if isBounded && number > limit {
      waiting.subtract(1, ordering: .relaxed)
      overflow.add(1, ordering: .relaxed)
      return .overflowed
    }
    let node = UnsafeMutablePointer<Node>.allocate(capacity: 1)
    unsafe node.initialize(to: Node(earlier: 0, message: message))
    var seen = newest.load(ordering: .relaxed)
    while seen != Empty.closed {
      unsafe node.pointee.earlier = seen == Empty.asleep ? 0 : seen
      let (isDone, found) = newest.weakCompareExchange(
        expected: seen,
        desired: UInt(bitPattern: node),
        successOrdering: .acquiringAndReleasing,
        failureOrdering: .relaxed
      )
      if isDone {
        if seen == Empty.asleep { bell.ring() }
        return .accepted
      }
      seen = found
    }
    unsafe node.deinitialize(count: 1)
    unsafe node.deallocate()
    waiting.subtract(1, ordering: .relaxed)
    return .closed
  }
}
