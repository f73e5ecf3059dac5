import SimCore
import Testing

/// Something that can only be called through a witness table.
private protocol Speaking: Sendable {
  func speak() async
}

private struct Speaker: Speaking {
  func speak() async {}
}

private nonisolated func plainHop() async {}

@concurrent private func concurrentHop() async {}

private func genericHop<Port: Speaking>(_ port: Port) async { await port.speak() }

private actor Room: CellActor, Speaking {
  nonisolated let cell: Cell
  private(set) var log: [String] = []

  init(_ cell: Cell) { self.cell = cell }

  func note(_ line: String) { log.append(line) }

  func speak() async { await plainHop() }
}

/// Hops about between waking and each of its entries in the log.
private actor Guest: CellActor {
  nonisolated let cell: Cell
  private let name: Int
  private let room: Room
  private let ports: [any Speaking]

  init(_ name: Int, _ room: Room) {
    self.name = name
    self.room = room
    cell = room.cell
    ports = [Speaker(), room]
  }

  func visit(_ mix: Int) async {
    for step in 0..<4 {
      switch (mix >> (step * 2)) & 3 {
      case 0: await plainHop()
      case 1: await concurrentHop()
      case 2: await ports[(name + step) % 2].speak()
      default: await genericHop(room)
      }
      await room.note("\(name).\(step)")
    }
  }

  func sleepThenVisit(_ mix: Int) async {
    try? await clock.sleep(for: .seconds(1))
    await visit(mix)
  }

  func askThenVisit(_ mix: Int, _ gate: Gate) async {
    await Reply<Void>.wait(on: cell) { gate.admit($0) }
    await visit(mix)
  }
}

/// Lets everybody through inside one event.
private actor Gate: CellActor {
  nonisolated let cell: Cell
  private var waiting: [Reply<Void>] = []

  init(_ cell: Cell) { self.cell = cell }

  nonisolated func admit(_ reply: Reply<Void>) { onCell { $0.waiting.append(reply) } }

  func open() { for reply in waiting { reply.send(()) } }
}

@Suite("Wake order")
struct WakeOrderTests {
  private static let modes = [Cell.Mode.hooked, .preference]
  /// Kinds of hop of the four guests: everything at once, and what differed between builds before
  /// each wake-up became an event of its own.
  private static let mixes = [0, 85, 170, 255, 27, 228, 177, 78, 99, 156, 54, 201]
  private static let expected = (0..<4).flatMap { guest in (0..<4).map { "\(guest).\($0)" } }

  private func log(
    _ mode: Cell.Mode,
    _ mix: Int,
    _ start: (Guest, Int) -> Void
  ) -> (lines: [String], digest: UInt64) {
    let cell = Cell(seed: 1, mode: mode)
    let room = Room(cell)
    for name in 0..<4 { start(Guest(name, room), (mix >> name) | (mix << (8 - name)) & 255) }
    cell.run()
    return (cell.enter { room.onCell { $0.log } }, cell.orderDigest)
  }

  @Test(arguments: modes)
  func `tasks that start at one instant run one after the other`(mode: Cell.Mode) {
    for mix in Self.mixes {
      let run = log(mode, mix) { guest, mix in guest.cell.spawn { await guest.visit(mix) } }
      #expect(run.lines == Self.expected, "mix \(mix)")
      #expect(run.digest == 0x674D_F800_0C28_444D)
    }
  }

  @Test(arguments: modes)
  func `timers that end at one instant wake one task after the other`(mode: Cell.Mode) {
    for mix in Self.mixes {
      let run = log(mode, mix) { guest, mix in guest.cell.spawn { await guest.sleepThenVisit(mix) }
      }
      #expect(run.lines == Self.expected, "mix \(mix)")
      #expect(run.digest == 0xAC33_5F47_3007_D183)
    }
  }

  @Test(arguments: modes)
  func `replies that are sent in one event wake one task after the other`(mode: Cell.Mode) {
    for mix in Self.mixes {
      var gate: Gate?
      let run = log(mode, mix) { guest, mix in
        let shared = gate ?? Gate(guest.cell)
        if gate == nil { shared.after(.seconds(1)) { $0.open() } }
        gate = shared
        guest.cell.spawn { await guest.askThenVisit(mix, shared) }
      }
      #expect(run.lines == Self.expected, "mix \(mix)")
      #expect(run.digest == 0xAE71_C512_A326_F2B8)
    }
  }
}
