import SimCore
import Testing
import VoicePipeline

/// A queue of the textbook: Poisson arrivals, exponential service, exponential patience.
private actor Queue: CellActor {
  nonisolated let cell: Cell
  let router: PodRouter
  let room: WaitingRoom
  private let rate: Double
  private let service: Duration
  private let patience: Duration?
  private let arrivals: Int
  private let takesCallbacks: Bool
  private var index: UInt64 = 0
  private(set) var served = 0
  private(set) var calledBack = 0

  init(
    cell: Cell,
    slots: Int,
    load: Double,
    service: Duration,
    patience: Duration?,
    arrivals: Int,
    takesCallbacks: Bool = false,
    settings: WaitingRoomSettings
  ) {
    self.cell = cell
    self.service = service
    self.patience = patience
    self.arrivals = arrivals
    self.takesCallbacks = takesCallbacks
    rate = load / (Double(service.nanoseconds) / 1e9)
    router = PodRouter(cell: cell, pods: 1, slotsPerPod: slots)
    room = WaitingRoom(cell: cell, router: router, settings: settings)
  }

  func start() { next() }

  private func next() {
    index += 1
    guard index <= UInt64(arrivals) else { return }
    let gap = -Elementary.log(cell.key.uniform(.gap, index)) / rate
    after(.nanoseconds(Int64(gap * 1e9))) { queue in
      queue.arrive()
      queue.next()
    }
  }

  private func arrive() {
    let person = Person(queue: self, index: index, takesCallback: takesCallbacks)
    guard let place = room.onCell({ $0.enter(person) }), let patience else { return }
    let limit = DurationDistribution.exponential(mean: patience).sample(
      cell.key.bits(.limit, index)
    )
    after(limit) { queue in _ = queue.room.onCell { $0.leave(place) } }
  }

  fileprivate func serve(_ index: UInt64, on slot: PodSlot, isCallback: Bool) {
    served += 1
    calledBack += isCallback ? 1 : 0
    let hold = DurationDistribution.exponential(mean: service).sample(cell.key.bits(.hold, index))
    after(hold) { queue in
      queue.router.onCell { $0.release(slot) }
      queue.room.onCell { $0.ended(after: hold) }
    }
  }
}

private final class Person: WaitingCaller {
  let queue: Queue
  let index: UInt64
  let takesCallback: Bool

  init(queue: Queue, index: UInt64, takesCallback: Bool) {
    self.queue = queue
    self.index = index
    self.takesCallback = takesCallback
  }

  func mustWait(_ wait: Duration?, offersCallback: Bool) -> WaitingDecision {
    offersCallback && takesCallback ? .takesCallback : .stays
  }

  func turnedAway() {}

  func admitted(to slot: PodSlot, isCallback: Bool) {
    let (queue, index) = (queue, index)
    // Not from within the room's own entry.
    queue.after(.zero) { $0.serve(index, on: slot, isCallback: isCallback) }
  }
}

@Suite("Waiting room")
struct WaitingRoomTests {
  private func run(
    seed: UInt64,
    slots: Int,
    load: Double,
    service: Duration = .seconds(180),
    patience: Duration?,
    arrivals: Int,
    takesCallbacks: Bool = false,
    settings: WaitingRoomSettings = WaitingRoomSettings(
      capacity: 1_000_000,
      announces: false,
      callbackFrom: nil,
      firstHold: .seconds(180)
    )
  ) -> (account: WaitingRoomAccount, served: Int, calledBack: Int) {
    let cell = Cell(seed: seed)
    let queue = Queue(
      cell: cell,
      slots: slots,
      load: load,
      service: service,
      patience: patience,
      arrivals: arrivals,
      takesCallbacks: takesCallbacks,
      settings: settings
    )
    cell.enter { queue.onCell { $0.start() } }
    _ = cell.run(until: .distantFuture)
    defer { cell.shutdown() }
    return cell.enter {
      queue.onCell { ($0.room.onCell { $0.account }, $0.served, $0.calledBack) }
    }
  }

  /// Mean over seeds, and three standard errors.
  private func estimate(_ values: [Double]) -> (mean: Double, reach: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (square / Double(values.count - 1) / Double(values.count)).squareRoot()
    return (mean, 3 * error)
  }

  /// Erlang A: agents, load, and the published chances to wait and to leave.
  @Test(arguments: [(10, 12.0, 0.60106, 0.24397), (50, 60.0, 0.81968, 0.17804)])
  func `who waits and who leaves is as Erlang A says`(
    _ agents: Int,
    _ load: Double,
    _ waits: Double,
    _ leaves: Double
  ) {
    let (service, patience): (Duration, Duration) =
      agents == 10 ? (.seconds(180), .seconds(60)) : (.seconds(60), .seconds(30))
    var waited: [Double] = []
    var left: [Double] = []
    for seed in 1...10 as ClosedRange<UInt64> {
      let account = run(
        seed: seed,
        slots: agents,
        load: load,
        service: service,
        patience: patience,
        arrivals: 20_000
      ).account
      let all = Double(account.arrived)
      #expect(account.arrived == account.atOnce + account.afterWait + account.abandoned)
      waited.append(Double(account.arrived - account.atOnce) / all)
      left.append(Double(account.abandoned) / all)
    }
    let (first, second) = (estimate(waited), estimate(left))
    #expect(abs(first.mean - waits) < first.reach + 0.002, "waits \(first)")
    #expect(abs(second.mean - leaves) < second.reach + 0.002, "leaves \(second)")
  }

  @Test func `without impatience the room is Erlang C, and its estimates are right on average`() {
    var waited: [Double] = []
    var ratio: [Double] = []
    for seed in 1...10 as ClosedRange<UInt64> {
      let account = run(seed: seed, slots: 10, load: 8, patience: nil, arrivals: 20_000).account
      #expect(account.abandoned == 0)
      waited.append(Double(account.afterWait) / Double(account.arrived))
      guard let told = account.estimates.mean, let took = account.waits.mean else { continue }
      ratio.append(Double(told.nanoseconds) / Double(took.nanoseconds))
    }
    // C(10, 8), the reference's vector.
    let chance = estimate(waited)
    #expect(abs(chance.mean - 0.40918) < chance.reach + 0.004, "\(chance)")
    let honesty = estimate(ratio)
    #expect(abs(honesty.mean - 1) < honesty.reach + 0.02, "\(honesty)")
  }

  @Test func `every promised callback is made, after those who waited`() {
    let settings = WaitingRoomSettings(
      capacity: 1_000,
      announces: true,
      callbackFrom: .seconds(30),
      firstHold: .seconds(180)
    )
    let result = run(
      seed: 4,
      slots: 5,
      load: 7,
      patience: .seconds(600),
      arrivals: 2_000,
      takesCallbacks: true,
      settings: settings
    )
    #expect(result.account.callbacksPromised > 100)
    #expect(result.account.callbacksMade == result.account.callbacksPromised)
    #expect(result.calledBack == result.account.callbacksMade)
    #expect(
      result.served == result.account.atOnce + result.account.afterWait + result.calledBack
    )
    // Nobody waits longer than the estimate from which a callback is taken.
    #expect((result.account.estimates.max ?? .zero) < .seconds(31))
  }

  @Test func `while no pod takes calls the estimate is that of one agent`() {
    let cell = Cell(seed: 1)
    let router = PodRouter(cell: cell, RoutingSettings())
    let room = WaitingRoom(
      cell: cell,
      router: router,
      settings: WaitingRoomSettings(
        capacity: 10,
        announces: true,
        callbackFrom: nil,
        firstHold: .seconds(60)
      )
    )
    let estimates = cell.enter {
      let before = room.onCell { $0.estimate(behind: 2) }
      router.onCell { $0.open(pod: 0, slots: 3) }
      return [before, room.onCell { $0.estimate(behind: 2) }]
    }
    #expect(estimates == [.seconds(180), .seconds(60)])
  }

  @Test func `a full room turns people away`() {
    let settings = WaitingRoomSettings(
      capacity: 3,
      announces: false,
      callbackFrom: nil,
      firstHold: .seconds(60)
    )
    let account = run(
      seed: 2,
      slots: 2,
      load: 6,
      patience: nil,
      arrivals: 3_000,
      settings: settings
    ).account
    #expect(account.queue.peak(from: .zero, to: .distantFuture) == 3)
    // An M/M/2/5 queue with a load of 6: the chance of state 5 is (6/2)^3 x 18 over the sum.
    let states = [1.0, 6, 18, 54, 162, 486]
    let full = states[5] / states.reduce(0, +)
    let share = Double(account.turnedAway) / Double(account.arrived)
    #expect(abs(share - full) < 3 * (full * (1 - full) / 3_000).squareRoot() * 2)
  }
}

extension Purpose {
  fileprivate static let gap = Purpose("test.room_gap")
  fileprivate static let hold = Purpose("test.room_hold")
  fileprivate static let limit = Purpose("test.room_patience")
}
