import SimCore
import Synchronization
import Testing

/// A model that a pacer shows; each one uses another part of the kernel.
private enum Model: CaseIterable {
  case tasks, timers, spawns, replies, nothing

  /// Simulated time after which nothing is left: less than two seconds.
  func start(on cell: Cell) {
    switch self {
    case .tasks: for index in 0..<20 { Walker(cell, UInt64(index)).startWalking() }
    case .timers: for index in 0..<20 { Walker(cell, UInt64(index)).startTicking() }
    case .spawns: cell.spawn { await Walker(cell, 1).multiply(5) }
    case .replies: cell.spawn { await Walker(cell, 2).ask(60) }
    case .nothing: break
    }
  }
}

private actor Walker: CellActor {
  nonisolated let cell: Cell
  private let key: DrawKey

  init(_ cell: Cell, _ index: UInt64) {
    self.cell = cell
    key = cell.key.entity("walker", index)
  }

  nonisolated func startWalking() { cell.spawn { await self.walk() } }

  nonisolated func startTicking() { after(.zero) { $0.tick(40) } }

  private func walk() async {
    for step in UInt64(0)..<30 {
      try? await clock.sleep(for: .microseconds(key.below(40_000, .test, step)))
      cell.trace.record(kind: 1, a: key.bits, b: step, at: cell.now)
    }
  }

  private func tick(_ left: UInt64) {
    cell.trace.record(kind: 2, a: key.bits, b: left, at: cell.now)
    if left > 0 { after(.microseconds(key.below(20_000, .test, left))) { $0.tick(left - 1) } }
  }

  func multiply(_ generations: UInt64) async {
    cell.trace.record(kind: 3, a: generations, b: 0, at: cell.now)
    if generations == 0 { return }
    try? await clock.sleep(for: .milliseconds(50))
    for _ in 0..<2 { cell.spawn { await self.multiply(generations - 1) } }
  }

  func ask(_ count: UInt64) async {
    for number in 0..<count {
      let answer = await Reply<UInt64>.wait(on: cell) { reply in
        after(.milliseconds(20)) { _ in reply.send(number) }
      }
      cell.trace.record(kind: 4, a: answer, b: number, at: cell.now)
    }
  }
}

@Suite("Cell pacer")
struct CellPacerTests {
  private static let slice = Duration.milliseconds(250)

  private func show(_ cell: Cell, _ advance: (SimInstant) -> CellPacer.Step) -> [SimInstant] {
    var target = SimInstant.zero.advanced(by: Self.slice)
    var ends: [SimInstant] = []
    while true {
      switch advance(target) {
      case .underway: continue
      case .reached:
        ends.append(cell.now)
        target = target.advanced(by: Self.slice)
      case .ended:
        ends.append(cell.now)
        return ends
      }
    }
  }

  @Test func `a paced run has the history of an unpaced one`() throws {
    for model in Model.allCases {
      for pace in [60.0, 1_000, 1e6] {
        for seed in UInt64(0)..<3 {
          let plain = Cell(seed: seed)
          model.start(on: plain)
          let plainEnds = show(plain) { plain.run(until: $0) ? .reached : .ended }
          let paced = Cell(seed: seed)
          model.start(on: paced)
          let pacer = try CellPacer(pace: pace)
          let pacedEnds = show(paced) { pacer.run(paced, until: $0) }
          #expect(paced.digest == plain.digest, "\(model) at \(pace), seed \(seed)")
          #expect(paced.eventCount == plain.eventCount)
          #expect(pacedEnds == plainEnds)
          #expect(pacer.record.lag.histogram.count <= Int(plain.eventCount))
        }
      }
    }
  }

  @Test func `no event fires before its time, and its lag counts from the plan`() throws {
    let cell = Cell(seed: 1)
    let pacer = try CellPacer(pace: 10)
    let early = Atomic<Int>(0)
    let clock = ContinuousClock()
    let start = clock.now
    for index in 1...40 {
      cell.after(.milliseconds(10 * index)) {
        if clock.now - start < .milliseconds(index) { early.add(1, ordering: .relaxed) }
      }
    }
    let target = SimInstant.milliseconds(1_000)
    while pacer.run(cell, until: target) == .underway {}
    #expect(early.load(ordering: .relaxed) == 0)
    #expect(pacer.record.lag.histogram.count == 40)
    #expect(cell.now == target)
  }

  @Test func `a call gives way within its turn`() throws {
    let cell = Cell(seed: 1)
    cell.after(.seconds(3_600)) {}
    let pacer = try CellPacer(pace: 1)
    #expect(pacer.run(cell, until: .milliseconds(3_600_000)) == .underway)
    #expect(cell.eventCount == 0)
    #expect(pacer.record.lag.histogram.count == 0)
    #expect(pacer.record.lag.stalls == 0)
  }

  @Test func `what waits for ever does not hold up the end`() throws {
    let cell = Cell(seed: 1)
    cell.schedule(at: .distantFuture, FiringLog())
    let pacer = try CellPacer(pace: 0.001)
    #expect(pacer.run(cell, until: .milliseconds(1_000)) == .ended)
    #expect(cell.now == .milliseconds(1_000))
  }

  @Test func `a stall is caught up with, and every event that it delayed is late`() throws {
    let cell = Cell(seed: 1)
    let pacer = try CellPacer(pace: 1)
    let log = FiringLog()
    for index in 1...10 {
      cell.schedule(at: .milliseconds(Int64(index)), log, argument: UInt64(index))
    }
    cell.after(.microseconds(500)) { block(.milliseconds(60)) }
    while pacer.run(cell, until: .milliseconds(11)) == .underway {}
    #expect(log.all == Array(1...10))
    let lag = pacer.record.lag
    #expect(lag.histogram.count == 11)
    #expect(lag.histogram.count - lag.histogram.countBelow(.milliseconds(45)) >= 10)
    #expect(lag.stalls >= 1)
    #expect(!lag.isTolerable)
    #expect(try #require(pacer.record.achieved) < 1)
  }

  @Test func `each cell is shown by a clock of its own`() throws {
    let pacer = try CellPacer(pace: 1_000)
    for _ in 0..<2 {
      let cell = Cell(seed: 1)
      cell.after(.seconds(4)) {}
      while pacer.run(cell, until: .milliseconds(5_000)) == .underway {}
      pacer.finish()
    }
    #expect(pacer.record.lag.histogram.count == 2)
    #expect(pacer.record.simulated == .seconds(10))
    #expect(pacer.record.wall >= .milliseconds(8))
  }
}
