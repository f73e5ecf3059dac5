import SimCore
import Testing

@Suite("Determinism model")
struct DeterminismModelTests {
  private let small = DeterminismModel(population: 6, steps: 5)

  @Test func `a thousand seeds give the same history twice, and each its own`() {
    var digests: Set<String> = []
    for seed in 0..<1_000 as Range<UInt64> {
      let first = small.run(seed: seed)
      let second = small.run(seed: seed)
      #expect(first.digest == second.digest, "seed \(seed)")
      #expect(first.windows == second.windows, "seed \(seed)")
      #expect(first.events == second.events && first.unfinished == 0, "seed \(seed)")
      digests.insert(first.digest)
    }
    #expect(digests.count == 1_000)
  }

  @Test func `the mode changes no history`() {
    for seed in 0..<200 as Range<UInt64> {
      let hooked = small.run(seed: seed, mode: .hooked)
      let preferred = small.run(seed: seed, mode: .preference)
      #expect(hooked.digest == preferred.digest, "seed \(seed)")
      #expect(hooked.windows == preferred.windows, "seed \(seed)")
    }
  }

  /// The constants hold in debug and release, in both modes, and on every machine.
  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a population of three hundred has one history`(mode: Cell.Mode) {
    let outcome = DeterminismModel(population: 300, steps: 20).run(seed: 42, mode: mode)
    #expect(outcome.digest == "bc265d5cf2d6a46417f5f06abc303ef3")
    #expect(outcome.events == 19_378)
    #expect(outcome.records == 20_364)
    #expect(outcome.unfinished == 0)
  }

  @Test func `cells on other threads at the same time disturb nothing`() async {
    let expected = (0..<8 as Range<UInt64>).map { small.run(seed: $0).digest }
    await withTaskGroup(of: (Int, String).self) { group in
      for seed in 0..<32 {
        group.addTask {
          (seed % 8, DeterminismModel(population: 6, steps: 5).run(seed: UInt64(seed % 8)).digest)
        }
      }
      for await (seed, digest) in group { #expect(digest == expected[seed]) }
    }
  }

  @Test func `a size in events is about that size`() {
    for events in [500, 5_000, 20_000] {
      let counted = DeterminismModel(events: events).run(seed: 1).events
      #expect((Double(counted) / Double(events) - 1).magnitude < 0.25, "\(counted) of \(events)")
    }
  }
}
