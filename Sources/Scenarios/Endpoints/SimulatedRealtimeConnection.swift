internal import SimCore
package import VoicePipeline

/// A connection to the simulated speech-to-speech model that waits for its call.
///
/// It takes a place among the project's sessions from its beginning, whether anybody talks or not,
/// and its age counts from then.
actor SimulatedRealtimeConnection: TimedActor {
  enum Due: UInt32, Sendable {
    case connected
    case refused
    case expire
  }

  nonisolated let cell: Cell
  private let model: SimulatedRealtimeModel
  private let number: UInt64
  private let draws: DrawKey
  private var owner: (any ConnectionOwner)?
  private var claim: Claim?
  private var failure = PortFailure.unreachable
  private var begun = SimInstant.zero
  private var timer: TimerID?

  init(
    model: SimulatedRealtimeModel,
    number: UInt64,
    place: Int,
    owner: any ConnectionOwner
  ) {
    self.model = model
    self.number = number
    self.owner = owner
    cell = model.cell
    draws = cell.key.entity(.realtimeConnection, UInt64(place) << 32 | number)
  }

  func begin() {
    begun = cell.now
    let effect = model.health?.effect(at: cell.now) ?? .none
    let luck = draws.uniform(.session)
    if effect.isDown || luck < effect.errorShare { return refuse(.refused(code: 503)) }
    if let share = model.spec.failures?.refused, luck < share {
      return refuse(.refused(code: 429))
    }
    switch model.quota.request(for: self, factor: effect.quotaFactor) {
    case .refused: refuse(.refused(code: 429))
    case .waiting(let claim): self.claim = claim
    case .granted(let claim):
      self.claim = claim
      connect(effect)
    case nil: connect(effect)
    }
  }

  private func connect(_ effect: FaultEffect) {
    let time = model.spec.pool?.connect.sample(draws.bits(.connect)) ?? .zero
    timer = schedule(.connected, after: time.scaled(by: effect.latencyFactor))
  }

  private func refuse(_ failure: PortFailure) {
    self.failure = failure
    timer = schedule(.refused, after: SimulatedRealtimeModel.refusalDelay)
  }

  func fired(_ due: Due, _ argument: UInt64) {
    timer = nil
    switch due {
    case .connected:
      if let rest { timer = schedule(.expire, after: rest) }
      owner?.connected(number)
    case .refused: end(failure)
    case .expire: end(.brokenOff(code: 1001))
    }
  }

  /// Until it is as old as a session may become; nil for never.
  private var rest: Duration? {
    model.spec.sessionMax.map { max($0 - begun.duration(to: cell.now), .zero) }
  }

  private func end(_ failure: PortFailure) {
    let owner = owner
    shut()
    owner?.disconnected(number, failure)
  }

  fileprivate func shut() {
    owner = nil
    if let timer { cell.cancel(timer) }
    timer = nil
    if let claim { model.quota.work?.release(claim) }
    claim = nil
  }

  fileprivate func placed(_ news: ResourceNews) {
    switch news {
    case .granted(let claim):
      self.claim = claim
      connect(model.health?.effect(at: cell.now) ?? .none)
    case .reneged:
      claim = nil
      end(.refused(code: 429))
    case .completed, .preempted: break
    }
  }

  fileprivate func give(
    _ request: GenerationRequest,
    _ agent: any AgentEventReceiver
  ) -> SimulatedRealtimeSession {
    let session = SimulatedRealtimeSession(model: model, request: request, agent: agent)
    session.onCell(with: (claim, rest)) { $0.adopt($1.0, expiresAfter: $1.1) }
    claim = nil
    shut()
    return session
  }
}

extension SimulatedRealtimeConnection: ResourceUser {
  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    onCell(with: news) { $0.placed($1) }
  }
}

extension SimulatedRealtimeConnection: RealtimeConnection {
  nonisolated func begin(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any RealtimeSession {
    onCell { $0.give(request, agent) }
  }

  nonisolated func close() { onCell { $0.shut() } }
}

extension SimulatedRealtimeModel: RealtimeConnector {
  package func connect(
    _ number: UInt64,
    from place: Int,
    for owner: any ConnectionOwner
  ) -> any RealtimeConnection {
    let connection = SimulatedRealtimeConnection(
      model: self,
      number: number,
      place: place,
      owner: owner
    )
    connection.onCell { $0.begin() }
    return connection
  }
}

extension EntityKind {
  fileprivate static let realtimeConnection = EntityKind("realtime connection")
}

extension Purpose {
  fileprivate static let session = Purpose("realtime.connection")
  fileprivate static let connect = Purpose("realtime.connect")
}
