import SimCore
import Testing

@Suite("Federation determinism")
struct FederationDeterminismTests {
  @Test func `threads and pools of any number give the same bytes over 200 seeds`() {
    let pools = [1, 2].map { OffloadPool(threads: $0) }
    var digests: [String] = []
    for seed in UInt64(0)..<200 {
      let digest = Town.digest(seed: seed, threads: 1)
      for (threads, pool) in [(2, pools[0]), (4, pools[1]), (8, pools[0])] {
        let other = Town.digest(seed: seed, threads: threads, pool: pool)
        #expect(other == digest, "seed \(seed), \(threads) threads")
      }
      #expect(!digests.contains(digest), "seed \(seed)")
      digests.append(digest)
    }
  }

  /// The constant holds in debug and in release, in both modes, and on every machine.
  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `one seed gives one history`(mode: Cell.Mode) {
    #expect(Town.digest(seed: 42, threads: 2, mode: mode) == "eedd3268ec4dc920aa9ac1a50f393646")
  }

  @Test func `a run in pieces of any length has the history of a run in one`() {
    for seed in UInt64(0)..<20 {
      let whole = Town(seed: seed)
      whole.begin()
      whole.federation.run(until: .milliseconds(60))
      let pieces = Town(seed: seed)
      pieces.begin()
      let key = DrawKey(seed: seed).entity("pieces", 0)
      var now: Int64 = 0
      var piece: UInt64 = 0
      while now < 60_000_000 {
        now = min(60_000_000, now + Int64(key.below(3_000_000, .test, piece)))
        pieces.federation.run(until: SimInstant(nanoseconds: now), threads: Int(piece % 3) + 1)
        piece += 1
      }
      #expect(pieces.federation.digest == whole.federation.digest, "seed \(seed)")
      #expect(pieces.federation.windowCount == whole.federation.windowCount, "seed \(seed)")
      for town in [whole, pieces] { #expect(town.federation.shutdown() == 0) }
    }
  }

  @Test func `an entity draws the same in every cell, and in a cell of its own`() {
    let federation = CellFederation(cells: 3, lookahead: .seconds(1), seed: 7)
    let alone = Cell(seed: 7)
    for cell in federation.cells {
      #expect(
        cell.key.entity("lead", 4).bits(.test, 2) == alone.key.entity("lead", 4).bits(.test, 2)
      )
    }
    let mirrored = CellFederation(cells: 2, lookahead: .seconds(1), seed: 7, isAntithetic: true)
    let draw = mirrored.cells[1].key.uniform(.test, 3)
    #expect(draw == 1 - alone.key.uniform(.test, 3))
  }

  @Test func `the number of cells and the lookahead belong to the history`() {
    func digest(_ cells: Int) -> String {
      let town = Town(seed: 1, cells: cells)
      town.begin()
      town.federation.run()
      defer { town.federation.shutdown() }
      return town.federation.digest
    }
    #expect(digest(3) != digest(4))
  }
}
