package import SimCore
package import VoicePipeline

/// Lines over a carrier whose audio goes away for a while.
package struct MutedLines: LineProvider {
  private let lines: any LineProvider
  private let health: EndpointHealth?
  private let timeout: Duration

  /// `timeout` is how long the carrier keeps a call without audio in either direction.
  package init(_ lines: any LineProvider, health: EndpointHealth?, timeout: Duration) {
    self.lines = lines
    self.health = health
    self.timeout = timeout
  }

  package func line(
    of call: CallID,
    on cell: Cell,
    timing: LineTiming,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any TelephoneLine {
    let line = lines.line(of: call, on: cell, timing: timing, onHangUp: onHangUp)
    guard let health else { return line }
    let muted = MutedLine(cell: cell, line: line, health: health, timeout: timeout)
    muted.onCell { $0.watch() }
    return muted
  }
}

/// A line that lets nothing through in the directions that its carrier has lost.
///
/// ```
/// caller's mouth ─▶ unless the caller is mute ─▶ line ─▶ agent
/// caller's ear   ◀─ unless the agent is mute  ◀─ line ◀─ agent, who hears of nothing
/// ```
/// What is cut off while it is said is over for the other side; what is said meanwhile is lost.
/// Without audio both ways the carrier drops the call after its media time-out.
package actor MutedLine: CellActor {
  package nonisolated let cell: Cell
  private let line: any TelephoneLine
  private let health: EndpointHealth
  private let timeout: Duration
  private var ear: (any CallerEar)?
  private var observer: (any CallObserver)?
  private var mutesCaller = false
  private var mutesAgent = false
  /// What is heard at either end at the moment.
  private var isCallerHeard = false
  private var isAgentHeard = false
  private var change: TimerID?
  private var drop: TimerID?

  init(cell: Cell, line: any TelephoneLine, health: EndpointHealth, timeout: Duration) {
    self.cell = cell
    self.line = line
    self.health = health
    self.timeout = timeout
  }

  /// Takes the carrier's state over, now and whenever it changes.
  func watch() {
    change = nil
    let effect = health.effect(at: cell.now)
    (mutesCaller, mutesAgent) = (effect.mutesCaller, effect.mutesAgent)
    if mutesCaller, isCallerHeard {
      isCallerHeard = false
      line.fallSilent()
    }
    if mutesAgent, isAgentHeard {
      isAgentHeard = false
      ear?.hear(.agentStopped(isCut: true))
    }
    if mutesCaller, mutesAgent {
      if drop == nil { drop = after(timeout) { $0.dropCall() } }
    } else if let timer = drop {
      cell.cancel(timer)
      drop = nil
    }
    if let next = health.change(after: cell.now) {
      change = after(cell.now.duration(to: next)) { $0.watch() }
    }
  }

  private func dropCall() {
    drop = nil
    observer?.callerHungUp(.cutOff)
    line.hangUp()
  }

  private func stop() {
    for timer in [change, drop] {
      if let timer { cell.cancel(timer) }
    }
    (change, drop) = (nil, nil)
    (ear, observer) = (nil, nil)
  }

  private func heard(_ event: EarEvent) {
    switch event {
    case .agentStarted:
      guard !mutesAgent else { return }
      isAgentHeard = true
    case .agentWentOn:
      guard isAgentHeard else { return }
    case .agentStopped:
      guard isAgentHeard else { return }
      isAgentHeard = false
    case .lineClosed:
      let ear = ear
      stop()
      ear?.hear(.lineClosed)
      return
    }
    ear?.hear(event)
  }

  private func begin(_ utterance: Utterance) {
    isCallerHeard = !mutesCaller
    if isCallerHeard { line.say(utterance) }
  }

  private func endSpeech() {
    guard isCallerHeard else { return }
    isCallerHeard = false
    line.fallSilent()
  }

  private func join(_ observer: any CallObserver) {
    self.observer = observer
    ear?.observed(by: observer)
  }
}

extension MutedLine: CallerEar {
  package nonisolated func hear(_ event: EarEvent) { onCell(with: event) { $0.heard($1) } }

  package nonisolated func observed(by observer: any CallObserver) {
    onCell { $0.join(observer) }
  }
}

extension MutedLine: TelephoneLine {
  package nonisolated func connect(_ ear: any CallerEar) {
    onCell { $0.ear = ear }
    line.connect(self)
  }

  package nonisolated func say(_ utterance: Utterance) {
    onCell(with: utterance) { $0.begin($1) }
  }

  package nonisolated func fallSilent() { onCell { $0.endSpeech() } }

  package nonisolated func press(_ digit: Character) {
    onCell { if !$0.mutesCaller { $0.line.press(digit) } }
  }

  package nonisolated func hangUp() { line.hangUp() }

  package nonisolated func attach(
    _ agent: any AgentEventReceiver,
    observer: any CallObserver
  ) {
    line.attach(agent, observer: observer)
  }

  package nonisolated func play(_ audio: any AudioStream, mark: PlaybackMark) {
    line.play(audio, mark: mark)
  }

  package nonisolated func clear() { line.clear() }

  package nonisolated func close(_ end: ConversationEnd) { line.close(end) }
}
