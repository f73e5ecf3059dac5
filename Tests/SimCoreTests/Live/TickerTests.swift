import SimCore
import Synchronization
import Testing

/// Notes when each tick came.
private final class Pendulum: EventSink {
  private let cell: Cell
  private let swings = Mutex<[(number: UInt64, now: Int64)]>([])
  private let react: @Sendable (UInt64) -> Void

  init(_ cell: Cell, _ react: @escaping @Sendable (UInt64) -> Void = { _ in }) {
    self.cell = cell
    self.react = react
  }

  var all: [(number: UInt64, now: Int64)] { swings.withLock { $0 } }

  func fire(_ code: UInt32, _ argument: UInt64) {
    swings.withLock { $0.append((argument, cell.now.nanoseconds)) }
    react(argument)
  }
}

@Suite("Ticker")
struct TickerTests {
  private static let period: Int64 = 20_000_000

  @Test func `a simulated ticker ticks on its grid and leaves nothing out`() {
    let cell = Cell(seed: 1)
    let pendulum = Pendulum(cell)
    let ticker = Ticker(on: cell, every: .milliseconds(20), after: .milliseconds(5), pendulum)
    cell.run(until: .milliseconds(1_000))
    #expect(pendulum.all.map(\.number) == Array(0..<50))
    #expect(pendulum.all.map(\.now) == (0..<50).map { 5_000_000 + $0 * Self.period })
    #expect(ticker.skipped == 0)
    ticker.stop()
    #expect(cell.pendingCount == 0)
    cell.run(until: .milliseconds(2_000))
    #expect(pendulum.all.count == 50)
  }

  @Test func `after a stall it goes on with its grid instead of a burst`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let hasStalled = Atomic<Bool>(false)
    let pendulum = Pendulum(cell) { number in
      if number > 0, !hasStalled.exchange(true, ordering: .relaxed) { block(.milliseconds(100)) }
    }
    let ticker = Ticker(on: cell, every: .milliseconds(20), pendulum)
    #expect(live.run(until: .milliseconds(170)) == .deadline)
    // However late the loop was: each tick is the last one that was due, and none comes twice.
    for (number, now) in pendulum.all {
      #expect((0..<Self.period).contains(now - Int64(number) * Self.period), "tick \(number)")
    }
    let numbers = pendulum.all.map(\.number)
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
    let last = try #require(numbers.last)
    #expect(ticker.skipped == last + 1 - UInt64(numbers.count))
    #expect(ticker.skipped >= 4)
    #expect(cell.inbox.skippedTicks == ticker.skipped)
    #expect(live.lag.histogram.count == numbers.count)
    ticker.stop()
    #expect(live.runAWhile() == .idle)
  }

  @Test func `a ticker can be stopped by its own tick`() {
    let cell = Cell(seed: 1)
    let holder = Mutex<Ticker?>(nil)
    let pendulum = Pendulum(cell) { number in
      if number == 2 { holder.withLock { $0 }?.stop() }
    }
    let ticker = Ticker(on: cell, every: .milliseconds(20), pendulum)
    holder.withLock { $0 = ticker }
    cell.run()
    #expect(pendulum.all.map(\.number) == [0, 1, 2])
    holder.withLock { $0 = nil }
  }

  @Test func `a period of zero is refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Ticker(on: Cell(id: 7, seed: 1), every: .zero, FiringLog())
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("a ticker of cell 7 has period"))
  }
}
