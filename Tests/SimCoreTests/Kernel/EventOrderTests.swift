import SimCore
import Testing

/// The order of events by the plainest means: an array that is sorted whenever it is looked at.
private struct SortedOracle {
  struct Pending {
    let time: Int64
    let argument: UInt64
  }

  private(set) var pending: [Pending] = []
  private var next: UInt64 = 0

  mutating func schedule(at time: Int64) -> UInt64 {
    defer { next += 1 }
    pending.append(Pending(time: time, argument: next))
    return next
  }

  mutating func cancel(_ argument: UInt64) -> Bool {
    guard let index = pending.firstIndex(where: { $0.argument == argument }) else { return false }
    pending.remove(at: index)
    return true
  }

  /// Arguments grow in the order of scheduling, so they break ties.
  mutating func run(until end: Int64) -> [UInt64] {
    let due = pending.filter { $0.time <= end }
    pending.removeAll { $0.time <= end }
    return due.sorted { ($0.time, $0.argument) < ($1.time, $1.argument) }.map(\.argument)
  }
}

/// Events that each add some more, and look whether they fire in their order.
private final class Crowd: EventSink {
  private let cell: Cell
  private let followers: Int
  private let span: Int
  // Only touched by events of the cell.
  nonisolated(unsafe) private var added: UInt64 = 0
  nonisolated(unsafe) private var last: (time: Int64, number: UInt64) = (0, 0)
  nonisolated(unsafe) private var fired = 0
  nonisolated(unsafe) private var outOfOrder = 0

  init(_ cell: Cell, followers: Int, span: Int) {
    self.cell = cell
    self.followers = followers
    self.span = span
  }

  var counts: (fired: Int, outOfOrder: Int) { unsafe (fired, outOfOrder) }

  func add(after delay: Int, generation: UInt32 = 0) {
    unsafe added += 1
    let due = SimInstant(nanoseconds: cell.now.nanoseconds + Int64(delay))
    unsafe cell.schedule(at: due, self, code: generation, argument: added)
  }

  func fire(_ code: UInt32, _ argument: UInt64) {
    let now = cell.now.nanoseconds
    if unsafe (now, argument) <= last { unsafe outOfOrder += 1 }
    unsafe last = (now, argument)
    unsafe fired += 1
    if code > 0 { return }
    for follower in 0..<followers {
      let draw = cell.key.below(span, .test, argument * 8 + UInt64(follower))
      add(after: draw >> (follower * 6), generation: 1)
    }
  }
}

@Suite("Event order")
struct EventOrderTests {
  /// One tick of the wheel, one turn of each of its levels, and what people use.
  private static let scales: [UInt64] = [
    1, 2, 1_000, 1 << 17, 1 << 18, 20_000_000, 1 << 25, 1 << 33, 3_600_000_000_000, 1 << 49,
    1 << 57,
  ]

  @Test func `any mix of scheduling, cancelling and running agrees with a sorted array`() {
    for seed in UInt64(0)..<1_500 {
      let cell = Cell(seed: seed)
      let log = FiringLog()
      var oracle = SortedOracle()
      var timers: [TimerID] = []
      for step in UInt64(0)..<80 {
        let choice = cell.key.below(10, .test, step * 8)
        let scale = Self.scales[cell.key.below(Self.scales.count, .test, step * 8 + 1)]
        let draw = Int64(cell.key.below(Int(scale), .test, step * 8 + 2))
        let time = cell.now.nanoseconds + draw
        if choice < 6 {
          let argument = oracle.schedule(at: time)
          let instant = SimInstant(nanoseconds: time)
          timers.append(cell.schedule(at: instant, log, argument: argument))
        } else if choice < 8, !timers.isEmpty {
          let victim = cell.key.below(timers.count, .test, step * 8 + 3)
          #expect(cell.cancel(timers[victim]) == oracle.cancel(UInt64(victim)), "seed \(seed)")
        } else {
          let isAnythingLeft = cell.run(until: SimInstant(nanoseconds: time))
          #expect(log.takeAll() == oracle.run(until: time), "seed \(seed)")
          #expect(isAnythingLeft == !oracle.pending.isEmpty, "seed \(seed)")
          #expect(cell.now.nanoseconds == time)
        }
        #expect(cell.pendingCount == oracle.pending.count, "seed \(seed)")
      }
      cell.run()
      #expect(log.takeAll() == oracle.run(until: .max), "seed \(seed)")
    }
  }

  /// Buckets of one event and of ten thousand, spread evenly and in one spot, quiet and with events
  /// that are inserted before their end.
  @Test func `crowds of every size fire in the order of time and of scheduling`() {
    for (round, count) in [3, 30, 300, 3_000, 20_000].enumerated() {
      for (span, spot) in [(1 << 9, 1), (1 << 17, 1 << 9), (1 << 25, 1 << 20), (1 << 28, 1 << 15)] {
        for followers in [0, 3] {
          let cell = Cell(seed: UInt64(round))
          let crowd = Crowd(cell, followers: followers, span: span)
          for index in 0..<count {
            let draw = cell.key.below(span, .test, UInt64(index) * 2)
            crowd.add(after: index % 2 == 0 ? draw : span - 1 - draw % spot)
          }
          cell.run()
          let expected = (count * (1 + followers), 0)
          #expect(crowd.counts == expected, "\(count) in \(span) ns, \(followers) followers")
        }
      }
    }
  }

  @Test func `events of one instant fire in the order of their scheduling`() {
    let cell = Cell(seed: 1)
    let log = FiringLog()
    for argument in UInt64(0)..<5_000 {
      cell.schedule(at: .milliseconds(7), log, argument: argument)
    }
    cell.run()
    #expect(log.all == Array(0..<5_000))
  }

  @Test func `an event that was scheduled after a look ahead is not late`() {
    let cell = Cell(seed: 1)
    let log = FiringLog()
    cell.schedule(at: .milliseconds(3_600_000), log, argument: 2)
    #expect(cell.run(until: .milliseconds(1)))
    cell.schedule(at: .milliseconds(2), log, argument: 0)
    cell.schedule(at: .milliseconds(3_599_999), log, argument: 1)
    cell.run()
    #expect(log.all == [0, 1, 2])
  }

  @Test func `an event that is scheduled for now fires after those that were there`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    cell.after(.seconds(1)) {
      journal.note("first")
      cell.after(.zero) { journal.note("third") }
    }
    cell.after(.seconds(1)) { journal.note("second") }
    cell.run()
    #expect(journal.all == ["first", "second", "third"])
    #expect(cell.now == .milliseconds(1_000))
  }

  @Test func `the distant future never comes`() {
    let cell = Cell(seed: 1)
    let log = FiringLog()
    cell.schedule(at: .distantFuture, log, argument: 1)
    cell.run(until: .milliseconds(5))
    cell.after(.nanoseconds(Int64.max)) { log.fire(0, 2) }
    #expect(!cell.run(until: .milliseconds(5)))
    #expect(!cell.run())
    #expect(log.all.isEmpty)
    #expect(cell.now == .milliseconds(5))
  }

  @Test func `a run can be taken up again, and an empty one moves the clock`() {
    let cell = Cell(seed: 1)
    let log = FiringLog()
    cell.schedule(at: .milliseconds(10), log, argument: 1)
    cell.schedule(at: .milliseconds(20), log, argument: 2)
    #expect(cell.run(until: .milliseconds(10)))
    #expect(log.all == [1])
    #expect(!cell.run(until: .milliseconds(30)))
    #expect(log.all == [1, 2])
    #expect(!cell.run(until: .milliseconds(40)))
    #expect(cell.now == .milliseconds(40))
    #expect(cell.eventCount == 2)
  }

  @Test func `code and argument arrive as they were sent`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    let sink = Action { code, argument in journal.note("\(code) \(argument)") }
    cell.schedule(at: .zero, sink, code: .max, argument: .max)
    cell.schedule(at: .zero, sink)
    cell.run()
    #expect(journal.all == ["\(UInt32.max) \(UInt64.max)", "0 0"])
  }
}
