/// What one kind of event costs on this machine.
package struct KernelMeasurement: Sendable, Hashable {
  /// What was measured, in words.
  package let name: String
  /// Processor time of one operation, in nanoseconds.
  package let nanoseconds: Double
  /// The same, in steps of the calibration loop: comparable between machines.
  package let steps: Double
}

/// Measures the kernel against a loop of plain arithmetic; for `simrun bench`.
package enum KernelBenchmark {
  /// Actors or sinks that take part in each measurement.
  private static let population = 1_000

  /// Measures the kinds of event whose name contains `only`, over about `events` events each.
  package static func run(events: Int = 1_000_000, only: String = "") -> [KernelMeasurement] {
    let rounds = max(1, events / population)
    let step = calibration(rounds * population * 8)
    let costs: [(name: String, measure: (Int) -> Double)] = [
      ("timer callback to a class", callbacks),
      ("timer callback to an actor", actorCallbacks),
      ("closure callback", closures),
      ("closure callback to an actor", actorClosures),
      ("sleep", sleeps),
      ("spawned task", spawns),
      ("reply", replies),
      ("call between two actors", calls),
    ]
    var results = [KernelMeasurement(name: "calibration step", nanoseconds: step, steps: 1)]
    for cost in costs where only.isEmpty || cost.name.contains(only) {
      let spent = cost.measure(rounds)
      results.append(
        KernelMeasurement(name: cost.name, nanoseconds: spent, steps: spent / step)
      )
    }
    return results
  }

  private static func calibration(_ count: Int) -> Double {
    var noise = Noise(state: 1)
    let spent = time { for _ in 0..<count { noise.state = noise.state &+ noise.next() } }
    // Looking at the result keeps the optimiser from dropping the loop.
    return noise.state == 0 ? 0 : spent / Double(count)
  }

  private static func callbacks(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population {
      cell.schedule(at: .zero, Pulse(cell, rounds, index))
    }
    return perEvent(cell)
  }

  private static func actorCallbacks(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population {
      cell.schedule(at: .zero, Worker(cell, rounds, index))
    }
    return perEvent(cell)
  }

  private static func closures(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population { Pulse(cell, rounds, index).chain() }
    return perEvent(cell)
  }

  private static func actorClosures(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population {
      let worker = Worker(cell, rounds, index)
      worker.after(.zero) { $0.chain() }
    }
    return perEvent(cell)
  }

  private static func sleeps(_ rounds: Int) -> Double {
    perTask(rounds) { await $0.sleepOften() }
  }

  private static func replies(_ rounds: Int) -> Double {
    perTask(rounds) { await $0.askOften() }
  }

  private static func spawns(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population {
      let worker = Worker(cell, rounds, index)
      cell.spawn { await worker.spawnOften() }
    }
    return perEvent(cell)
  }

  private static func calls(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    let caller = Worker(cell, rounds * population, 0)
    let callee = Worker(cell, 0, 1)
    cell.spawn { await caller.callOften(callee) }
    return time { cell.run() } / Double(rounds * population)
  }

  private static func perTask(
    _ rounds: Int,
    _ body: @escaping @Sendable (Worker) async -> Void
  ) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population {
      let worker = Worker(cell, rounds, index)
      cell.spawn { await body(worker) }
    }
    return perEvent(cell)
  }

  private static func perEvent(_ cell: Cell) -> Double {
    time { cell.run() } / Double(cell.eventCount)
  }

  /// Processor time of the calling thread.
  private static func time(_ body: () -> Void) -> Double {
    let start = HostClock.threadNanoseconds()
    body()
    return Double(HostClock.threadNanoseconds() - start)
  }
}

/// Delays that are cheap to draw and spread events over many ticks.
private struct Noise {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    let mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 27)
  }

  /// Up to two milliseconds.
  mutating func delay() -> Int64 { Int64(next().multipliedFullWidth(by: 2_000_000).high) }
}

/// Schedules itself again until it has done its rounds.
private final class Pulse: EventSink {
  let cell: Cell
  // Only touched by events of the cell.
  nonisolated(unsafe) var left: Int
  nonisolated(unsafe) var noise: Noise

  init(_ cell: Cell, _ rounds: Int, _ index: Int) {
    self.cell = cell
    unsafe left = rounds
    unsafe noise = Noise(state: UInt64(index))
  }

  func fire(_ code: UInt32, _ argument: UInt64) {
    unsafe left -= 1
    if unsafe left <= 0 { return }
    let due = unsafe SimInstant(nanoseconds: cell.now.nanoseconds + noise.delay())
    cell.schedule(at: due, self, code: 1, argument: argument + 1)
  }

  func chain() {
    unsafe left -= 1
    if unsafe left < 0 { return }
    unsafe cell.after(.nanoseconds(noise.delay())) { self.chain() }
  }
}

/// The same as an actor, and everything that takes a task.
private actor Worker: CellActor, EventSink {
  nonisolated let cell: Cell
  private var left: Int
  private var noise: Noise

  init(_ cell: Cell, _ rounds: Int, _ index: Int) {
    self.cell = cell
    left = rounds
    noise = Noise(state: UInt64(index))
  }

  nonisolated func fire(_ code: UInt32, _ argument: UInt64) { onCell { $0.pulse(argument) } }

  private func pulse(_ argument: UInt64) {
    left -= 1
    if left <= 0 { return }
    let due = SimInstant(nanoseconds: cell.now.nanoseconds + noise.delay())
    cell.schedule(at: due, self, code: 1, argument: argument + 1)
  }

  func chain() {
    left -= 1
    if left < 0 { return }
    after(.nanoseconds(noise.delay())) { $0.chain() }
  }

  func sleepOften() async {
    while left > 0 {
      left -= 1
      try? await clock.sleep(for: .nanoseconds(noise.delay()))
    }
  }

  func askOften() async {
    while left > 0 {
      left -= await Reply<Int>.wait(on: cell) { reply in reply.send(1) }
    }
  }

  func spawnOften() {
    left -= 1
    if left <= 0 { return }
    cell.spawn { await self.spawnOften() }
  }

  func callOften(_ other: Worker) async {
    while left > 0 { left -= await other.answer() }
  }

  private func answer() -> Int {
    noise.state &+= 1
    return noise.state == 0 ? 2 : 1
  }
}
