import SimCore
import Testing

/// Every way in which a task could leave its cell.
private actor Runaway: CellActor {
  nonisolated let cell: Cell
  private var strays = 0

  init(_ cell: Cell) { self.cell = cell }

  nonisolated func check() { #expect(cell.isCurrent) }

  func plainTask() async {
    await Task {
      check()
      await Task.yield()
      check()
    }.value
  }

  func detachedTask() async { await Task.detached { self.check() }.value }

  func taskGroup() async {
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<3 {
        group.addTask {
          self.check()
          try? await self.clock.sleep(for: .milliseconds(index))
          self.check()
        }
      }
    }
  }

  func asyncLet() async {
    async let first: Void = hop()
    async let second: Void = hop()
    _ = await (first, second)
  }

  func stream() async {
    let (numbers, feed) = AsyncStream<Int>.makeStream()
    Task {
      for number in 0..<3 {
        try? await clock.sleep(for: .milliseconds(1))
        feed.yield(number)
      }
      feed.finish()
    }
    for await _ in numbers { check() }
  }

  func hop() async {
    await concurrentHop(self)
    check()
  }

  func defaultActor() async { await Plain().visit(self) }
}

@concurrent private func concurrentHop(_ runaway: Runaway) async { runaway.check() }

private actor Plain {
  func visit(_ runaway: Runaway) { runaway.check() }
}

@Suite("Stray tasks")
struct StrayTaskTests {
  /// The tidy tests ban all of these; the kernel holds them all the same.
  @Test func `whatever starts on a cell stays on it`() {
    let ways: [@Sendable (Runaway) async -> Void] = [
      { await $0.plainTask() }, { await $0.detachedTask() }, { await $0.taskGroup() },
      { await $0.asyncLet() }, { await $0.stream() }, { await $0.hop() },
      { await $0.defaultActor() },
    ]
    for (number, way) in ways.enumerated() {
      let cell = Cell(seed: 1, mode: .hooked)
      let runaway = Runaway(cell)
      let journal = Journal()
      cell.spawn {
        await way(runaway)
        runaway.check()
        journal.note("done")
      }
      cell.run()
      #expect(journal.all == ["done"], "way \(number)")
    }
  }

  /// Cells on other threads share the hooks and the runtime, and nothing else.
  @Test func `cells of several threads do not disturb one another`() async {
    func history() -> String {
      let cell = Cell(seed: 9)
      let runaway = Runaway(cell)
      for index in 0..<200 {
        cell.spawn {
          try? await cell.clock.sleep(for: .microseconds(index * 7 % 50))
          await runaway.plainTask()
          cell.trace.record(kind: 1, a: UInt64(index), at: cell.now)
        }
      }
      cell.run()
      return cell.digest
    }
    let expected = history()
    await withTaskGroup(of: String.self) { group in
      for _ in 0..<16 { group.addTask { history() } }
      for await digest in group { #expect(digest == expected) }
    }
  }
}
