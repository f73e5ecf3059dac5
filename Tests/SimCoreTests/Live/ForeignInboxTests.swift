import Foundation
import SimCore
import Synchronization
import Testing

@Suite("Foreign inbox")
struct ForeignInboxTests {
  /// Posters and messages of each; arguments carry both.
  private static let posters: UInt64 = 4
  private static let messages: UInt64 = 10_000

  @Test func `nothing is lost under many posters, and each one's order is kept`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let log = FiringLog()
    let arrivals = Atomic<UInt64>(0)
    let counter = Action { _, argument in
      log.fire(0, argument)
      let count = arrivals.add(1, ordering: .relaxed).newValue
      if count == Self.posters * Self.messages { cell.inbox.requestStop() }
    }
    for poster in 0..<Self.posters {
      Thread.detachNewThread {
        for number in 0..<Self.messages {
          let argument = poster << 32 | number
          while cell.inbox.post(to: counter, argument: argument) != .accepted { sched_yield() }
        }
      }
    }
    #expect(live.runAWhile(whenIdle: .waits) == .stopped)
    var next = [UInt64](repeating: 0, count: Int(Self.posters))
    for argument in log.all {
      #expect(argument & 0xFFFF_FFFF == next[Int(argument >> 32)])
      next[Int(argument >> 32)] += 1
    }
    #expect(next == [UInt64](repeating: Self.messages, count: Int(Self.posters)))
    #expect(cell.eventCount == Self.posters * Self.messages)
    #expect(cell.inbox.count == 0)
    #expect(cell.inbox.offLoopJobs == 0)
  }

  @Test func `a full inbox refuses and counts, and takes again once it was emptied`() throws {
    let live = try LiveCell(seed: 1, inboxLimit: 8)
    let log = FiringLog()
    let outcomes = (0..<11).map { live.cell.inbox.post(to: log, argument: $0) }
    #expect(
      outcomes == Array(repeating: .accepted, count: 8) + Array(repeating: .overflowed, count: 3)
    )
    #expect(live.cell.inbox.overflowCount == 3)
    #expect(live.cell.inbox.count == 8)
    #expect(live.runAWhile() == .idle)
    #expect(log.takeAll() == Array(0..<8))
    #expect(live.cell.inbox.post(to: log, argument: 9) == .accepted)
    #expect(live.runAWhile() == .idle)
    #expect(log.all == [9])
    #expect(live.cell.inbox.overflowCount == 3)
  }

  @Test func `each message is an event of its own`() throws {
    let live = try LiveCell(seed: 1)
    let journal = Journal()
    for name in ["a", "b", "c"] {
      let outcome = live.cell.inbox.post {
        journal.note(name)
        live.cell.after(.zero) { journal.note("after \(name)") }
      }
      #expect(outcome == .accepted)
    }
    #expect(live.runAWhile() == .idle)
    #expect(journal.all == ["a", "b", "c", "after a", "after b", "after c"])
    #expect(live.cell.eventCount == 6)
  }

  @Test func `a message wakes a loop that sleeps`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    Thread.detachNewThread {
      usleep(5_000)
      _ = cell.inbox.post { cell.inbox.requestStop() }
    }
    #expect(live.run(until: .milliseconds(60_000), whenIdle: .waits) == .stopped)
    #expect(live.sleepCount > 0)
    #expect(cell.now < .milliseconds(60_000))
  }

  @Test func `a stop from another thread wakes a loop that sleeps`() throws {
    let live = try LiveCell(seed: 1)
    let inbox = live.cell.inbox
    Thread.detachNewThread {
      usleep(2_000)
      inbox.requestStop()
    }
    #expect(live.runAWhile(whenIdle: .waits) == .stopped)
  }

  @Test func `after a shutdown nothing is taken in, and what waited is released`() throws {
    let live = try LiveCell(seed: 1)
    weak var waiting: FiringLog?
    do {
      let log = FiringLog()
      waiting = log
      #expect(live.cell.inbox.post(to: log) == .accepted)
    }
    #expect(waiting != nil)
    #expect(live.shutdown() == 0)
    #expect(waiting == nil)
    #expect(live.cell.inbox.post {} == .closed)
    #expect(live.cell.inbox.count == 0)
  }
}
