import Scenarios
import SimCore
import Testing
import VoicePipeline

/// Keeps what a store has answered, and when.
private actor SessionEar: CellActor {
  nonisolated let cell: Cell
  private(set) var answers: [(at: SimInstant, answer: SessionAnswer)] = []

  init(on cell: Cell) { self.cell = cell }

  nonisolated func hear(_ answer: SessionAnswer) {
    onCell { $0.answers.append(($0.cell.now, answer)) }
  }
}

/// A store that is asked at given times.
private struct StoreBench {
  let cell = Cell(seed: 3)
  let store: SimulatedSessionStore
  private let ear: SessionEar

  /// `sessions` are keys of the section; `faults` is a list.
  init(_ sessions: String, faults: String = "[]") throws {
    let scenario = try WorldBench.scenario(
      """
      duration: 10m
      load: {inbound: {rate: 1/s}}
      platform:
        pods: {min: 1, max: 1}
        sessions: {write: 2ms, read: 3ms, \(sessions)}
      faults: \(faults)
      """
    )
    let spec = try #require(scenario.platform.sessions)
    store = SimulatedSessionStore(
      cell: cell,
      spec: spec,
      faults: scenario.faultSchedule(key: cell.key)
    )
    ear = SessionEar(on: cell)
  }

  /// A conversation's state that differs from those of other numbers.
  static func state(_ number: Int) -> AgentMachine {
    AgentMachine(
      settings: AgentSettings(
        endpointing: .milliseconds(700),
        greeting: nil,
        instructionTokens: number
      )
    )
  }

  static func call(_ number: Int) -> CallID {
    CallID(number: number, key: UInt64(number) * 77)
  }

  func save(_ state: Int, of call: Int, at milliseconds: Int) {
    at(milliseconds) { [store] in _ = store.save(Self.state(state), of: Self.call(call)) }
  }

  func load(_ call: Int, at milliseconds: Int) {
    at(milliseconds) { [store, ear] in store.load(Self.call(call)) { ear.hear($0) } }
  }

  func at(_ milliseconds: Int, _ body: @escaping @Sendable () -> Void) {
    cell.enter { _ = cell.after(.milliseconds(milliseconds), body) }
  }

  /// The instants of answers in milliseconds, and the states that were found, 0 for none and -1
  /// where the store did not answer.
  func run() -> (times: [Double], states: [Int]) {
    _ = cell.run()
    let answers = cell.enter { ear.onCell { $0.answers } }
    let states = answers.map { _, answer in
      switch answer {
      case .found(let machine): (1...99).first { Self.state($0) == machine.value } ?? 100
      case .missing: 0
      case .unavailable: -1
      }
    }
    return (answers.map { Double($0.at.nanoseconds) / 1e6 }, states)
  }

  var use: SessionStoreUse { cell.enter { store.onCell { $0.use } } }
}

@Suite("Session store")
struct SessionStoreTests {
  @Test func `a state is there once its write has arrived, and the one before until then`() throws {
    let bench = try StoreBench("replication_lag: 0s")
    bench.save(1, of: 1, at: 100)
    bench.save(2, of: 1, at: 200)
    // A read takes 3 ms, and finds what is there at its end.
    bench.load(1, at: 98)
    bench.load(1, at: 150)
    bench.load(1, at: 198)
    bench.load(1, at: 199)
    bench.load(2, at: 300)
    let (times, states) = bench.run()
    #expect(times == [101, 153, 201, 202, 303])
    #expect(states == [0, 1, 1, 2, 0])
    #expect(bench.use.missing == 2 && bench.use.loads == 5)
  }

  @Test func `a conversation that has ended is forgotten`() throws {
    let bench = try StoreBench("replication_lag: 0s")
    bench.save(1, of: 1, at: 10)
    bench.at(20) { [store = bench.store] in store.remove(StoreBench.call(1)) }
    bench.load(1, at: 30)
    #expect(bench.run().states == [0])
  }

  @Test func `a fail-over loses the writes that the replica had not yet`() throws {
    let bench = try StoreBench(
      "replication_lag: 100ms, timeout: 250ms",
      faults: "[{endpoint: sessions, kind: outage, at: 1s, for: 2s}]"
    )
    bench.save(1, of: 1, at: 500)
    bench.save(2, of: 1, at: 950)
    bench.save(3, of: 2, at: 899)
    bench.save(4, of: 3, at: 897)
    bench.load(1, at: 990)
    // Nobody answers while it is down, and nothing is kept.
    bench.save(5, of: 1, at: 1_500)
    bench.load(1, at: 2_000)
    for call in 1...3 { bench.load(call, at: 3_000 + call) }
    let (times, states) = bench.run()
    #expect(states == [2, -1, 1, 0, 4])
    #expect(times[1] == 2_250)
    #expect(bench.use.refused == 1 && bench.use.stale == 1 && bench.use.unanswered == 1)
  }

  @Test func `a full memory refuses what is new, or forgets what was not touched for longest`()
    throws
  {
    let size = "memory: 0.048, conversation_size: 16, replication_lag: 0s"
    for isForgetful in [false, true] {
      let bench = try StoreBench(
        "\(size), eviction: \(isForgetful ? "allkeys-lru" : "noeviction")"
      )
      for call in 1...3 { bench.save(call, of: call, at: call * 10) }
      bench.save(9, of: 1, at: 50)
      bench.save(4, of: 4, at: 60)
      for call in 1...4 { bench.load(call, at: 100 + call) }
      #expect(bench.run().states == (isForgetful ? [9, 0, 3, 4] : [9, 2, 3, 0]))
      #expect(bench.use.evicted == (isForgetful ? 1 : 0))
      #expect(bench.use.refused == (isForgetful ? 0 : 1))
      #expect(bench.use.kept == 3)
    }
  }

  @Test func `what was read lately is kept, however often others were written`() throws {
    let bench = try StoreBench(
      "memory: 0.048, conversation_size: 16, replication_lag: 0s, eviction: allkeys-lru"
    )
    for call in 1...3 { bench.save(call, of: call, at: call) }
    // More touches than the list of them may hold.
    for round in 0..<6_000 { bench.save(5, of: 2, at: 10 + round) }
    bench.load(1, at: 7_000)
    bench.save(4, of: 4, at: 7_100)
    for call in 1...4 { bench.load(call, at: 7_200 + call) }
    #expect(bench.run().states == [1, 1, 5, 0, 4])
    #expect(bench.use.evicted == 1)
  }

  @Test func `a brown-out makes the store slow, and fails a share of what it is asked`() throws {
    let bench = try StoreBench(
      "replication_lag: 0s",
      faults:
        "[{endpoint: sessions, kind: brown-out, at: 0s, for: 1h, latency_factor: 10,"
        + " error_share: 25%}]"
    )
    for call in 1...400 { bench.save(1, of: call, at: call) }
    for call in 1...400 { bench.load(call, at: 1_000 + call) }
    _ = bench.run()
    // Three standard errors of 400 chances of a quarter.
    #expect(abs(bench.use.refused - 100) < 27 && bench.use.refused > 0)
    #expect(abs(bench.use.unanswered - 100) < 27)
    // Those that were refused are missing, of the loads that were answered.
    #expect(abs(bench.use.missing - 75) < 24)
  }
}
