import SimCore
import Testing

/// Does what a request says.
private actor Oracle: RemoteServer {
  enum Request: Sendable {
    case answerAtOnce
    case answerAfter(Duration)
    case answerTwice
    case neverAnswer
  }

  nonisolated let cell: Cell
  private let journal: Journal
  private var count = 0

  init(_ cell: Cell, _ journal: Journal) {
    self.cell = cell
    self.journal = journal
  }

  func serve(_ request: Request, _ call: RemoteCall<Request, Int>) {
    count += 1
    let number = count
    journal.note("\(milliseconds) request \(number)")
    switch request {
    case .answerAtOnce: call.answer(number)
    case .answerAfter(let delay):
      after(delay) { oracle in
        let isOpen = call.isOpen
        let isSent = call.answer(number)
        oracle.journal.note("\(oracle.milliseconds) answer \(number) \(isOpen) \(isSent)")
      }
    case .answerTwice:
      journal.note("\(call.answer(number)) \(call.answer(number + 1))")
    case .neverAnswer: break
    }
  }

  func abandoned(_ call: RemoteCall<Request, Int>) { journal.note("\(milliseconds) abandoned") }

  private var milliseconds: Int64 { cell.now.nanoseconds / 1_000_000 }
}

private actor Asker: CellActor {
  nonisolated let cell: Cell
  private let journal: Journal
  let port: RemotePort<Oracle.Request, Int>

  init(_ cell: Cell, _ journal: Journal, _ port: RemotePort<Oracle.Request, Int>) {
    self.cell = cell
    self.journal = journal
    self.port = port
  }

  func ask(_ request: Oracle.Request, timeOut: Duration? = nil) async {
    let result = await port.call(request, timeOut: timeOut)
    journal.note("\(cell.now.nanoseconds / 1_000_000) \(result)")
  }

  nonisolated func cancel(_ task: Task<Void, Never>, at delay: Duration) {
    after(delay) { _ in task.cancel() }
  }
}

@Suite("Remote port")
struct RemotePortTests {
  /// An asker in cell 0 and an oracle in cell 1; requests take 5 ms, replies 7 ms.
  private struct Bench {
    let federation = CellFederation(cells: 2, lookahead: .milliseconds(5), seed: 1)
    let asked = Journal()
    let served = Journal()
    let asker: Asker

    init() {
      let desk = Oracle(federation.cells[1], served).openDesk(replyDelay: .milliseconds(7))
      let port = RemotePort(in: federation.cells[0], to: desk, requestDelay: .milliseconds(5))
      asker = Asker(federation.cells[0], asked, port)
    }

    func spawn(_ request: Oracle.Request, timeOut: Duration? = nil) -> Task<Void, Never> {
      let asker = asker
      return asker.cell.spawn { await asker.ask(request, timeOut: timeOut) }
    }

    func run() { federation.run(threads: 2) }

    var counts: RemotePortCounts {
      asker.cell.enter {
        let port = asker.onCell { $0.port }
        return port.onCell { $0.counts }
      }
    }
  }

  @Test func `a reply comes after both delays and the time of service`() {
    let bench = Bench()
    _ = bench.spawn(.answerAtOnce)
    _ = bench.spawn(.answerAfter(.milliseconds(30)), timeOut: .milliseconds(50))
    bench.run()
    #expect(bench.served.all == ["5 request 1", "5 request 2", "35 answer 2 true true"])
    #expect(bench.asked.all == ["12 reply(1)", "42 reply(2)"])
    #expect(bench.counts == RemotePortCounts(sent: 2, replied: 2))
    // Spawns 2, requests 2, service 1, replies 2 with a wake-up each; the time-out is taken back.
    #expect(bench.federation.eventCount == 9)
  }

  @Test func `a time-out ends the call, tells the server, and the late reply is dropped`() {
    let bench = Bench()
    // The reply leaves at 15 ms, before the news of the time-out arrives at 19 ms.
    _ = bench.spawn(.answerAfter(.milliseconds(10)), timeOut: .milliseconds(14))
    // Here the news is first.
    _ = bench.spawn(.answerAfter(.milliseconds(90)), timeOut: .milliseconds(14))
    bench.run()
    #expect(bench.asked.all == ["14 timedOut", "14 timedOut"])
    #expect(
      bench.served.all == [
        "5 request 1", "5 request 2", "15 answer 1 true true", "19 abandoned",
        "95 answer 2 false false",
      ]
    )
    #expect(bench.counts == RemotePortCounts(sent: 2, timedOut: 2, late: 1))
  }

  @Test func `a cancelled call ends at once, and its server hears of it later`() {
    let bench = Bench()
    let waiting = bench.spawn(.neverAnswer)
    let crossing = bench.spawn(.answerAfter(.milliseconds(6)))
    bench.asker.cancel(waiting, at: .milliseconds(8))
    bench.asker.cancel(crossing, at: .milliseconds(8))
    bench.run()
    #expect(bench.asked.all == ["8 cancelled", "8 cancelled"])
    #expect(
      bench.served.all == [
        "5 request 1", "5 request 2", "11 answer 2 true true", "13 abandoned",
      ]
    )
    #expect(bench.counts == RemotePortCounts(sent: 2, cancelled: 2, late: 1))
  }

  @Test func `a task that was cancelled before asks nobody`() {
    let bench = Bench()
    let task = bench.spawn(.answerAtOnce)
    bench.asker.cell.enter { task.cancel() }
    bench.run()
    #expect(bench.asked.all == ["0 cancelled"])
    #expect(bench.served.all.isEmpty)
    #expect(bench.counts == RemotePortCounts(cancelled: 1))
  }

  @Test func `reply, time-out and cancellation of one instant end a call once`() {
    let bench = Bench()
    // The reply arrives at 12 ms.
    _ = bench.spawn(.answerAtOnce, timeOut: .milliseconds(12))
    let task = bench.spawn(.answerAtOnce, timeOut: .milliseconds(12))
    bench.asker.cancel(task, at: .milliseconds(12))
    let other = bench.spawn(.answerAtOnce)
    bench.asker.cancel(other, at: .milliseconds(12))
    bench.run()
    // In the order in which their events were queued: cancellations, time-out, replies.
    #expect(bench.asked.all == ["12 cancelled", "12 cancelled", "12 timedOut"])
    let counts = bench.counts
    #expect(counts == RemotePortCounts(sent: 3, timedOut: 1, cancelled: 2, late: 3))
    #expect(bench.federation.taskCount == 0)
  }

  @Test func `only the first answer counts`() {
    let bench = Bench()
    _ = bench.spawn(.answerTwice)
    bench.run()
    #expect(bench.served.all == ["5 request 1", "true false"])
    #expect(bench.asked.all == ["12 reply(1)"])
    #expect(bench.counts.late == 0)
  }
}
