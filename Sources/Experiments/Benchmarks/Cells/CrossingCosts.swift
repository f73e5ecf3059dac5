internal import SimCore

/// What it costs to leave a cell: a message, a request, a use of a lease, a job given away.
enum CrossingCosts {
  private static let lookahead = Duration.milliseconds(1)
  private static let cellCount = 8

  static func table(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkTable {
    let events = request.events ?? 1_000_000
    let costs: [(key: String, label: String, measure: () -> Double)] = [
      ("message", "message to an actor of another cell", { messages(events) }),
      ("timer", "the same as a timer of its own cell", { timers(events) }),
      ("request", "request and reply through a port", { requests(events / 10) }),
      ("lease", "use of a ceiling by an idle token", { leases(events) }),
      ("offload", "job given away, without a pool", { jobs(events / 10, threads: 0) }),
      ("offload_pooled", "job given away, one thread", { jobs(events / 10, threads: 1) }),
      ("window", "window with one event, one thread", { windows(events / 10, threads: 1) }),
      ("window_shared", "window with one event, two threads", { windows(events / 50, threads: 2) }),
    ]
    var figures: [BenchmarkFigure] = []
    for cost in costs where request.wants("cells.cost.\(cost.key)") {
      try request.checkInterruption()
      progress(cost.label)
      let spent = (0..<(request.runs ?? 5)).map { _ in cost.measure() }.median
      figures.append(
        BenchmarkFigure(
          key: "cells.cost.\(cost.key).ns",
          label: cost.label,
          value: spent,
          unit: "ns"
        )
      )
    }
    return BenchmarkTable(
      title: "processor time of crossing between cells, 8 cells",
      figures: figures,
      notes: ["Each with 1,000 pending; a request is two messages and a wake-up of its task."]
    )
  }

  private static func messages(_ count: Int) -> Double {
    let federation = CellFederation(cells: cellCount, lookahead: lookahead, seed: 1)
    let walls = federation.cells.map { Wall($0) }
    let doors = walls.map { $0.openMailbox() }
    for wall in walls { wall.cell.enter { wall.onCell { $0.begin(doors, balls: 125) } } }
    return perEvent(federation, count)
  }

  private static func timers(_ count: Int) -> Double {
    let federation = CellFederation(cells: cellCount, lookahead: lookahead, seed: 1)
    let walls = federation.cells.map { Wall($0) }
    for wall in walls { wall.cell.enter { wall.onCell { $0.begin([], balls: 125) } } }
    return perEvent(federation, count)
  }

  private static func windows(_ count: Int, threads: Int) -> Double {
    let federation = CellFederation(cells: cellCount, lookahead: lookahead, seed: 1)
    let wall = Wall(federation.cells[0])
    wall.cell.enter { wall.onCell { $0.begin([], balls: 1) } }
    let spent = processorTime {
      federation.run(until: .zero.advanced(by: lookahead * 2 * count), threads: threads)
    }
    return spent / Double(federation.windowCount)
  }

  private static func requests(_ count: Int) -> Double {
    let federation = CellFederation(cells: cellCount, lookahead: lookahead, seed: 1)
    let desks = federation.cells.map { Echo($0).openDesk(replyDelay: lookahead) }
    let each = max(1, count / 1_000)
    for cell in federation.cells {
      let desk = desks[(cell.id + 1) % cellCount]
      let port = RemotePort(in: cell, to: desk, requestDelay: lookahead)
      for _ in 0..<125 {
        cell.spawn {
          for number in 0..<each { _ = await port.call(number, timeOut: .seconds(1)) }
        }
      }
    }
    return processorTime { federation.run() } / Double(each * 125 * cellCount)
  }

  private static func leases(_ count: Int) -> Double {
    let federation = CellFederation(cells: 2, lookahead: lookahead, seed: 1)
    let ceiling = Ceiling(in: federation.cells[1], capacity: 10, delay: lookahead)
    let lease = CeilingLease(
      in: federation.cells[0],
      of: ceiling.openMailbox(),
      .concurrency,
      delay: lookahead,
      round: .seconds(1)
    )
    let spent = processorTime {
      lease.cell.spawn {
        for _ in 0..<count {
          _ = await lease.acquire()
          await lease.release()
        }
      }
      federation.run()
    }
    return spent / Double(count)
  }

  private static func jobs(_ count: Int, threads: Int) -> Double {
    let cell = Cell(seed: 1)
    cell.useOffload(OffloadPool(threads: threads))
    let each = max(1, count / 1_000)
    for index in 0..<1_000 {
      cell.spawn {
        for _ in 0..<each { _ = await cell.offload(due: .microseconds(1_000 + index)) { index } }
      }
    }
    return processorTime { cell.run() } / Double(each * 1_000)
  }

  private static func perEvent(_ federation: CellFederation, _ count: Int) -> Double {
    // Each of the thousand balls moves once in 1.5 lookaheads on average.
    let span = lookahead * Int64(max(1, count / 1_000)) * 3 / 2
    return processorTime { federation.run(until: .zero.advanced(by: span)) }
      / Double(federation.eventCount)
  }

  private static func processorTime(_ body: () -> Void) -> Double {
    let start = HostClock.cpuNanoseconds()
    body()
    return Double(HostClock.cpuNanoseconds() - start)
  }
}

/// Plays balls to the walls of other cells, or to itself when it knows no other.
private actor Wall: MessageActor, TimedActor {
  enum Due: UInt32, Sendable {
    case ball
  }

  private static let purpose = Purpose("bench.wall")

  nonisolated let cell: Cell
  private let key: DrawKey
  private var doors: [CellAddress<UInt64>] = []
  private var count: UInt64 = 0

  init(_ cell: Cell) {
    self.cell = cell
    key = cell.key.entity("wall", UInt64(cell.id))
  }

  func begin(_ doors: [CellAddress<UInt64>], balls: Int) {
    self.doors = doors
    for ball in 0..<balls { play(UInt64(ball)) }
  }

  func received(_ ball: UInt64) { play(ball) }

  func fired(_ due: Due, _ argument: UInt64) { play(argument) }

  private func play(_ ball: UInt64) {
    count &+= 1
    let bits = key.bits(Self.purpose, count)
    // One to two milliseconds.
    let delay = Duration.nanoseconds(1_000_000 + Int64(bits >> 44))
    if doors.isEmpty {
      schedule(.ball, after: delay, ball)
    } else {
      send(ball, to: doors[(cell.id + 1 + Int(ball % 7)) % doors.count], after: delay)
    }
  }
}

/// Answers at once.
private actor Echo: RemoteServer {
  nonisolated let cell: Cell

  init(_ cell: Cell) { self.cell = cell }

  func serve(_ request: Int, _ call: RemoteCall<Int, Int>) { call.answer(request) }
}
