internal import CSimRuntime

/// Why a live loop could not be set up, with the system's reason.
package struct LoopError: Error, Hashable, CustomStringConvertible {
  /// What was tried.
  package enum Operation: String, Sendable, Hashable {
    case open = "open the event loop"
    case watch = "watch a descriptor"
  }

  package let operation: Operation
  /// The system's number of the reason, such as `EMFILE`.
  package let errno: Int32

  /// Such as `cannot watch a descriptor: Bad file descriptor`.
  package var description: String {
    "cannot \(operation.rawValue): \(SystemReason.text(errno))"
  }
}

/// A set of descriptors that a thread sleeps on: epoll, with a bell for the other threads.
///
/// The wait takes its time-out in nanoseconds (`epoll_pwait2`, Linux 5.11): one system call for a
/// wake, where a timer descriptor takes three.
@safe
final class Poller: Sendable {
  /// The token of the bell; nothing has to be done when it is found.
  static let bellToken: UInt64 = 0

  private static let capacity = 64

  let descriptor: Int32
  let bell: Bell
  // Only touched by the thread that waits.
  nonisolated(unsafe) private let ready: UnsafeMutablePointer<simrun_ready>

  init() throws(LoopError) {
    let poll = simrun_poll_open()
    if poll < 0 { throw LoopError(operation: .open, errno: -poll) }
    let ring = simrun_bell_open(poll, Self.bellToken)
    if ring < 0 {
      _ = close(poll)
      throw LoopError(operation: .open, errno: -ring)
    }
    descriptor = poll
    bell = Bell(descriptor: ring)
    unsafe ready = .allocate(capacity: Self.capacity)
  }

  deinit {
    _ = close(descriptor)
    unsafe ready.deallocate()
  }

  func add(_ watched: Int32, token: UInt64, _ wanted: Readiness) throws(LoopError) {
    let result = simrun_poll_add(descriptor, watched, token, wanted.rawValue)
    if result < 0 { throw LoopError(operation: .watch, errno: -result) }
  }

  func change(_ watched: Int32, token: UInt64, _ wanted: Readiness) throws(LoopError) {
    let result = simrun_poll_change(descriptor, watched, token, wanted.rawValue)
    if result < 0 { throw LoopError(operation: .watch, errno: -result) }
  }

  /// A descriptor that was closed before has left the set already.
  func remove(_ watched: Int32) { _ = simrun_poll_remove(descriptor, watched) }

  /// Waits at most this long, or for ever when it is nil, and gives the number of descriptors that
  /// were found; a signal and the bell end the wait too.
  func wait(nanoseconds: Int64?) -> Int {
    let count = unsafe simrun_poll_wait(
      descriptor,
      ready,
      Int32(Self.capacity),
      nanoseconds.map { max($0, 0) } ?? -1
    )
    KernelFault.unless(
      count >= 0,
      "an event loop cannot wait: \(SystemReason.text(-count)); it needs Linux 5.11 or later"
    )
    return Int(count)
  }

  /// What the last wait found.
  func found(_ index: Int) -> (token: UInt64, readiness: Readiness) {
    let one = unsafe ready[index]
    return (one.token, Readiness(rawValue: one.found))
  }
}

/// What wakes a sleeping loop from any thread; it lives as long as anyone may ring it.
final class Bell: Sendable {
  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { _ = close(descriptor) }

  func ring() { simrun_bell_ring(descriptor) }
}

/// What a descriptor is watched for, and what was found.
package struct Readiness: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Reading does not block: there are bytes, a connection, or the end.
  package static let readable = Readiness(rawValue: UInt32(SIMRUN_READABLE))
  /// Writing does not block.
  package static let writable = Readiness(rawValue: UInt32(SIMRUN_WRITABLE))
  /// The other end has gone or the descriptor has failed; found without being asked for.
  package static let closed = Readiness(rawValue: UInt32(SIMRUN_CLOSED))

  /// Whether they have something in common.
  ///
  /// The library's own `isDisjoint` and literals are not specialised for other modules, and this is
  /// asked for every message of every call.
  package func meets(_ other: Readiness) -> Bool { rawValue & other.rawValue != 0 }
}
