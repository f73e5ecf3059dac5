import SimCore
import Testing

@Suite("Reply")
struct ReplyTests {
  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `only the first answer counts, and it comes as an event of its own`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let journal = Journal()
    cell.spawn {
      let answer = await Reply<Int>.wait(on: cell) { reply in
        cell.after(.seconds(2)) {
          #expect(reply.send(7))
          #expect(!reply.send(8))
          cell.after(.zero) { journal.note("after the answer") }
          journal.note("sent")
        }
      }
      journal.note("answer \(answer) at \(cell.now.nanoseconds)")
    }
    cell.run()
    #expect(journal.all == ["sent", "answer 7 at 2000000000", "after the answer"])
    #expect(cell.taskCount == 0)
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `an answer that is sent at once still suspends the task`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let journal = Journal()
    cell.spawn {
      cell.after(.zero) { journal.note("queued before") }
      let answer = await Reply<String>.wait(on: cell) { reply in reply.send("now") }
      journal.note(answer)
    }
    cell.run()
    #expect(journal.all == ["queued before", "now"])
    #expect(cell.now == .zero)
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a cancelled task can be answered with a value of its own`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let journal = Journal()
    let task = cell.spawn {
      let answer = await Reply<String>.wait(on: cell, ifCancelled: "cancelled") { reply in
        cell.after(.seconds(5)) { journal.note("too late: \(reply.send("late"))") }
      }
      journal.note("\(answer) at \(cell.now.nanoseconds)")
    }
    cell.after(.seconds(1)) { task.cancel() }
    cell.run()
    #expect(journal.all == ["cancelled at 1000000000", "too late: false"])
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a task that was cancelled before it asks is answered too`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let journal = Journal()
    cell.enter {
      let task = cell.spawn {
        let answer = await Reply<Int>.wait(on: cell, ifCancelled: -1) { _ in }
        journal.note("\(answer)")
      }
      task.cancel()
    }
    cell.run()
    #expect(journal.all == ["-1"])
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `of an answer and a cancellation at one instant the earlier event wins`(mode: Cell.Mode) {
    for isCancelledFirst in [true, false] {
      let cell = Cell(seed: 1, mode: mode)
      let journal = Journal()
      let task = cell.spawn {
        let answer = await Reply<Int>.wait(on: cell, ifCancelled: -1) { reply in
          cell.after(.seconds(1)) { reply.send(1) }
        }
        journal.note("\(answer)")
      }
      // The task asks when it first runs, which is at zero, before the second event of that
      // instant.
      if isCancelledFirst {
        cell.after(.seconds(1)) { task.cancel() }
      } else {
        cell.after(.zero) { cell.after(.seconds(1)) { task.cancel() } }
      }
      cell.run()
      #expect(journal.all == [isCancelledFirst ? "-1" : "1"])
    }
  }
}
