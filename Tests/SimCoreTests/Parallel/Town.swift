import SimCore

/// A federation with everything in it, by draws, so that a seed is a history.
///
/// Messages, requests with time-outs and cancellations, leases, sleeps and jobs that are given
/// away.
struct Town {
  static let lookahead = Duration.milliseconds(2)

  let federation: CellFederation
  /// Keeps the actors alive.
  let townsfolk: [Townsman]
  let leases: [CeilingLease]

  init(seed: UInt64, cells count: Int = 4, population: Int = 5, mode: Cell.Mode = .working) {
    let federation = CellFederation(
      cells: count,
      lookahead: Self.lookahead,
      seed: seed,
      mode: mode
    )
    let control = federation.cells[0]
    let concurrency = Ceiling(in: control, capacity: 3, delay: Self.lookahead)
    let order = concurrency.openMailbox()
    let leases = federation.cells.map { cell in
      CeilingLease(
        in: cell,
        of: order,
        .concurrency,
        delay: Self.lookahead,
        round: .milliseconds(4)
      )
    }
    let desks = federation.cells.map { cell in
      Registrar(cell).openDesk(replyDelay: Self.lookahead)
    }
    townsfolk = federation.cells.flatMap { cell in
      let next = desks[(cell.id + 1) % count]
      let port = RemotePort(in: cell, to: next, requestDelay: .milliseconds(3))
      return (0..<population).map { Townsman(cell, $0, port: port, lease: leases[cell.id]) }
    }
    let doors = townsfolk.map { $0.openMailbox() }
    for townsman in townsfolk {
      townsman.cell.enter { townsman.onCell { $0.doors = doors } }
    }
    self.federation = federation
    self.leases = leases
  }

  /// Starts everybody; `steps` is how long they live.
  func begin(steps: UInt64 = 10) {
    for townsman in townsfolk { townsman.cell.spawn { await townsman.live(steps) } }
  }

  /// The digest after a whole run.
  static func digest(
    seed: UInt64,
    threads: Int,
    pool: OffloadPool? = nil,
    mode: Cell.Mode = .working
  ) -> String {
    let town = Town(seed: seed, mode: mode)
    for cell in town.federation.cells { cell.useOffload(pool) }
    town.begin()
    town.federation.run(threads: threads)
    defer { town.federation.shutdown() }
    return town.federation.digest
  }
}

/// Answers after a while, or never.
actor Registrar: RemoteServer {
  nonisolated let cell: Cell
  private var requests: UInt64 = 0

  init(_ cell: Cell) { self.cell = cell }

  func serve(_ request: UInt64, _ call: RemoteCall<UInt64, UInt64>) {
    requests += 1
    let number = requests
    switch cell.key.entity("registrar", UInt64(cell.id)).below(4, .test, number) {
    case 0: call.answer(request &* 3)
    case 1: call.answer(number, after: .milliseconds(5))
    case 2: after(.microseconds(2_500)) { _ in call.answer(request &+ number) }
    default: break
    }
  }

  func abandoned(_ call: RemoteCall<UInt64, UInt64>) { cell.record(kind: 9, a: requests) }
}

/// Draws what to do next until his steps are done.
actor Townsman: MessageActor {
  nonisolated let cell: Cell
  nonisolated let key: DrawKey
  private let name: UInt64
  private let port: RemotePort<UInt64, UInt64>
  private let lease: CeilingLease
  var doors: [CellAddress<UInt64>] = []
  private var errand: Task<Void, Never>?

  init(_ cell: Cell, _ index: Int, port: RemotePort<UInt64, UInt64>, lease: CeilingLease) {
    self.cell = cell
    self.port = port
    self.lease = lease
    name = UInt64(cell.id * 1_000 + index)
    key = cell.key.entity("townsman", name)
  }

  func received(_ greeting: UInt64) { note(1, greeting) }

  func live(_ steps: UInt64) async {
    for step in 0..<steps {
      // Whole milliseconds, so that much of it happens at one instant.
      try? await clock.sleep(for: .milliseconds(key.below(4, .test, step * 8)))
      switch key.below(7, .test, step * 8 + 1) {
      case 0, 1: greet(step)
      case 2: await ask(step)
      case 3: sendOut(step)
      case 4: errand?.cancel()
      case 5: await work(step)
      default: await compute(step)
      }
    }
  }

  private func greet(_ step: UInt64) {
    for index in 0..<3 {
      let other = doors[key.below(doors.count, .test, step * 8 + 2 + (UInt64(index) << 32))]
      send(step &* 100 &+ name, to: other, after: .milliseconds(2 + index % 2))
    }
  }

  private func ask(_ step: UInt64) async {
    let patience = Duration.milliseconds(4 + key.below(6, .test, step * 8 + 3))
    switch await port.call(step, timeOut: patience) {
    case .reply(let answer): note(2, answer)
    case .timedOut: note(3, step)
    case .cancelled: note(4, step)
    }
  }

  private func sendOut(_ step: UInt64) {
    errand = cell.spawn {
      await self.ask(step)
      await self.work(step)
    }
  }

  private func work(_ step: UInt64) async {
    guard await lease.acquire(patience: .milliseconds(9)) else { return note(5, step) }
    note(6, step)
    try? await clock.sleep(for: .milliseconds(key.below(3, .test, step * 8 + 4)))
    await lease.release()
  }

  private func compute(_ step: UInt64) async {
    let seed = key.bits(.test, step * 8 + 5)
    let found = await cell.offload(due: .milliseconds(1 + key.below(3, .test, step * 8 + 6))) {
      (0..<50).reduce(seed) { Mix.finish($0 &+ $1) }
    }
    note(7, found.value ?? 0)
  }

  private func note(_ kind: UInt32, _ value: UInt64) {
    cell.record(kind: kind, entity: name, a: value)
  }
}
