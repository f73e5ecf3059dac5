internal import SimCore
internal import VoicePipeline

/// A call's media path behind the processor of its pod: what comes in and what goes out waits
/// there.
///
/// ```
/// line ─▶ frames ─▶ processor's queue ─▶ agent
///      ◀─ frames ◀─ processor's queue ◀─
/// ```
/// Nothing overtakes anything else of its direction.
actor PodMedia: CellActor {
  nonisolated let cell: Cell
  private let media: any MediaPath
  private let draws: DrawKey
  /// Whether the agent is told of it: what a pod adds it knows of, what a network adds it does not.
  private let tellsLag: Bool
  /// What a frame waits now, for a uniform draw.
  private let lag: @Sendable (Double) -> Duration
  private var agent: (any AgentEventReceiver)?
  private var index: UInt64 = 0
  private var inbound = Direction()
  private var outbound = Direction()

  private struct Direction {
    var due = SimInstant.zero
    var underway = 0
  }

  init(
    cell: Cell,
    media: any MediaPath,
    draws: DrawKey,
    tellsLag: Bool = true,
    lag: @escaping @Sendable (Double) -> Duration
  ) {
    self.cell = cell
    self.media = media
    self.draws = draws
    self.tellsLag = tellsLag
    self.lag = lag
  }

  private func nextLag() -> Duration {
    index += 1
    return lag(draws.uniform(.processorLuck, index))
  }

  private func take(_ event: AgentEvent) {
    let now = cell.now
    let due = max(now.advanced(by: nextLag()), inbound.due)
    guard due > now || inbound.underway > 0 else {
      agent?.receive(event)
      return
    }
    inbound.due = due
    inbound.underway += 1
    let wait = now.duration(to: due)
    let late = tellsLag ? event.late(by: wait) : event
    after(wait) { path in
      path.inbound.underway -= 1
      path.agent?.receive(late)
    }
  }

  private func send(_ action: @escaping @Sendable (any MediaPath) -> Void) {
    let now = cell.now
    let due = max(now.advanced(by: nextLag()), outbound.due)
    guard due > now || outbound.underway > 0 else {
      action(media)
      return
    }
    outbound.due = due
    outbound.underway += 1
    after(now.duration(to: due)) { path in
      path.outbound.underway -= 1
      action(path.media)
    }
  }

  private func join(_ agent: any AgentEventReceiver) { self.agent = agent }

  private func leave() { agent = nil }
}

extension PodMedia: AgentEventReceiver {
  nonisolated func receive(_ event: AgentEvent) { onCell(with: event) { $0.take($1) } }
}

extension PodMedia: MediaPath {
  nonisolated func attach(_ agent: any AgentEventReceiver, observer: any CallObserver) {
    onCell { $0.join(agent) }
    media.attach(self, observer: observer)
  }

  nonisolated func play(_ audio: any AudioStream, mark: PlaybackMark) {
    onCell { path in path.send { $0.play(audio, mark: mark) } }
  }

  nonisolated func clear() { onCell { path in path.send { $0.clear() } } }

  nonisolated func close(_ end: ConversationEnd) {
    onCell { $0.leave() }
    media.close(end)
  }
}

extension AgentEvent {
  /// As it is when it has waited: a silence counts from the last sound, whenever it is told.
  fileprivate func late(by wait: Duration) -> AgentEvent {
    guard case .media(.speechEnded(let silence)) = self else { return self }
    return .media(.speechEnded(silence: silence + wait))
  }
}

extension Purpose {
  fileprivate static let processorLuck = Purpose("platform.processor_luck")
}
