import SimCore
import Testing

/// Sleeps, asks its neighbours, spawns and cancels, all by draws from the cell's key.
private actor Citizen: CellActor {
  nonisolated let cell: Cell
  nonisolated let key: DrawKey
  private var neighbours: [Citizen] = []
  private var visits: UInt64 = 0
  private var errand: Task<Void, Never>?

  init(_ cell: Cell, _ index: UInt64) {
    self.cell = cell
    key = cell.key.entity("citizen", index)
  }

  func meet(_ others: [Citizen]) { neighbours = others }

  func live(_ steps: UInt64) async {
    for step in 0..<steps {
      try? await clock.sleep(for: .microseconds(key.below(4, .test, step * 8) * 500))
      let other = neighbours[key.below(neighbours.count, .test, step * 8 + 1)]
      switch key.below(5, .test, step * 8 + 2) {
      case 0: await other.visit(key.bits)
      case 1: record(2, UInt64(await ask(other, step)))
      case 2: sendOut(step)
      case 3: errand?.cancel()
      default: other.after(.microseconds(500)) { $0.visit(step) }
      }
    }
  }

  func visit(_ token: UInt64) {
    visits += 1
    record(1, token)
  }

  private func ask(_ other: Citizen, _ step: UInt64) async -> Int {
    await Reply<Int>.wait(on: cell) { reply in
      other.after(.microseconds(500)) { neighbour in reply.send(Int(neighbour.visits)) }
    }
  }

  private func sendOut(_ step: UInt64) {
    errand = cell.spawn {
      do {
        try await self.clock.sleep(for: .milliseconds(3))
        await self.visit(step)
      } catch {
        await self.record(3, step)
      }
    }
  }

  private func record(_ kind: UInt32, _ value: UInt64) {
    cell.trace.record(kind: kind, a: value, b: visits, at: cell.now)
  }
}

@Suite("Determinism")
struct DeterminismTests {
  private func run(seed: UInt64, mode: Cell.Mode, population: Int, steps: UInt64) -> Cell {
    let cell = Cell(seed: seed, mode: mode)
    let citizens = (0..<population).map { Citizen(cell, UInt64($0)) }
    cell.enter { for citizen in citizens { citizen.onCell { $0.meet(citizens) } } }
    for citizen in citizens { cell.spawn { await citizen.live(steps) } }
    cell.run()
    #expect(cell.taskCount == 0)
    // Neighbours hold one another.
    cell.enter { for citizen in citizens { citizen.onCell { $0.meet([]) } } }
    return cell
  }

  /// The constant holds in debug and in release, in both modes, and on every machine.
  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `one seed gives one history`(mode: Cell.Mode) {
    let cell = run(seed: 42, mode: mode, population: 300, steps: 40)
    #expect(cell.digest == "6592db90d31d28510b45e529e0d89e54")
    #expect(cell.eventCount == 24_370)
  }

  @Test func `the mode changes no history, and the seed does`() {
    var digests: [String] = []
    for seed in UInt64(0)..<30 {
      let hooked = run(seed: seed, mode: .hooked, population: 20, steps: 20).digest
      let preferred = run(seed: seed, mode: .preference, population: 20, steps: 20).digest
      #expect(hooked == preferred, "seed \(seed)")
      #expect(!digests.contains(hooked), "seed \(seed)")
      digests.append(hooked)
    }
  }
}
