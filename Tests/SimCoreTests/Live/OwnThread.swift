import Foundation

/// Runs a blocking body on a thread of its own.
///
/// A live cell that waits for a task elsewhere must not hold a thread of the pool that this task
/// needs.
func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: body()) }
  }
}
