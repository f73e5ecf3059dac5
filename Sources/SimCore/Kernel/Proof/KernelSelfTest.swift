/// One thing that the kernel needs from the concurrency runtime, and whether it was there.
package struct SelfTestFinding: Sendable, Hashable {
  /// What was tried.
  package let name: String
  /// Whether it worked.
  package let passed: Bool
  /// What it means when it did not.
  package let remedy: String
}

/// Proves that the runtime hooks work with the running toolchain; they are no official interface.
package enum KernelSelfTest {
  /// Tries everything; takes a few milliseconds.
  package static func run() -> [SelfTestFinding] {
    [
      SelfTestFinding(
        name: "stray tasks are redirected to their cell",
        passed: hooksWork(),
        remedy: "the kernel runs in preference mode: slower, same results"
      ),
      SelfTestFinding(
        name: "a sleep is woken by its timer and by its cancellation",
        passed: sleepWorks(in: .working),
        remedy: "use the toolchain that the README names"
      ),
      SelfTestFinding(
        name: "executor preference keeps a task on its cell",
        passed: sleepWorks(in: .preference),
        remedy: "use the toolchain that the README names"
      ),
      SelfTestFinding(
        name: "hooks and executor preference give the same history",
        passed: modesAgree(),
        remedy: "use the toolchain that the README names, and report what simrun doctor prints"
      ),
    ]
  }

  /// Whether a small population lives the same in the working mode and by preference, twice each.
  private static func modesAgree() -> Bool {
    let model = DeterminismModel(population: 12, steps: 6)
    let modes = [Cell.Mode.working, .preference, .working, .preference]
    let digests = modes.map { model.run(seed: 1, mode: $0).digest }
    return digests.allSatisfy { $0 == digests[0] }
  }

  /// Whether a task that was started without any executor ends up in the current cell.
  static func hooksWork() -> Bool {
    let cell = Cell(seed: 0, mode: .hooked)
    let probe = Probe()
    cell.enter { _ = Task.detached { probe.hit(on: cell) } }
    cell.run()
    return unsafe probe.hits == 1
  }

  private static func sleepWorks(in mode: Cell.Mode) -> Bool {
    let cell = Cell(seed: 0, mode: mode)
    let probe = Probe()
    cell.spawn {
      try? await cell.clock.sleep(for: .seconds(1))
      if cell.now.nanoseconds == 1_000_000_000 { probe.hit(on: cell) }
    }
    let cancelled = cell.spawn {
      do { try await cell.clock.sleep(for: .seconds(9)) } catch { probe.hit(on: cell) }
    }
    cell.after(.milliseconds(1)) { cancelled.cancel() }
    cell.run()
    return unsafe probe.hits == 2
  }

  private final class Probe: Sendable {
    // Written on the cell's thread only: a task that went astray does not count.
    nonisolated(unsafe) private(set) var hits = 0

    func hit(on cell: Cell) {
      if cell.isCurrent { unsafe hits += 1 }
    }
  }
}
