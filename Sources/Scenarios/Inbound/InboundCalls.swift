package import SimCore
package import VoicePipeline

/// How people behave who call and find no agent free.
package struct InboundBehaviour: Sendable {
  /// How long somebody waits at most.
  package var patience: DurationDistribution
  /// The longest estimate that somebody accepts.
  package var tolerance: DurationDistribution
  /// Who takes a callback when it is offered.
  package var callbackShare: Double
  /// The share of callers in each region of the run's `RegionMap`; none where nobody knows.
  package var regions: [(region: Int, share: Double)] = []

  /// Where somebody is; nil where nobody knows.
  func region(_ draws: DrawKey) -> Int? {
    guard !regions.isEmpty else { return nil }
    var left = draws.uniform(.region)
    for (region, share) in regions {
      left -= share
      if left < 0 { return region }
    }
    return regions[regions.count - 1].region
  }
}

/// People who call in: each arrives when the plan says, and waits or does not.
///
/// ```
/// ArrivalPlan ─▶ InboundCaller ─▶ WaitingRoom ─slot─▶ Call over the inbound trunk
///                     └ impatience ──▲
/// ```
package actor InboundCalls: CellActor {
  package nonisolated let cell: Cell
  private let room: WaitingRoom
  private let behaviour: InboundBehaviour
  private let desk: CallDesk
  private let end: SimInstant
  private var plan: InboundArrivals
  private var index: UInt64 = 0
  package private(set) var isFinished = false

  /// The desk's carriers are the trunk that the calls come in over.
  package init(
    cell: Cell,
    plan: InboundArrivals,
    until end: SimInstant,
    room: WaitingRoom,
    behaviour: InboundBehaviour,
    desk: CallDesk
  ) {
    self.cell = cell
    self.plan = plan
    self.end = end
    self.room = room
    self.behaviour = behaviour
    self.desk = desk
  }

  package func start() { planNext() }

  /// Who waits for an agent now.
  package var waiting: Int { room.onCell { $0.waiting } }

  package var account: WaitingRoomAccount { room.onCell { $0.account } }

  private func planNext() {
    guard let instant = plan.next(), instant < end else {
      isFinished = true
      return
    }
    after(cell.now.duration(to: instant)) { calls in
      calls.arrive()
      calls.planNext()
    }
  }

  private func arrive() {
    index += 1
    let key = cell.key.entity(.arrival, index)
    let number = desk.log.onCell { $0.callPlanned() }
    desk.probe?.saw(.callerArrived(number))
    let caller = InboundCaller(
      id: CallID(number: number, key: key.bits),
      arrived: cell.now,
      draws: key,
      behaviour: behaviour,
      desk: desk,
      room: room
    )
    guard let place = room.onCell({ $0.enter(caller) }) else { return }
    after(behaviour.patience.sample(key.bits(.patience))) { calls in
      guard calls.room.onCell({ $0.leave(place) }) else { return }
      calls.desk.log.onCell { $0.dialDropped(call: number, reason: .hungUp) }
    }
  }
}

/// One person who calls in.
private final class InboundCaller: WaitingCaller {
  private let id: CallID
  private let arrived: SimInstant
  private let draws: DrawKey
  private let behaviour: InboundBehaviour
  private let desk: CallDesk
  private let room: WaitingRoom

  init(
    id: CallID,
    arrived: SimInstant,
    draws: DrawKey,
    behaviour: InboundBehaviour,
    desk: CallDesk,
    room: WaitingRoom
  ) {
    self.id = id
    self.arrived = arrived
    self.draws = draws
    self.behaviour = behaviour
    self.desk = desk
    self.room = room
  }

  func mustWait(_ wait: Duration?, offersCallback: Bool) -> WaitingDecision {
    if offersCallback, draws.chance(behaviour.callbackShare, .callback) {
      desk.probe?.saw(.callbackPromised(id.number))
      return .takesCallback
    }
    guard let wait, wait > behaviour.tolerance.sample(draws.bits(.tolerance)) else {
      return .stays
    }
    drop(.hungUp)
    return .leaves
  }

  func turnedAway() { drop(.turnedAway) }

  private func drop(_ reason: DropReason) {
    let number = id.number
    desk.log.onCell { $0.dialDropped(call: number, reason: reason) }
  }

  func admitted(to slot: PodSlot, isCallback: Bool) {
    let cell = desk.carriers.cell
    let attempt = CallAttempt(
      id: id,
      phone: 0,
      planned: arrived,
      lead: nil,
      region: behaviour.region(draws)
    )
    let delay = arrived.duration(to: cell.now)
    let number = id.number
    desk.log.onCell { $0.dialStarted(call: number, delay: delay, waitingFor: .slots) }
    let call = Call(
      cell: cell,
      attempt: attempt,
      over: desk.carriers.onCell { $0.reserve() },
      slot: slot,
      owner: InboundEnd(room: room),
      desk: desk
    )
    cell.spawn { await call.run() }
  }
}

/// Tells the waiting room how long a conversation was.
private final class InboundEnd: CallOwner {
  private let room: WaitingRoom

  init(room: WaitingRoom) { self.room = room }

  func throttled(_ attempt: CallAttempt) {}

  func ended(_ result: AttemptResult, of attempt: CallAttempt) {
    guard let answered = result.answered else { return }
    room.onCell { $0.ended(after: answered.duration(to: result.ended)) }
  }
}

extension EntityKind {
  fileprivate static let arrival = EntityKind("inbound arrival")
}

extension Purpose {
  fileprivate static let patience = Purpose("inbound.patience")
  fileprivate static let tolerance = Purpose("inbound.tolerance")
  fileprivate static let callback = Purpose("inbound.callback")
  fileprivate static let region = Purpose("inbound.region")
}
