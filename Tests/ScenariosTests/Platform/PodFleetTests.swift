import Scenarios
import SimCore
import Testing
import VoicePipeline

/// A fleet under a stream of calls that need nothing but a slot.
private final class FleetBench {
  let cell: Cell
  let fleet: PodFleet
  private let load: FleetLoad

  /// `platform` is the section of a scenario; calls come Poisson, and hold for an exponential time.
  init(
    _ platform: String,
    erlang: Double,
    hold: Duration = .seconds(100),
    until end: Duration,
    seed: UInt64 = 1,
    changes: [FleetLoad.Change] = []
  ) throws {
    let scenario = try WorldBench.scenario(
      """
      duration: \(end.components.seconds)s
      load: {inbound: {rate: 1/s}}
      platform: \(platform)
      """,
      seed: seed
    )
    guard let pod = scenario.platform.elastic else { preconditionFailure("pods stand") }
    cell = Cell(seed: seed)
    fleet = PodFleet(scenario.platform, pod: pod, on: cell, until: end)
    load = FleetLoad(
      cell: cell,
      fleet: fleet,
      erlang: erlang,
      hold: hold,
      end: .zero.advanced(by: end),
      changes: changes
    )
  }

  func run() -> PlatformAccount {
    cell.enter { [fleet, load] in
      fleet.onCell { $0.start(ScalingSignals(), forecast: nil) }
      load.onCell { $0.start() }
    }
    _ = cell.run()
    return cell.enter { fleet.onCell { $0.finish() } }
  }

  var blocked: Double { cell.enter { load.onCell { Double($0.blocked) / Double($0.arrived) } } }
  var arrived: Int { cell.enter { load.onCell { $0.arrived } } }
}

/// Calls without anybody in them.
private actor FleetLoad: CellActor {
  struct Change: Sendable {
    var at: Duration
    var erlang: Double
  }

  nonisolated let cell: Cell
  private let fleet: PodFleet
  private let hold: DurationDistribution
  private let holdSeconds: Double
  private let end: SimInstant
  private let changes: [Change]
  private var erlang: Double
  private var index: UInt64 = 0
  private(set) var arrived = 0
  private(set) var blocked = 0

  init(
    cell: Cell,
    fleet: PodFleet,
    erlang: Double,
    hold: Duration,
    end: SimInstant,
    changes: [Change]
  ) {
    self.cell = cell
    self.fleet = fleet
    self.erlang = erlang
    self.hold = .exponential(mean: hold)
    holdSeconds = Double(hold.nanoseconds) / 1e9
    self.end = end
    self.changes = changes
  }

  func start() {
    for change in changes { after(change.at) { $0.erlang = change.erlang } }
    next()
  }

  private func next() {
    index += 1
    let gap = -Elementary.log(cell.key.uniform(.gap, index)) * holdSeconds / erlang
    guard cell.now.advanced(by: .nanoseconds(Int64(gap * 1e9))) < end else { return }
    after(.nanoseconds(Int64(gap * 1e9))) { load in
      load.arrive()
      load.next()
    }
  }

  private func arrive() {
    arrived += 1
    let id = CallID(number: arrived, key: Mix.draw(77, UInt64(arrived)))
    guard let slot = fleet.router.onCell({ $0.acquire() }) else {
      blocked += 1
      return
    }
    _ = fleet.begin(id, on: slot.pod, over: NoMedia(), from: CallOrigin())
    let time = hold.sample(cell.key.bits(.hold, UInt64(arrived)))
    after(time) { load in
      load.fleet.router.onCell { $0.release(slot) }
      load.fleet.end(id, on: slot.pod)
    }
  }
}

private final class NoMedia: MediaPath {
  func attach(_ agent: any AgentEventReceiver, observer: any CallObserver) {}
  func play(_ audio: any AudioStream, mark: PlaybackMark) {}
  func clear() {}
  func close(_ end: ConversationEnd) {}
}

extension Purpose {
  fileprivate static let gap = Purpose("test.gap")
  fileprivate static let hold = Purpose("test.hold")
}

@Suite("Pod fleet")
struct PodFleetTests {
  @Test(arguments: [(8.0, 0.121_661_2), (5.0, 0.018_384_57), (12.0, 0.301_925_0)])
  func `pods that stand lose as Erlang B says, however they share the calls`(
    _ load: Double,
    _ expected: Double
  ) throws {
    // Ten slots on five pods; the values are B(10, load).
    let shares = try (1...12).map { seed in
      let bench = try FleetBench(
        "{pods: {min: 5, max: 5, cap: 2, processor_per_call: 0%}}",
        erlang: load,
        until: .seconds(60_000),
        seed: UInt64(seed)
      )
      _ = bench.run()
      return bench.blocked
    }
    let mean = shares.reduce(0, +) / Double(shares.count)
    let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(shares.count - 1)
    let error = (variance / Double(shares.count)).squareRoot()
    #expect(abs(mean - expected) < 3 * error, "\(mean) +- \(error) against \(expected)")
  }

  @Test func `five calls at most lose 81 of a hundred at 25 Erlang, thirty lose five`() throws {
    for (cap, expected) in [(5, 0.809), (30, 0.0526)] {
      let bench = try FleetBench(
        "{pods: {min: 1, max: 1, cap: \(cap), processor_per_call: 0%}}",
        erlang: 25,
        until: .seconds(120_000)
      )
      _ = bench.run()
      #expect(abs(bench.blocked - expected) < 0.005, "cap \(cap): \(bench.blocked)")
    }
  }

  @Test func `a surge brings pods up, and they go down one by one when it is over`() throws {
    let bench = try FleetBench(
      """
      {pods: {min: 2, max: 20, start: 5s, processor_per_call: 0%}, slots_per_pod: 50,
        autoscaler: voice-pods}
      """,
      erlang: 60,
      until: .seconds(7_200),
      changes: [
        FleetLoad.Change(at: .seconds(600), erlang: 600),
        FleetLoad.Change(at: .seconds(2_400), erlang: 30),
      ]
    )
    let account = bench.run()
    let at = { (second: Int) in
      account.ready.level(at: .zero.advanced(by: .seconds(second)))
    }
    #expect(at(599) <= 3)
    #expect(at(2_000) >= 18)
    // The last high recommendation is some minutes old before the first pod goes.
    #expect(at(2_700) >= 17)
    #expect(at(5_000) <= 3)
    #expect(account.desired.level(at: .zero.advanced(by: .seconds(5_000))) == at(5_000))
  }

  @Test func `memory that calls leak kills a pod with its calls, and it starts again`() throws {
    let bench = try FleetBench(
      """
      {pods: {min: 1, max: 1, start: 5s, memory: 400, memory_per_call: 20, heavy_share: 0%,
        leak_per_hour: 600}, slots_per_pod: 50}
      """,
      erlang: 10,
      until: .seconds(3_600)
    )
    let account = bench.run()
    #expect(account.pods(lostBy: .outOfMemory) > 0)
    #expect(account.calls(lostBy: .outOfMemory) > 0)
    #expect(account.memoryMax > 400)
    // It was back each time before it died again.
    #expect(account.ready.changeCount > 2 * account.pods(lostBy: .outOfMemory) - 1)
    #expect(account.podsStarted == 1)
  }

  @Test func `without a leak as many calls have room as memory says`() throws {
    let bench = try FleetBench(
      """
      {pods: {min: 1, max: 1, memory: 401, memory_per_call: 20, heavy_share: 0%},
        slots_per_pod: 20}
      """,
      erlang: 60,
      until: .seconds(3_600)
    )
    let account = bench.run()
    #expect(account.podsLost == 0)
    #expect(account.callsMax == 20)
    #expect(abs(account.memoryMax - 400) < 1e-6)
  }

  @Test func `pods crash as often as they are said to`() throws {
    let bench = try FleetBench(
      """
      {pods: {min: 10, max: 10, start: 0s, restart_pause: 0s, crash_every: 1h,
        processor_per_call: 0%}}
      """,
      erlang: 100,
      until: .seconds(36_000)
    )
    let account = bench.run()
    // A hundred pod-hours: 100 crashes, give or take 3 x 10.
    #expect((70...130).contains(account.pods(lostBy: .crash)), "\(account.pods(lostBy: .crash))")
    #expect(account.calls(lostBy: .crash) > 0)
  }

  @Test func `a drain that may not take long cuts calls off`() throws {
    func lost(_ drain: String) throws -> Int {
      let bench = try FleetBench(
        """
        {pods: {min: 1, max: 10, initial: 10, start: 0s, drain: \(drain), processor_per_call: 0%},
          autoscaler: {preset: voice-pods, down: {window: 0s, policies: [{pods: 2, period: 15s}]}}}
        """,
        erlang: 100,
        until: .seconds(1_200)
      )
      return bench.run().calls(lostBy: .drainEnded)
    }
    #expect(try lost("10s") > 10)
    #expect(try lost("24h") == 0)
  }

  @Test func `pods wait for nodes, and nodes that are empty are given back`() throws {
    let bench = try FleetBench(
      """
      {pods: {min: 2, max: 12, start: 5s, processor_per_call: 0%},
        autoscaler: voice-pods,
        nodes: {pods_per_node: 2, max: 4, start: 90s, idle_after: 2m}}
      """,
      erlang: 40,
      until: .seconds(9_000),
      changes: [
        FleetLoad.Change(at: .seconds(300), erlang: 600),
        FleetLoad.Change(at: .seconds(3_000), erlang: 20),
      ]
    )
    let account = bench.run()
    let peak = account.ready.peak(from: .zero, to: .zero.advanced(by: .seconds(9_000)))
    // Four nodes of two: eight pods, whatever the autoscaler wishes.
    #expect(peak == 8)
    #expect(account.nodes.peak(from: .zero, to: .zero.advanced(by: .seconds(9_000))) == 4)
    #expect(account[.nodes].first != nil)
    #expect(account.startTimes.max.map { $0 > .seconds(90) } == true)
    #expect(account.nodes.level(at: .zero.advanced(by: .seconds(9_000))) < 4)
  }

  @Test func `spot nodes are taken back, and what does not end in time is lost`() throws {
    let bench = try FleetBench(
      """
      {pods: {min: 8, max: 8, start: 5s, processor_per_call: 0%},
        nodes: {pods_per_node: 2, max: 20, start: 10s, spot_share: 50%, reclaim_every: 30m,
          reclaim_notice: 30s}}
      """,
      erlang: 200,
      until: .seconds(14_400)
    )
    let account = bench.run()
    #expect(account.pods(lostBy: .reclaimed) > 0)
    #expect(account.calls(lostBy: .reclaimed) > 0)
    #expect(account.spotNodes.mean(from: .zero, to: .zero.advanced(by: .seconds(14_400))) > 0.5)
  }

  @Test func `what stands by starts sooner, and costs`() throws {
    func account(_ hot: Int) throws -> PlatformAccount {
      let bench = try FleetBench(
        """
        {pods: {min: 2, max: 12, processor_per_call: 0%}, autoscaler: kubernetes,
          standby: {hot: {pods: \(hot)}, warm: {pods: 0}}}
        """,
        erlang: 40,
        until: .seconds(1_800),
        changes: [FleetLoad.Change(at: .seconds(300), erlang: 250)]
      )
      return bench.run()
    }
    let (cold, hot) = (try account(0), try account(10))
    #expect(cold.startTimes.max.map { $0 > .seconds(120) } == true)
    #expect(hot.startTimes.max.map { $0 <= .seconds(30) } == true)
    #expect(hot.cost > cold.cost)
  }

  @Test func `equal seeds give equal histories`() throws {
    func digest() throws -> String {
      let bench = try FleetBench(
        "{pods: {min: 2, max: 10, crash_every: 20m}, autoscaler: voice-pods}",
        erlang: 200,
        until: .seconds(3_600),
        seed: 5
      )
      let account = bench.run()
      return "\(account.ready) \(account.syncs) \(account.routing)"
    }
    #expect(try digest() == digest())
  }
}
