import Foundation
import SimCore
import Testing

private actor Asker: CellActor {
  nonisolated let cell: Cell
  private(set) var answers: [Int] = []

  init(_ cell: Cell) { self.cell = cell }

  /// Asks a thread of its own, which answers after a while.
  func ask(_ number: Int) async {
    let answer = await Reply<Int>.wait(on: cell) { reply in
      Thread.detachNewThread { reply.send(number * 2) }
    }
    cell.checkIsolated()
    answers.append(answer)
  }

  func askInVain() async -> Int {
    await Reply<Int>.wait(on: cell, ifCancelled: -1) { _ in }
  }

  /// Nothing after the sleep needs the actor, so the task ends where the real clock woke it.
  func sleepReally() async { try? await Task.sleep(for: .milliseconds(20)) }

  func sleepReallyAndNote() async {
    try? await Task.sleep(for: .milliseconds(20))
    cell.checkIsolated()
    answers.append(0)
  }
}

/// What comes back to a live cell from elsewhere.
@Suite("Live replies and jobs")
struct LiveReplyTests {
  @Test func `a reply may be sent by any thread`() throws {
    let live = try LiveCell(seed: 1)
    let asker = Asker(live.cell)
    for number in 0..<50 { live.cell.spawn { await asker.ask(number) } }
    #expect(live.runAWhile() == .idle)
    let answers = live.cell.enter { asker.onCell { $0.answers } }
    #expect(answers.sorted() == (0..<50).map { $0 * 2 })
    #expect(live.cell.inbox.offLoopJobs == 0)
    #expect(live.cell.taskCount == 0)
  }

  @Test func `only the first of two answers counts, whatever thread it is from`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let journal = Journal()
    cell.spawn {
      let answer = await Reply<String>.wait(on: cell) { reply in
        #expect(reply.send("first"))
        #expect(!reply.send("second"))
        Thread.detachNewThread {
          reply.send("third")
          cell.inbox.requestStop()
        }
      }
      journal.note(answer)
    }
    #expect(live.runAWhile(whenIdle: .waits) == .stopped)
    #expect(live.runAWhile() == .idle)
    #expect(journal.all == ["first"])
  }

  @Test func `replies are taken in past the limit of the inbox`() throws {
    let live = try LiveCell(seed: 1, inboxLimit: 1)
    let asker = Asker(live.cell)
    for number in 0..<20 { live.cell.spawn { await asker.ask(number) } }
    #expect(live.runAWhile() == .idle)
    #expect(live.cell.enter { asker.onCell { $0.answers.count } } == 20)
    #expect(live.cell.inbox.overflowCount == 0)
  }

  @Test func `a task that slept on a real clock comes back and is counted`() async throws {
    let live = try LiveCell(seed: 1)
    let asker = Asker(live.cell)
    live.cell.spawn { await asker.sleepReallyAndNote() }
    live.cell.spawn { await asker.sleepReally() }
    live.cell.spawn {
      try? await Task.sleep(for: .milliseconds(20))
      live.cell.checkIsolated()
    }
    #expect(await onOwnThread { live.run() } == .idle)
    #expect(live.cell.enter { asker.onCell { $0.answers } } == [0])
    #expect(live.cell.inbox.offLoopJobs >= 1)
    #expect(live.cell.taskCount == 0)
  }

  @Test func `a call from another thread is a job that is counted`() async throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let asker = Asker(cell)
    let task = Task.detached {
      let count = await asker.answers.count
      cell.inbox.requestStop()
      return count
    }
    #expect(await onOwnThread { live.run(whenIdle: .waits) } == .stopped)
    #expect(await task.value == 0)
    #expect(cell.inbox.offLoopJobs == 1)
  }

  @Test func `a stray task of a live cell runs on the cell`() throws {
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let journal = Journal()
    cell.spawn {
      Task { journal.note(cell.isCurrent ? "on the cell" : "astray") }
      await Task.detached { journal.note(cell.isCurrent ? "on the cell" : "astray") }.value
    }
    #expect(live.runAWhile() == .idle)
    #expect(journal.all == ["on the cell", "on the cell"])
    #expect(cell.inbox.offLoopJobs == 0)
  }

  @Test func `a shutdown ends tasks that wait`() throws {
    let live = try LiveCell(seed: 1)
    let asker = Asker(live.cell)
    let journal = Journal()
    live.cell.spawn { journal.note("\(await asker.askInVain())") }
    live.cell.spawn { try? await live.cell.clock.sleep(for: .seconds(3_600)) }
    #expect(live.run(until: .milliseconds(1)) == .deadline)
    #expect(live.cell.taskCount == 2)
    #expect(live.shutdown() == 0)
    #expect(journal.all == ["-1"])
  }
}
