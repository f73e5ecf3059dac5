import Foundation
import SimCore

/// Runs a blocking body on a thread of its own.
///
/// A live cell that waits for a task elsewhere must not hold a thread of the pool that this task
/// needs; nor may it give up, for other tests may hold the pool for minutes.
func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: body()) }
  }
}

extension LiveCell {
  /// Runs to the end, but not for ever: a message that never comes is a failure and no hang.
  func runAWhile(whenIdle idleness: Idleness = .ends) -> Ending {
    run(until: .milliseconds(30_000), whenIdle: idleness)
  }
}
