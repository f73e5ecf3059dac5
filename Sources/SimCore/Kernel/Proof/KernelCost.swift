/// A kind of operation of the kernel, measured by itself; for `simrun bench kernel`.
package enum KernelCost: String, CaseIterable, Sendable {
  case callback = "callback"
  case actorCallback = "actor_callback"
  case closure = "closure"
  case actorClosure = "actor_closure"
  case timerCancel = "timer_cancel"
  case sleep = "sleep"
  case sleepCancel = "sleep_cancel"
  case spawn = "spawn"
  case reply = "reply"
  case hop = "hop"
  case message = "message"
  case draw = "draw"
  case histogram = "histogram"

  /// In words.
  package var label: String {
    switch self {
    case .callback: "timer callback to a class"
    case .actorCallback: "timer callback to an actor"
    case .closure: "closure callback"
    case .actorClosure: "closure callback to an actor"
    case .timerCancel: "timer set and cancelled"
    case .sleep: "sleep that can be cancelled"
    case .sleepCancel: "cancelled sleep, and the task's end"
    case .spawn: "spawned task, to its end"
    case .reply: "reply"
    case .hop: "call between two actors"
    case .message: "message to another cell"
    case .draw: "keyed exponential draw"
    case .histogram: "histogram record"
    }
  }

  /// Processor time of one operation, over about `events` of them.
  package func nanoseconds(events: Int = 1_000_000) -> Double {
    let rounds = max(1, events / Self.population)
    return switch self {
    case .callback: Self.perEvent { Self.add(Pulse($0, rounds, $1)) { $0.begin() } }
    case .actorCallback: Self.perEvent { Self.add(Worker($0, rounds, $1)) { $0.begin() } }
    case .closure: Self.perEvent { Self.add(Pulse($0, rounds, $1)) { $0.chain() } }
    case .actorClosure: Self.perEvent { Self.add(Worker($0, rounds, $1)) { $0.beginChain() } }
    case .timerCancel: Self.timerCancels(rounds)
    case .sleep: Self.perTask(rounds) { await $0.sleepOften() }
    case .sleepCancel: Self.sleepCancels(rounds)
    case .spawn: Self.perTask(rounds) { await $0.spawnOften() }
    case .reply: Self.perTask(rounds) { await $0.askOften() }
    case .hop: Self.calls(rounds)
    case .message: Self.messages(rounds)
    case .draw: Self.draws(rounds)
    case .histogram: Self.records(rounds)
    }
  }
}

extension KernelCost {
  /// Actors or sinks that take part in each measurement.
  private static let population = 1_000

  /// Processor time of the calling thread.
  private static func time(_ body: () -> Void) -> Double {
    let start = HostClock.threadNanoseconds()
    body()
    return Double(HostClock.threadNanoseconds() - start)
  }

  private static func add<Subject>(_ subject: Subject, _ begin: (Subject) -> Void) {
    begin(subject)
  }

  private static func perEvent(_ add: (Cell, Int) -> Void) -> Double {
    let cell = Cell(seed: 1)
    for index in 0..<population { add(cell, index) }
    return time { cell.run() } / Double(cell.eventCount)
  }

  private static func perTask(
    _ rounds: Int,
    _ body: @escaping @Sendable (Worker) async -> Void
  ) -> Double {
    perEvent { cell, index in
      let worker = Worker(cell, rounds, index)
      cell.spawn { await body(worker) }
    }
  }

  /// Far in the future, so that no event comes in between.
  private static func timerCancels(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    let pulses = (0..<population).map { Pulse(cell, 1, $0) }
    let spent = time {
      for round in 0..<rounds {
        let due = SimInstant(nanoseconds: 1_000_000_000 + Int64(round))
        let timers = pulses.map { cell.schedule(at: due, $0) }
        for timer in timers { cell.cancel(timer) }
      }
    }
    return spent / Double(rounds * population)
  }

  private static func sleepCancels(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    var spent = 0.0
    for _ in 0..<rounds {
      let tasks = (0..<population).map { _ in
        cell.spawn { try? await cell.clock.sleep(for: .seconds(1_000)) }
      }
      cell.run(until: cell.now)
      spent += time {
        cell.enter { for task in tasks { task.cancel() } }
        cell.run(until: cell.now)
      }
    }
    return spent / Double(rounds * population)
  }

  private static func calls(_ rounds: Int) -> Double {
    let cell = Cell(seed: 1)
    let caller = Worker(cell, rounds * population, 0)
    let callee = Worker(cell, 0, 1)
    cell.spawn { await caller.callOften(callee) }
    return time { cell.run() } / Double(rounds * population)
  }

  /// Thrown between two cells on one thread: 20 to 22 ms under way, windows of 20 ms.
  private static func messages(_ rounds: Int) -> Double {
    let federation = CellFederation(cells: 2, lookahead: .milliseconds(20), seed: 1)
    for index in 0..<population / 2 {
      let pair = federation.cells.map { Catcher($0, index) }
      pair[0].serve(to: pair[1], rounds * 2)
    }
    let spent = time { federation.run() }
    let cost = spent / Double(federation.messageCount)
    federation.shutdown()
    return cost
  }

  private static func draws(_ rounds: Int) -> Double {
    let key = DrawKey(seed: 1).entity("cost", 0)
    let gap = DurationDistribution.exponential(mean: .seconds(1))
    var sum: Int64 = 0
    let spent = time {
      for index in 0..<UInt64(rounds * population) {
        sum &+= gap.nanoseconds(at: key.uniform(.cost, index))
      }
    }
    return sum == 0 ? 0 : spent / Double(rounds * population)
  }

  private static func records(_ rounds: Int) -> Double {
    var histogram = LatencyHistogram()
    var noise = Noise(state: 1)
    let spent = time {
      for _ in 0..<rounds * population { histogram.record(nanoseconds: noise.delay()) }
    }
    return histogram.count == 0 ? 0 : spent / Double(rounds * population)
  }
}

extension Purpose {
  fileprivate static let cost = Purpose("kernel.cost")
}
