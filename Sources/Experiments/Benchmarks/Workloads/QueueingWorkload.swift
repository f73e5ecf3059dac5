internal import SimCore

/// Workload 2: callers arrive 20,000 an hour, 1,667 agents serve them in order of arrival for 300 s
/// in the mean, and a caller who waits gives up after 120 s in the mean.
///
/// Run until all are gone; all of it is timed. A patience runs only while its caller waits.
enum QueueingWorkload {
  static let agents = 1_667

  /// A task and an actor for each caller.
  static func actors(events: Int?) -> WorkloadOutcome {
    measure("actors", events) { cell, agents, calls in
      let arrivals = CallerArrivals(cell, agents)
      cell.spawn { await arrivals.run(calls) }
    }
  }

  /// No task: one actor hears of arrivals, grants and ends; the argument names the caller.
  static func callbacks(events: Int?) -> WorkloadOutcome {
    measure("callbacks", events) { cell, agents, calls in
      CallerTable(cell, agents, calls).begin()
    }
  }

  private static func measure(
    _ program: String,
    _ events: Int?,
    _ begin: (Cell, Resource, Int) -> Void
  ) -> WorkloadOutcome {
    let calls = CommonWorkload.queueing.size(full: CommonWorkload.queueingCalls, events: events)
    let start = HostClock.cpuNanoseconds()
    let cell = Cell(seed: 1)
    let agents = Resource("agents", cell: cell, capacity: agents)
    begin(cell, agents, calls)
    cell.run()
    let spent = HostClock.cpuNanoseconds() - start
    let statistics = cell.enter { agents.statistics }
    return WorkloadOutcome(
      .queueing,
      program: program,
      events: calls,
      cpuNanoseconds: spent,
      facts: [
        ("served", Double(statistics.counts.served)),
        ("abandoned", Double(statistics.counts.reneged)),
        ("wait_s", (statistics.meanServedWait ?? .zero) / .seconds(1)),
        ("end_s", SimInstant.zero.duration(to: cell.now) / .seconds(1)),
      ]
    )
  }
}

/// What a caller draws; the index is that of its arrival.
private final class CallerTimes: Sendable {
  private let key: DrawKey
  private let gapTimes = DurationDistribution.exponential(mean: .milliseconds(180))
  private let serviceTimes = DurationDistribution.exponential(mean: .seconds(300))
  private let patienceTimes = DurationDistribution.exponential(mean: .seconds(120))

  init(_ cell: Cell) { key = cell.key.entity("callers", 0) }

  func gap(_ index: Int) -> Duration { gapTimes.sample(key.bits(.callerGap, UInt64(index))) }

  func service(_ index: Int) -> Duration {
    serviceTimes.sample(key.bits(.callerService, UInt64(index)))
  }

  func patience(_ index: Int) -> Duration {
    patienceTimes.sample(key.bits(.callerPatience, UInt64(index)))
  }
}

extension Purpose {
  fileprivate static let callerGap = Purpose("benchmark.caller.gap")
  fileprivate static let callerService = Purpose("benchmark.caller.service")
  fileprivate static let callerPatience = Purpose("benchmark.caller.patience")
}

private actor CallerArrivals: CellActor {
  nonisolated let cell: Cell
  private let agents: Resource
  private let times: CallerTimes

  init(_ cell: Cell, _ agents: Resource) {
    self.cell = cell
    self.agents = agents
    times = CallerTimes(cell)
  }

  func run(_ calls: Int) async {
    for index in 0..<calls {
      try? await clock.sleep(for: times.gap(index))
      let caller = Caller(cell, agents, times, index)
      cell.spawn { await caller.visit() }
    }
  }
}

private actor Caller: CellActor {
  nonisolated let cell: Cell
  private let agents: Resource
  private let times: CallerTimes
  private let index: Int

  init(_ cell: Cell, _ agents: Resource, _ times: CallerTimes, _ index: Int) {
    self.cell = cell
    self.agents = agents
    self.times = times
    self.index = index
  }

  func visit() async {
    guard case .granted(let claim) = await agents.acquire(patience: times.patience(index)) else {
      return
    }
    try? await clock.sleep(for: times.service(index))
    agents.release(claim)
  }
}

private actor CallerTable: TimedActor, ResourceUser {
  enum Due: UInt32, Sendable {
    case arrival
  }

  nonisolated let cell: Cell
  private let agents: Resource
  private let times: CallerTimes
  private let calls: Int

  init(_ cell: Cell, _ agents: Resource, _ calls: Int) {
    self.cell = cell
    self.agents = agents
    self.calls = calls
    times = CallerTimes(cell)
  }

  nonisolated func begin() {
    cell.enter { onCell(with: ()) { table, _ in table.awaitArrival(0) } }
  }

  private func awaitArrival(_ index: Int) {
    if index < calls { schedule(.arrival, after: times.gap(index), UInt64(index)) }
  }

  func fired(_ due: Due, _ argument: UInt64) {
    let index = Int(argument)
    let entry = agents.request(for: self, argument: argument, patience: times.patience(index))
    if case .granted(let claim) = entry { serve(claim, index) }
    awaitArrival(index + 1)
  }

  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    onCell(with: (news, argument)) { $0.heard($1.0, Int($1.1)) }
  }

  private func heard(_ news: ResourceNews, _ index: Int) {
    switch news {
    case .granted(let claim): serve(claim, index)
    case .completed(let claim): agents.release(claim)
    case .reneged, .preempted: break
    }
  }

  private func serve(_ claim: Claim, _ index: Int) {
    agents.beginHold(claim, for: times.service(index))
  }
}
