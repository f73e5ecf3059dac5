private import CSimRuntime

/// A job that exactly one thread does: one of the pool, or the cell's when it falls due.
@safe
final class OffloadJob: Sendable {
  private let body: @Sendable () -> Void
  nonisolated(unsafe) private let word: UnsafeMutablePointer<UInt32>

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
    unsafe word = .allocate(capacity: 1)
    unsafe word.initialize(to: 0)
  }

  deinit { unsafe word.deallocate() }

  /// True for one caller, who then has to perform the job or to forget it.
  func claim() -> Bool { unsafe simrun_job_claim(word) != 0 }

  func perform() {
    body()
    unsafe simrun_job_finish(word)
  }

  /// Performs it on the thread of a cell, which is hidden from it: a job that looks at a cell
  /// breaks the rules here as it would on another thread.
  func performHere() {
    let kernel = unsafe simrun_exchange_kernel(nil)
    perform()
    _ = unsafe simrun_exchange_kernel(kernel)
  }

  /// What the job did is visible when this is true.
  var isFinished: Bool { unsafe simrun_job_is_finished(word) != 0 }

  func await() { unsafe simrun_job_await(word) }
}

/// Where a job leaves what it found.
@safe
final class OffloadSlot<Value: Sendable>: Sendable {
  // Written by the thread that performs the job, read when the job is finished.
  nonisolated(unsafe) var value: Value?

  init() { unsafe value = nil }
}
