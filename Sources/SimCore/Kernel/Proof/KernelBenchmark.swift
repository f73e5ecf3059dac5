/// A kind of operation of the kernel, measured by itself; for `simrun bench kernel`.
package enum KernelCost: String, CaseIterable, Sendable {
  case callback = "callback"
  case actorCallback = "actor_callback"
  case closure = "closure"
  case actorClosure = "actor_closure"
  case sleep = "sleep"
  case spawn = "spawn"
  case reply = "reply"
  case hop = "hop"

  /// In words.
  package var label: String {
    switch self {
    case .callback: "timer callback to a class"
    case .actorCallback: "timer callback to an actor"
    case .closure: "closure callback"
    case .actorClosure: "closure callback to an actor"
    case .sleep: "sleep that can be cancelled"
    case .spawn: "spawned task"
    case .reply: "reply"
    case .hop: "call between two actors"
    }
  }

  /// Processor time of one operation, over about `events` of them.
  package func nanoseconds(events: Int = 1_000_000) -> Double {
    let rounds = max(1, events / KernelBenchmark.population)
    return switch self {
    case .callback: KernelBenchmark.callbacks(rounds)
    case .actorCallback: KernelBenchmark.actorCallbacks(rounds)
    case .closure: KernelBenchmark.closures(rounds)
    case .actorClosure: KernelBenchmark.actorClosures(rounds)
    case .sleep: KernelBenchmark.sleeps(rounds)
    case .spawn: KernelBenchmark.spawns(rounds)
    case .reply: KernelBenchmark.replies(rounds)
    case .hop: KernelBenchmark.calls(rounds)
    }
  }
}

/// The measurements behind `KernelCost`.
private enum KernelBenchmark {
  /// Actors or sinks that take part in each measurement.
  static let population = 1_000

  static func callbacks(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population {
      cell.schedule(at: .zero, Pulse(cell, rounds, index))
    }
    return perEvent(cell)
  }

  static func actorCallbacks(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population {
      cell.schedule(at: .zero, Worker(cell, rounds, index))
    }
    return perEvent(cell)
  }

  static func closures(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population { Pulse(cell, rounds, index).chain() }
    return perEvent(cell)
  }

  static func actorClosures(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population {
      let worker = Worker(cell, rounds, index)
      worker.after(.zero) { $0.chain() }
    }
    return perEvent(cell)
  }

  static func sleeps(_ rounds: Int) -> Double {
    perTask(rounds) { await $0.sleepOften() }
  }

  static func replies(_ rounds: Int) -> Double {
    perTask(rounds) { await $0.askOften() }
  }

  static func spawns(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population {
      let worker = Worker(cell, rounds, index)
      cell.spawn { await worker.spawnOften() }
    }
    return perEvent(cell)
  }

  static func calls(_ rounds: Int) -> Double {
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
