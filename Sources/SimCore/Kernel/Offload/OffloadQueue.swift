private import CSimRuntime
private import Synchronization

/// Jobs that wait for a thread of a pool, the oldest first.
@safe
final class OffloadQueue: Sendable {
  private struct Waiting {
    var jobs: [OffloadJob] = []
    var head = 0
    var isClosed = false

    var count: Int { jobs.count - head }

    mutating func removeFirst() -> OffloadJob? {
      guard head < jobs.count else { return nil }
      let job = jobs[head]
      head += 1
      if head * 2 > jobs.count {
        jobs.removeFirst(head)
        head = 0
      }
      return job
    }
  }

  let facts = OffloadCounters()
  private let limit: Int
  private let waiting = Mutex(Waiting())
  nonisolated(unsafe) private let tally: OpaquePointer

  init(limit: Int) {
    self.limit = limit
    unsafe tally = simrun_tally_create()
  }

  deinit { unsafe simrun_tally_destroy(tally) }

  /// Adds a job while there is room.
  func append(_ job: OffloadJob) {
    let isAdded = waiting.withLock { waiting in
      if waiting.isClosed || waiting.count >= limit { return false }
      waiting.jobs.append(job)
      return true
    }
    if isAdded { unsafe simrun_tally_add(tally, 1) }
  }

  /// Does jobs until the queue is closed; the life of a thread.
  func work() {
    while let job = next() {
      // A cell may have been faster.
      if job.claim() {
        facts.pooled.add(1, ordering: .relaxed)
        job.perform()
      }
    }
  }

  /// Drops what waits and lets the threads go.
  func close(takers: Int) {
    waiting.withLock { waiting in
      waiting.isClosed = true
      waiting.jobs.removeAll()
      waiting.head = 0
    }
    unsafe simrun_tally_add(tally, UInt32(takers))
  }

  /// Waits for the next job; nil when there will be none.
  private func next() -> OffloadJob? {
    while true {
      unsafe simrun_tally_take(tally)
      let (job, isClosed) = waiting.withLock { ($0.removeFirst(), $0.isClosed) }
      if let job { return job }
      if isClosed { return nil }
    }
  }
}
