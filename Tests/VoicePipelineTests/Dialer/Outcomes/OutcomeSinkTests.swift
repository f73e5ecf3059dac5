import SimCore
import Synchronization
import Testing
import VoicePipeline

/// Takes every batch after a fixed time, and fails as long as it is told to.
private final class FakeStore: OutcomeStore {
  private let cell: Cell
  private let time: Duration
  private let fails: @Sendable (OutcomeBatch) -> Bool
  let batches = Journal()

  init(
    _ cell: Cell,
    time: Duration = .milliseconds(10),
    fails: @escaping @Sendable (OutcomeBatch) -> Bool = { _ in false }
  ) {
    self.cell = cell
    self.time = time
    self.fails = fails
  }

  func write(_ batch: OutcomeBatch, _ reply: Reply<PortFailure?>) {
    let calls = batch.rows.map { "\($0.call)" }.joined(separator: "+")
    batches.note("\(cell.now.nanoseconds / 1_000_000) ms: \(calls)")
    let failure: PortFailure? = fails(batch) ? .timedOut : nil
    cell.after(time) { reply.send(failure) }
  }
}

/// What happened, in order.
private final class Journal: Sendable {
  private let lines = Mutex<[String]>([])

  func note(_ line: String) { lines.withLock { $0.append(line) } }

  var all: [String] { lines.withLock { $0 } }
}

@Suite("Outcome sink")
struct OutcomeSinkTests {
  /// Offers rows at their milliseconds, from their pods, and lives to the end.
  private func live(
    _ rows: [(ms: Int, call: Int, pod: Int?)],
    kills: [(ms: Int, pod: Int)] = [],
    settings: OutcomeSettings = OutcomeSettings(interval: .milliseconds(250)),
    time: Duration = .milliseconds(10),
    fails: @escaping @Sendable (OutcomeBatch) -> Bool = { _ in false }
  ) -> (account: OutcomeAccount, batches: [String]) {
    let cell = Cell(seed: 1)
    let store = FakeStore(cell, time: time, fails: fails)
    let sink = OutcomeSink(cell: cell, pods: 2, settings: settings, store: store)
    for (ms, call, pod) in rows {
      cell.after(.milliseconds(ms)) {
        sink.onCell { sink in
          sink.record(
            OutcomeRow(call: call, campaign: 0, outcome: .completed, ended: cell.now),
            from: pod
          )
        }
      }
    }
    for (ms, pod) in kills {
      cell.after(.milliseconds(ms)) { sink.onCell { $0.kill(pod: pod) } }
    }
    _ = cell.run(until: .distantFuture)
    defer { cell.shutdown() }
    return (cell.enter { sink.onCell { $0.account } }, store.batches.all)
  }

  @Test func `each pod and the dialer make batches of their own, from their first row on`() {
    let (account, batches) = live([
      (0, 1, 0), (100, 2, 0), (120, 3, 1), (200, 4, nil), (249, 5, 0), (251, 6, 0),
    ])
    #expect(batches == ["250 ms: 1+2+5", "370 ms: 3", "450 ms: 4", "501 ms: 6"])
    #expect(account.offered == 6 && account.written == 6 && account.lost == 0)
    #expect(account.batches == 4 && account.batchMax == 3)
    #expect(account.delays.max == .milliseconds(260))
    #expect(account.pending == 0)
  }

  @Test func `without an interval each row is written by itself, at once`() {
    let settings = OutcomeSettings(interval: .zero)
    let (account, batches) = live([(0, 1, 0), (1, 2, 0), (1, 3, 0)], settings: settings)
    #expect(batches == ["0 ms: 1", "1 ms: 2", "1 ms: 3"])
    #expect(account.batches == 3 && account.batchMax == 1)
    #expect(account.delays.max == .milliseconds(10))
  }

  @Test func `what comes while a batch is on its way makes the next one`() {
    let (account, batches) = live(
      [(0, 1, 0), (300, 2, 0), (500, 3, 0), (900, 4, 0)],
      time: .seconds(1)
    )
    #expect(batches == ["250 ms: 1", "1250 ms: 2+3+4"])
    #expect(account.written == 4)
  }

  @Test func `a killed pod loses what it has not sent, and nothing else`() {
    let (account, batches) = live(
      [(0, 1, 0), (0, 2, 1), (300, 3, 0), (400, 4, 0), (420, 5, 0)],
      kills: [(100, 1), (255, 0), (410, 0)]
    )
    // The first batch of pod 0 is on its way at 255 ms: a database commits what it was sent.
    #expect(batches == ["250 ms: 1", "670 ms: 5"])
    #expect(account.lost(by: .podKilled) == 3)
    #expect(account.written == 2 && account.offered == 5 && account.pending == 0)
  }

  @Test func `no kill takes more than came within one interval, wherever it falls`() {
    let rows = (0..<400).map { (ms: $0 * 13, call: $0 + 1, pod: Optional(0)) }
    for kill in stride(from: 1, to: 5_000, by: 37) {
      let (account, _) = live(rows, kills: [(kill, 0)])
      let exposed = rows.count { $0.ms <= kill && $0.ms >= kill - 250 }
      #expect(account.lost <= exposed, "\(kill)")
      #expect(account.written + account.lost == rows.count, "\(kill)")
    }
  }

  @Test func `a failed batch is tried again until it is given up`() {
    var settings = OutcomeSettings(interval: .milliseconds(250), attemptsMax: 3)
    settings.retryAfter = .milliseconds(100)
    let (once, batches) = live([(0, 1, 0), (10, 2, 0)], settings: settings) { $0.attempt == 1 }
    #expect(batches == ["250 ms: 1+2", "360 ms: 1+2"])
    #expect(once.failures == 1 && once.written == 2 && once.lost == 0)
    let (never, tries) = live([(0, 1, 0), (10, 2, 0)], settings: settings) { _ in true }
    #expect(tries.count == 3)
    #expect(never.failures == 3 && never.lost(by: .refused) == 2 && never.written == 0)
  }

  @Test func `a batch that failed dies with its pod`() {
    let (account, batches) = live([(0, 1, 0), (0, 2, 1)], kills: [(300, 0)]) { $0.attempt == 1 }
    #expect(batches == ["250 ms: 1", "250 ms: 2", "1260 ms: 2"])
    #expect(account.lost(by: .podKilled) == 1 && account.written == 1)
  }

  @Test func `a buffer that is full loses the newest, and counts them`() {
    let settings = OutcomeSettings(interval: .milliseconds(250), bufferMax: 3)
    let rows = (0..<5).map { (ms: $0, call: $0 + 1, pod: Optional(0)) }
    let (account, batches) = live(rows + [(255, 6, 0), (262, 7, 0)], settings: settings)
    // Until the reply at 260 ms the batch of three fills the buffer.
    #expect(batches == ["250 ms: 1+2+3", "512 ms: 7"])
    #expect(account.lost(by: .overflow) == 3 && account.written == 4)
  }

  @Test func `a flush writes at once what waits`() {
    let cell = Cell(seed: 1)
    let store = FakeStore(cell)
    let sink = OutcomeSink(
      cell: cell,
      pods: 2,
      settings: OutcomeSettings(interval: .seconds(30)),
      store: store
    )
    cell.after(.milliseconds(5)) {
      sink.onCell { sink in
        sink.record(OutcomeRow(call: 1, campaign: 0, outcome: .busy, ended: cell.now), from: nil)
        sink.record(OutcomeRow(call: 2, campaign: 0, outcome: .busy, ended: cell.now), from: 1)
        sink.flush()
      }
    }
    _ = cell.run(until: SimInstant(nanoseconds: 20_000_000))
    defer { cell.shutdown() }
    #expect(store.batches.all == ["5 ms: 2", "5 ms: 1"])
    #expect(cell.enter { sink.onCell { $0.account.pending } } == 0)
  }

  @Test func `a batch has on average one row and those that come within its interval`() {
    // Poisson arrivals: an interval begins with a row, and has rate times interval more.
    let settings = OutcomeSettings(interval: .milliseconds(250))
    for (seed, rate) in [(1, 2.0), (2, 8.0), (3, 40.0)] as [(UInt64, Double)] {
      let cell = Cell(seed: seed)
      let sink = OutcomeSink(cell: cell, pods: 1, settings: settings, store: FakeStore(cell))
      var plan = ArrivalPlan(process: .poisson, callsPerSecond: rate, draws: cell.key)
      for call in 1...20_000 {
        guard let instant = plan.next() else { continue }
        cell.after(SimInstant.zero.duration(to: instant)) {
          sink.onCell { sink in
            sink.record(
              OutcomeRow(call: call, campaign: 0, outcome: .completed, ended: cell.now),
              from: 0
            )
          }
        }
      }
      _ = cell.run(until: .distantFuture)
      let account = cell.enter { sink.onCell { $0.account } }
      cell.shutdown()
      let mean = Double(account.written) / Double(account.batches)
      #expect(abs(mean / (1 + rate * 0.25) - 1) < 0.02, "rate \(rate): \(mean)")
    }
  }
}
