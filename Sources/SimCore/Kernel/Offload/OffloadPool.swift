private import CSimRuntime
internal import Synchronization

/// Threads that do pure, heavy jobs for cells, so that a run uses every core of the machine.
///
/// The results of a run do not depend on the pool: a job is pure, and its result is looked at at
/// the modelled instant and not before. A pool without threads leaves every job to the cell's own
/// thread.
@safe
package final class OffloadPool: Sendable {
  /// Jobs that may wait for a thread unless the pool is told otherwise.
  package static let queueLimit = 1_024

  /// Threads that the pool has; fewer than asked for when the system gives no more.
  package let threadCount: Int

  private let queue: OffloadQueue
  nonisolated(unsafe) private let threads: [UnsafeMutableRawPointer]

  /// Starts the threads; what does not fit in the queue is done by the cell that wants it.
  package init(threads count: Int, queueLimit: Int = OffloadPool.queueLimit) {
    precondition(count >= 0 && queueLimit >= 0, "a pool has no negative sizes")
    let queue = OffloadQueue(limit: count == 0 ? 0 : queueLimit)
    self.queue = queue
    unsafe threads = (0..<count).compactMap { _ in
      let context = unsafe Unmanaged.passRetained(queue)
      let thread = unsafe simrun_thread_start(
        { context in
          guard let context = unsafe context else { return }
          unsafe Unmanaged<OffloadQueue>.fromOpaque(context).takeRetainedValue().work()
        },
        context.toOpaque()
      )
      if unsafe thread == nil { unsafe context.release() }
      return unsafe thread
    }
    threadCount = unsafe threads.count
    if threadCount == 0 { queue.close(takers: 0) }
  }

  /// Waits for the jobs that have begun; the others are never done.
  deinit {
    queue.close(takers: threadCount)
    for index in 0..<threadCount { unsafe simrun_thread_join(threads[index]) }
  }

  /// What the pool did so far.
  package var facts: OffloadFacts { queue.facts.value }

  /// Takes a job, or leaves it to whoever settles it.
  func submit(_ job: OffloadJob) { queue.append(job) }

  /// Sees to it that the job is done: does it here if nobody has begun it, else waits.
  func settle(_ job: OffloadJob) {
    if job.isFinished { return }
    if job.claim() {
      queue.facts.inlined.add(1, ordering: .relaxed)
      job.performHere()
    } else {
      let start = HostClock.wallNanoseconds()
      job.await()
      queue.facts.stalls.add(1, ordering: .relaxed)
      queue.facts.stalled.add(HostClock.wallNanoseconds() - start, ordering: .relaxed)
    }
  }
}

/// What a pool did; facts about the host, which differ from run to run.
package struct OffloadFacts: Sendable, Hashable {
  /// Jobs that a thread of the pool did.
  package let pooled: Int
  /// Jobs that were not begun when they fell due, and were done by the cell's thread.
  package let inlined: Int
  /// Jobs that were not finished when they fell due, so that the cell stood still.
  package let stalls: Int
  /// Wall-clock time that cells stood still, in nanoseconds.
  package let stalledNanoseconds: Int64
}

/// The figures behind `OffloadFacts`.
struct OffloadCounters: ~Copyable {
  let pooled = Atomic<Int>(0)
  let inlined = Atomic<Int>(0)
  let stalls = Atomic<Int>(0)
  let stalled = Atomic<Int64>(0)

  var value: OffloadFacts {
    OffloadFacts(
      pooled: pooled.load(ordering: .relaxed),
      inlined: inlined.load(ordering: .relaxed),
      stalls: stalls.load(ordering: .relaxed),
      stalledNanoseconds: stalled.load(ordering: .relaxed)
    )
  }
}
