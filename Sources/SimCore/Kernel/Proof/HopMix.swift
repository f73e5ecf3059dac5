/// Four tasks that a gate wakes at one instant, each of which then awaits in twelve ways.
///
/// The optimiser elides hops, so a debug build and a release build take different numbers of them.
/// The log is the same all the same, because each task is woken by an event of its own and runs
/// until it sleeps again before the next is woken. A gate that wakes all four inside one job is the
/// mutant: it shows that these mixes do tell builds apart.
package enum HopMix {
  /// How the gate wakes those that wait.
  package enum Gate: Sendable, Hashable, CaseIterable {
    case oneEventEach
    /// What the kernel never does.
    case allInOneJob
  }

  /// The kinds of await.
  package enum Hop: Int, Sendable, CaseIterable {
    case actorCall
    case nonisolatedCall
    case concurrentCall
    case existentialCall
    case genericCall
    case closure
    case yield
    case asyncLet
    case groupChild
    case defaultActor
    case streamElement
    case continuation
  }

  /// Mixes: in each, every task awaits four times, of every kind over all tasks and mixes.
  package static let count = 48

  private static let tasks = 4
  private static let hopsPerTask = 4

  /// The order when one task runs after the other: task and hop.
  package static let inOrder: [String] = (0..<tasks).flatMap { task in
    (0..<hopsPerTask).map { "\(task).\($0)" }
  }

  /// What the four tasks wrote, in order.
  package static func log(_ mix: Int, gate: Gate, mode: Cell.Mode = .working) -> [String] {
    let cell = Cell(seed: 1, mode: mode)
    let room = Room(cell)
    for task in 0..<tasks {
      let guest = Guest(task, room)
      let hops = hops(mix, task)
      cell.spawn { await guest.visit(hops, through: gate) }
    }
    room.after(.seconds(1)) { $0.open() }
    cell.run()
    return cell.enter { room.onCell { $0.log } }
  }

  /// Mixes whose log is not in order.
  package static func mixesOutOfOrder(gate: Gate, mode: Cell.Mode = .working) -> Int {
    (0..<count).count { log($0, gate: gate, mode: mode) != inOrder }
  }

  /// Of the logs of all mixes.
  package static func digest(gate: Gate, mode: Cell.Mode = .working) -> String {
    var hash = SHA256()
    for mix in 0..<count { hash.update(log(mix, gate: gate, mode: mode).joined(separator: " ")) }
    return String(hash.hexDigest.prefix(32))
  }

  /// What a task awaits in a mix, in order.
  package static func hops(_ mix: Int, _ task: Int) -> [Hop] {
    (0..<hopsPerTask).map { hop(mix, task, $0) }
  }

  /// The kinds of the first twelve mixes are shifted against one another, those of the others
  /// drawn.
  private static func hop(_ mix: Int, _ task: Int, _ step: Int) -> Hop {
    let kinds = Hop.allCases
    if mix < kinds.count { return kinds[(mix + task * 5 + step * 7) % kinds.count] }
    let draw = DrawKey(seed: UInt64(mix)).below(kinds.count, .hop, UInt64(task * 16 + step))
    return kinds[draw]
  }
}

/// Something that can only be called through a witness table.
private protocol Greeting: Sendable {
  func greet() async
}

private struct Stranger: Greeting {
  func greet() async {}
}

/// Keeps the log and the gate.
private actor Room: CellActor, Greeting {
  nonisolated let cell: Cell
  private(set) var log: [String] = []
  private var number = 0
  private var replies: [Reply<Void>] = []
  private var continuations: [CheckedContinuation<Void, Never>] = []

  init(_ cell: Cell) { self.cell = cell }

  func greet() async { await plainHop() }

  func note(_ line: String) { log.append(line) }

  func next() -> Int {
    number += 1
    return number
  }

  nonisolated func admit(_ reply: Reply<Void>) {
    onCell(with: reply) { $0.replies.append($1) }
  }

  nonisolated func admit(_ continuation: CheckedContinuation<Void, Never>) {
    onCell(with: continuation) { $0.continuations.append($1) }
  }

  func open() {
    for reply in replies { reply.send(()) }
    for continuation in continuations { continuation.resume() }
  }
}

/// Hops between its entries in the log.
private actor Guest: CellActor {
  nonisolated let cell: Cell
  private let name: Int
  private let room: Room

  init(_ name: Int, _ room: Room) {
    self.name = name
    self.room = room
    cell = room.cell
  }

  func visit(_ hops: [HopMix.Hop], through gate: HopMix.Gate) async {
    switch gate {
    case .oneEventEach: await Reply<Void>.wait(on: cell) { room.admit($0) }
    case .allInOneJob: await withCheckedContinuation { room.admit($0) }
    }
    for (step, hop) in hops.enumerated() {
      await take(hop)
      await room.note("\(name).\(step)")
    }
  }

  private func take(_ hop: HopMix.Hop) async {
    switch hop {
    case .actorCall: await room.greet()
    case .nonisolatedCall: await plainHop()
    case .concurrentCall: _ = await concurrentCount(room)
    case .existentialCall: await anyone(name).greet()
    case .genericCall: await genericHop(room)
    case .closure: await closureHop { await plainHop() }
    case .yield: await Task.yield()
    case .asyncLet:
      async let answer: Void = concurrentHop()
      await answer
    case .groupChild: await groupHop()
    case .defaultActor: await Doorman().nod()
    case .streamElement: await streamHop()
    case .continuation: await withCheckedContinuation { $0.resume() }
    }
  }

  private func anyone(_ number: Int) -> any Greeting { number % 2 == 0 ? Stranger() : room }

  private func groupHop() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await concurrentHop() }
      await group.next()
    }
  }

  private func streamHop() async {
    let (numbers, feed) = AsyncStream<Int>.makeStream()
    feed.yield(1)
    feed.finish()
    for await _ in numbers {}
  }
}

/// An actor without an executor of its own.
private actor Doorman {
  private var nods = 0

  func nod() { nods += 1 }
}

private nonisolated func plainHop() async {}

@concurrent private func concurrentHop() async {}

/// Between its two calls the optimiser need not come back from the actor: a hop that a debug build
/// takes and a release build does not (Swift 6.3).
@concurrent private func concurrentCount(_ room: Room) async -> Int {
  let first = await room.next()
  let second = await room.next()
  return first + second
}

private func genericHop<Someone: Greeting>(_ someone: Someone) async { await someone.greet() }

private func closureHop(_ body: @Sendable () async -> Void) async { await body() }

extension Purpose {
  fileprivate static let hop = Purpose("hop_mix.hop")
}
