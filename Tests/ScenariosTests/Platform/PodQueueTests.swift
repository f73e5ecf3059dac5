import Scenarios
import SimCore
import Testing
import VoicePipeline

/// People who wait for a slot of a fleet for as long as it takes.
private actor PatientQueue: CellActor {
  nonisolated let cell: Cell
  private let fleet: PodFleet
  private let room: WaitingRoom
  private let load: Double
  private let end: SimInstant
  private let hold = DurationDistribution.exponential(mean: .seconds(100))
  private var index: UInt64 = 0

  init(fleet: PodFleet, load: Double, end: Duration) {
    cell = fleet.cell
    self.fleet = fleet
    self.load = load
    self.end = .zero.advanced(by: end)
    room = WaitingRoom(
      cell: fleet.cell,
      router: fleet.router,
      settings: WaitingRoomSettings(
        capacity: 1_000_000,
        announces: false,
        callbackFrom: nil,
        firstHold: .seconds(100)
      )
    )
  }

  func start() { next() }

  var account: WaitingRoomAccount { room.onCell { $0.account } }

  private func next() {
    index += 1
    let gap = -Elementary.log(cell.key.uniform(.gap, index)) * 100 / load
    let wait = Duration.nanoseconds(Int64(gap * 1e9))
    guard cell.now.advanced(by: wait) < end else { return }
    after(wait) { queue in
      let caller = PatientCaller(queue: queue, index: queue.index)
      _ = queue.room.onCell { $0.enter(caller) }
      queue.next()
    }
  }

  fileprivate func serve(_ index: UInt64, on slot: PodSlot) {
    after(hold.sample(cell.key.bits(.hold, index))) { queue in
      queue.fleet.router.onCell { $0.release(slot) }
    }
  }
}

private final class PatientCaller: WaitingCaller {
  let queue: PatientQueue
  let index: UInt64

  init(queue: PatientQueue, index: UInt64) {
    self.queue = queue
    self.index = index
  }

  func mustWait(_ wait: Duration?, offersCallback: Bool) -> WaitingDecision { .stays }
  func turnedAway() {}

  func admitted(to slot: PodSlot, isCallback: Bool) {
    queue.onCell { $0.serve(index, on: slot) }
  }
}

extension Purpose {
  fileprivate static let gap = Purpose("test.queue_gap")
  fileprivate static let hold = Purpose("test.queue_hold")
}

@Suite("Pods with a queue")
struct PodQueueTests {
  @Test(arguments: [(8.0, 0.409_180_2), (7.0, 0.221_731_2), (6.0, 0.1012992)])
  func `who waits for pods that stand waits as often as Erlang C says`(
    _ load: Double,
    _ expected: Double
  ) throws {
    // Ten slots on five pods; the values are C(10, load).
    let scenario = try WorldBench.scenario(
      """
      duration: 100s
      load: {inbound: {rate: 1/s}}
      platform: {pods: {min: 5, max: 5, cap: 2}}
      """
    )
    let pod = try #require(scenario.platform.elastic)
    let shares = (1...12).map { seed in
      let cell = Cell(seed: UInt64(seed))
      let fleet = PodFleet(scenario.platform, pod: pod, on: cell, until: .seconds(60_000))
      let queue = PatientQueue(fleet: fleet, load: load, end: .seconds(60_000))
      cell.enter {
        fleet.onCell { $0.start(ScalingSignals(), forecast: nil) }
        queue.onCell { $0.start() }
      }
      _ = cell.run()
      let account = cell.enter { queue.onCell { $0.account } }
      return Double(account.afterWait) / Double(account.arrived)
    }
    let mean = shares.reduce(0, +) / Double(shares.count)
    let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(shares.count - 1)
    let error = (variance / Double(shares.count)).squareRoot()
    #expect(abs(mean - expected) < 3 * error, "\(mean) +- \(error) against \(expected)")
  }
}
