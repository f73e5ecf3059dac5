import SimCore
import Synchronization
import Testing

/// The uses of one cell, in the order in which they began and ended.
private final class UseLog: Sendable {
  struct Step: Sendable, Equatable {
    let time: Int64
    /// 1 at a start, -1 at an end.
    let change: Int
  }

  private let steps = Mutex<[Step]>([])

  var all: [Step] { steps.withLock { $0 } }

  func note(_ change: Int, at now: SimInstant) {
    steps.withLock { $0.append(Step(time: now.nanoseconds, change: change)) }
  }
}

/// Wants tokens now and then, and notes when it had them.
private actor Consumer: CellActor {
  nonisolated let cell: Cell
  private let lease: CeilingLease
  private let key: DrawKey
  private let kind: CeilingKind
  private let log: UseLog
  private(set) var refusals = 0

  init(_ lease: CeilingLease, _ kind: CeilingKind, _ log: UseLog, _ index: Int) {
    cell = lease.cell
    self.lease = lease
    self.kind = kind
    self.log = log
    key = cell.key.entity("consumer", UInt64(cell.id * 100 + index))
  }

  func consume(_ times: UInt64) async {
    for time in 0..<times {
      // Bursts, quiet stretches, and much at one instant.
      let pause = key.chance(0.2, .test, time * 4) ? 60 : key.below(3, .test, time * 4 + 1)
      try? await clock.sleep(for: .milliseconds(pause))
      let isPatient = key.chance(0.7, .test, time * 4 + 2)
      guard await lease.acquire(patience: isPatient ? nil : .milliseconds(5)) else {
        refusals += 1
        continue
      }
      log.note(1, at: cell.now)
      guard kind == .concurrency else { continue }
      try? await clock.sleep(for: .milliseconds(key.below(12, .test, time * 4 + 3)))
      log.note(-1, at: cell.now)
      await lease.release()
    }
  }
}

@Suite("Ceilings over cells")
struct CeilingTests {
  private struct Outcome {
    /// By cell.
    var logs: [[UseLog.Step]] = []
    var refusals = 0
    var orders = 0
    var idleAtEnd = 0
    var availableAtEnd = 0
    var tasksLeft = 0

    /// Instants of all starts, in order.
    var starts: [Int64] {
      logs.joined().filter { $0.change > 0 }.map(\.time).sorted()
    }
  }

  private func run(_ kind: CeilingKind, capacity: Int, seed: UInt64, threads: Int = 1) -> Outcome {
    let federation = CellFederation(cells: 4, lookahead: .milliseconds(2), seed: seed)
    let ceiling = Ceiling(in: federation.cells[3], capacity: capacity, delay: .milliseconds(2))
    let order = ceiling.openMailbox()
    let leases = federation.cells.map {
      CeilingLease(in: $0, of: order, kind, delay: .milliseconds(3), round: .milliseconds(10))
    }
    let logs = federation.cells.map { _ in UseLog() }
    let consumers = federation.cells.flatMap { cell in
      (0..<3).map { Consumer(leases[cell.id], kind, logs[cell.id], $0) }
    }
    for consumer in consumers { consumer.cell.spawn { await consumer.consume(12) } }
    // To the end: nothing may keep asking and giving back for ever.
    federation.run(threads: threads)
    var outcome = Outcome(logs: logs.map(\.all), tasksLeft: federation.taskCount)
    for consumer in consumers {
      consumer.cell.enter {
        outcome.refusals += consumer.onCell { $0.refusals }
      }
    }
    for lease in leases {
      lease.cell.enter {
        outcome.idleAtEnd += lease.onCell { $0.idleCount }
        outcome.orders += lease.onCell { $0.counts.orders }
      }
    }
    ceiling.cell.enter { outcome.availableAtEnd = ceiling.onCell { $0.available } }
    federation.shutdown()
    return outcome
  }

  /// The most units that could have been in use together: at one instant the order within a cell is
  /// known, but the orders of two cells may be combined in any way.
  private func peak(_ outcome: Outcome) -> Int {
    var levels = [Int](repeating: 0, count: outcome.logs.count)
    var positions = levels
    var most = 0
    for instant in Set(outcome.logs.joined().map(\.time)).sorted() {
      var sum = 0
      for (cell, log) in outcome.logs.enumerated() {
        var highest = levels[cell]
        while positions[cell] < log.count && log[positions[cell]].time == instant {
          levels[cell] += log[positions[cell]].change
          highest = max(highest, levels[cell])
          positions[cell] += 1
        }
        sum += highest
      }
      most = max(most, sum)
    }
    return most
  }

  @Test func `a concurrency is never exceeded at any instant, over 200 seeds`() {
    var fullest = 0
    for seed in UInt64(0)..<200 {
      let capacity = 1 + Int(seed % 7)
      let outcome = run(.concurrency, capacity: capacity, seed: seed)
      let most = peak(outcome)
      #expect(most <= capacity, "seed \(seed)")
      if most == capacity { fullest += 1 }
      #expect(outcome.tasksLeft == 0, "seed \(seed)")
      #expect(outcome.starts.count + outcome.refusals == 4 * 3 * 12, "seed \(seed)")
      // What nobody uses any more is back where it came from.
      #expect(outcome.idleAtEnd == 0, "seed \(seed)")
      #expect(outcome.availableAtEnd == capacity, "seed \(seed)")
    }
    // The ceiling is used up to the last unit in most runs, or the test would say little.
    #expect(fullest > 150)
  }

  @Test func `a rate is never exceeded in any interval, over 200 seeds`() {
    let interval: Int64 = 25_000_000
    var fullest = 0
    for seed in UInt64(0)..<200 {
      let capacity = 1 + Int(seed % 7)
      let kind = CeilingKind.rate(per: .nanoseconds(interval))
      let outcome = run(kind, capacity: capacity, seed: seed)
      let starts = outcome.starts
      // The next one after `capacity` uses is a whole interval after the first of them.
      var isFull = false
      for index in starts.indices.dropFirst(capacity) {
        #expect(starts[index] - starts[index - capacity] >= interval, "seed \(seed)")
        if starts[index] - starts[index - capacity] == interval { isFull = true }
      }
      if isFull { fullest += 1 }
      #expect(outcome.tasksLeft == 0, "seed \(seed)")
      #expect(outcome.idleAtEnd == 0, "seed \(seed)")
      #expect(outcome.availableAtEnd == capacity, "seed \(seed)")
    }
    #expect(fullest > 150)
  }

  @Test func `any number of threads gives the same uses`() {
    for seed in UInt64(0)..<10 {
      let alone = run(.concurrency, capacity: 3, seed: seed, threads: 1)
      let together = run(.concurrency, capacity: 3, seed: seed, threads: 4)
      #expect(alone.logs == together.logs, "seed \(seed)")
      #expect(alone.orders == together.orders, "seed \(seed)")
    }
  }

  @Test func `a lease that never lets go of its tokens by itself has to share them`() {
    let federation = CellFederation(cells: 2, lookahead: .milliseconds(1), seed: 1)
    let ceiling = Ceiling(in: federation.cells[0], capacity: 1, delay: .milliseconds(1))
    let order = ceiling.openMailbox()
    let leases = federation.cells.map {
      CeilingLease(
        in: $0,
        of: order,
        .concurrency,
        delay: .milliseconds(1),
        round: .milliseconds(5)
      )
    }
    let journal = Journal()
    for lease in leases {
      // Three users each, who queue again at once.
      for _ in 0..<3 {
        lease.cell.spawn {
          for _ in 0..<20 {
            _ = await lease.acquire()
            journal.note("\(lease.cell.id)")
            try? await lease.clock.sleep(for: .milliseconds(4))
            await lease.release()
          }
        }
      }
    }
    federation.run(until: .milliseconds(400))
    let shares = ["0", "1"].map { cell in journal.all.count { $0 == cell } }
    #expect(shares.allSatisfy { $0 > 20 }, "\(shares)")
    #expect(!federation.run())
    #expect(journal.all.count == 120)
  }

  @Test func `a use with an idle token needs no message and no event`() {
    let federation = CellFederation(cells: 1, lookahead: .milliseconds(1), seed: 1)
    let cell = federation.cells[0]
    let ceiling = Ceiling(in: cell, capacity: 2, delay: .milliseconds(1))
    let lease = CeilingLease(
      in: cell,
      of: ceiling.openMailbox(),
      .concurrency,
      delay: .milliseconds(1),
      round: .seconds(1)
    )
    cell.spawn { _ = await lease.acquire() }
    federation.run(until: .milliseconds(10))
    let events = cell.eventCount
    let messages = federation.messageCount
    let answers = cell.enter {
      lease.onCell { lease in
        lease.release()
        return (0..<100).flatMap { _ in
          defer { lease.release() }
          return [lease.tryAcquire(), lease.tryAcquire()]
        }
      }
    }
    #expect(answers == (0..<100).flatMap { _ in [true, false] })
    federation.run(until: .milliseconds(11))
    #expect(cell.eventCount == events)
    #expect(federation.messageCount == messages)
    federation.shutdown()
  }
}
