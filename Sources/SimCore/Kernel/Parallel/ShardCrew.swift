private import CSimRuntime
private import Synchronization

/// Lives parts of a run that share nothing, on several threads.
///
/// A part is made by one thread from its beginning to its end, and taken by the caller's thread in
/// the order of the parts: what comes of it depends neither on the number of threads nor on their
/// pace.
package enum ShardCrew {
  /// Makes the parts `0..<count`, and hands each to `take`.
  ///
  /// Who makes a part tells now and then how much of it is done, from 0 to 1, and gives it up when
  /// the answer is true. `watch` is told of the number of parts that are done, fractions included;
  /// true stops the rest, of which none is taken, as a part does that could not be made.
  package static func run<Part: Sendable>(
    _ count: Int,
    threads: Int,
    make: @escaping @Sendable (_ index: Int, _ tell: (Double) -> Bool) -> Part?,
    watch: (Double) -> Bool,
    take: (Part) -> Void
  ) {
    let desk = ShardDesk<Part>(count: count)
    let crew = ShardThreads(min(max(threads, 1), count)) {
      while let index = desk.claim() {
        let part = make(index) { desk.tell($0, of: index) }
        desk.finish(index, part)
      }
    }
    defer { crew.join() }
    var next = 0
    while next < count, !desk.isStopped {
      desk.wait()
      while let part = desk.part(next) {
        take(part)
        next += 1
      }
      if watch(desk.done) { desk.stop() }
    }
  }
}

/// Where parts are claimed, told of and left.
private final class ShardDesk<Part: Sendable>: Sendable {
  private struct Book {
    var claimed = 0
    var shares: [Double]
    var parts: [Part?]
    var isStopped = false
  }

  private let count: Int
  private let book: Mutex<Book>
  private let bell = Tally()

  init(count: Int) {
    self.count = count
    book = Mutex(
      Book(shares: [Double](repeating: 0, count: count), parts: .init(repeating: nil, count: count))
    )
  }

  var isStopped: Bool { book.withLock { $0.isStopped } }
  var done: Double { book.withLock { $0.shares.reduce(0, +) } }

  func claim() -> Int? {
    book.withLock { book in
      guard book.claimed < count, !book.isStopped else { return nil }
      defer { book.claimed += 1 }
      return book.claimed
    }
  }

  /// Whether the part is to be given up.
  func tell(_ share: Double, of index: Int) -> Bool {
    let isStopped = book.withLock { book in
      book.shares[index] = share
      return book.isStopped
    }
    bell.add()
    return isStopped
  }

  /// A part that could not be made stops the others.
  func finish(_ index: Int, _ part: Part?) {
    book.withLock { book in
      book.shares[index] = 1
      book.parts[index] = part
      if part == nil { book.isStopped = true }
    }
    bell.add()
  }

  /// The part, if it is made; the desk keeps it no longer.
  func part(_ index: Int) -> Part? {
    guard index < count else { return nil }
    return book.withLock { $0.parts[index].take() }
  }

  func stop() { book.withLock { $0.isStopped = true } }

  func wait() { bell.take() }
}

/// A number that one thread raises, and that another waits for.
@safe
private final class Tally: Sendable {
  nonisolated(unsafe) private let tally: OpaquePointer

  init() { unsafe tally = simrun_tally_create() }

  deinit { unsafe simrun_tally_destroy(tally) }

  func add() { unsafe simrun_tally_add(tally, 1) }
  func take() { unsafe simrun_tally_take(tally) }
}

/// Threads that do the same, each once.
@safe
private final class ShardThreads {
  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private var threads: [UnsafeMutableRawPointer]

  init(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    let work = Work(body)
    unsafe threads = (0..<count).compactMap { _ in
      let context = unsafe Unmanaged.passRetained(work)
      let thread = unsafe simrun_thread_start(
        { context in
          guard let context = unsafe context else { return }
          unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        },
        context.toOpaque()
      )
      if unsafe thread == nil { unsafe context.release() }
      return unsafe thread
    }
    // A system that has no threads left still has this one.
    if unsafe threads.isEmpty { body() }
  }

  func join() {
    for index in unsafe threads.indices { unsafe simrun_thread_join(threads[index]) }
    unsafe threads = []
  }
}
