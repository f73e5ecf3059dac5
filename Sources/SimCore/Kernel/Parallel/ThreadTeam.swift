internal import CSimRuntime

/// Threads that do one piece of work together.
enum ThreadTeam {
  private final class Work: Sendable {
    let body: @Sendable (Int) -> Void

    init(_ body: @escaping @Sendable (Int) -> Void) { self.body = body }
  }

  /// Calls the body once for each number below `count`, each on a thread of its own, 0 on this one;
  /// comes back when all have.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let work = Work(body)
    withExtendedLifetime(work) {
      unsafe simrun_on_threads(
        UInt32(count),
        { context, index in
          guard let context = unsafe context else { return }
          let work = unsafe Unmanaged<Work>.fromOpaque(context).takeUnretainedValue()
          work.body(Int(index))
        },
        Unmanaged.passUnretained(work).toOpaque()
      )
    }
  }
}

/// Where the threads of a team wait for one another.
@safe
struct ThreadBarrier: ~Copyable, Sendable {
  nonisolated(unsafe) private let barrier: OpaquePointer

  init(threads: Int) { unsafe barrier = simrun_barrier_create(UInt32(threads)) }

  deinit { unsafe simrun_barrier_destroy(barrier) }

  /// Returns when every thread of the team has called it.
  func wait() { unsafe simrun_barrier_wait(barrier) }
}
