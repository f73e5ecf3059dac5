package import SimCore
package import VoicePipeline

/// The constant delays of a flow-tier path.
package struct MediaTiming: Sendable, Hashable {
  /// Caller's mouth to voice activity detection.
  package var uplink: Duration
  /// Agent's audio to the caller's ear, playout buffer included.
  package var downlink: Duration
  /// Speech before voice activity detection reports its start.
  package var onset: Duration
  /// Silence before voice activity detection reports the end of speech.
  package var hangover: Duration

  package init(uplink: Duration, downlink: Duration, onset: Duration, hangover: Duration) {
    self.uplink = uplink
    self.downlink = downlink
    self.onset = onset
    self.hangover = hangover
  }
}

/// The media path of the flow tier: each talk spurt is one delay, no packet exists.
///
/// ```
/// caller's mouth ──uplink──▶ voice activity detection ──hangover──▶ agent
/// caller's ear   ◀──downlink, playout buffer── audio queue ◀──play── agent
/// ```
package actor FlowMediaPath: TimedActor {
  /// What is on its way along the path.
  package enum Due: UInt32, Sendable {
    /// Voice activity detection reports the start of the oldest unreported stretch of speech.
    case speechStarted
    /// Voice activity detection reports its end.
    case speechEnded
    /// The oldest sentence on its way becomes audible; the argument is its number on this path.
    case becameAudible
    /// A sentence has been heard to its end.
    case finished
    /// The far end's report of that reaches the agent; the argument is the packed mark.
    case reported
    /// A cut reaches the caller's ear.
    case wentSilent
  }

  package nonisolated let cell: Cell
  private let timing: MediaTiming
  private let onHangUp: @Sendable () -> Void
  private var caller: SyntheticCaller?
  private var agent: (any AgentEventReceiver)?
  /// Stretches of speech between the caller's mouth and the agent.
  private var spoken: [Utterance] = []
  /// Sentences that are queued or playing, in order.
  private var playing: [QueuedSentence] = []
  private var playoutEnds = SimInstant.zero

  package init(cell: Cell, timing: MediaTiming, onHangUp: @escaping @Sendable () -> Void) {
    self.cell = cell
    self.timing = timing
    self.onHangUp = onHangUp
  }

  /// Puts a caller on the line.
  package func connect(_ caller: SyntheticCaller) { self.caller = caller }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .speechStarted:
      if !spoken.isEmpty { agent?.receive(.media(.speechStarted(spoken.removeFirst()))) }
    case .speechEnded:
      agent?.receive(.media(.speechEnded))
    case .becameAudible:
      becomeAudible()
    case .finished:
      finish()
    case .reported:
      agent?.receive(.media(.played(PlaybackMark(packed: argument))))
    case .wentSilent:
      if playing.isEmpty { caller?.onCell(with: ()) { caller, _ in caller.agentStopped() } }
    }
  }

  private func enqueue(_ speech: SynthesizedSpeech, mark: PlaybackMark) {
    guard caller != nil else { return }
    let start = max(cell.now, playoutEnds)
    let continues = !playing.isEmpty
    playoutEnds = start.advanced(by: speech.duration)
    var sentence = QueuedSentence(mark: mark, leadingSilence: speech.leadingSilence)
    if !continues {
      let onset = cell.now.duration(to: start) + timing.downlink + speech.leadingSilence
      sentence.onset = schedule(.becameAudible, after: onset)
    }
    let end = cell.now.duration(to: playoutEnds) + timing.downlink
    sentence.end = schedule(.finished, after: end)
    playing.append(sentence)
  }

  private func becomeAudible() {
    guard let sentence = playing.first else { return }
    caller?.onCell(with: sentence) {
      $0.agentStarted(request: $1.mark.request, leadingSilence: $1.leadingSilence)
    }
  }

  private func finish() {
    guard !playing.isEmpty else { return }
    let done = playing.removeFirst()
    schedule(.reported, after: timing.uplink, done.mark.packed)
    if playing.isEmpty { caller?.onCell(with: ()) { caller, _ in caller.agentStopped() } }
  }

  private func cut() {
    guard !playing.isEmpty else { return }
    cancelPlayback()
    playoutEnds = cell.now
    schedule(.wentSilent, after: timing.downlink)
  }

  private func cancelPlayback() {
    for sentence in playing {
      if let onset = sentence.onset { cell.cancel(onset) }
      if let end = sentence.end { cell.cancel(end) }
    }
    playing = []
  }

  private func shut() {
    cancelPlayback()
    agent = nil
    caller?.onCell { $0.lineClosed() }
    caller = nil
  }
}

extension FlowMediaPath: MediaPath {
  package nonisolated func attach(
    _ agent: any AgentEventReceiver,
    observer: any CallObserver
  ) {
    onCell { path in
      path.agent = agent
      path.caller?.onCell { $0.observed(by: observer) }
    }
  }

  package nonisolated func play(_ audio: any AudioStream, mark: PlaybackMark) {
    guard let speech = audio as? SynthesizedSpeech else {
      preconditionFailure("the flow tier plays synthesized speech only")
    }
    onCell(with: (speech, mark)) { $0.enqueue($1.0, mark: $1.1) }
  }

  package nonisolated func clear() { onCell { $0.cut() } }

  package nonisolated func close() { onCell { $0.shut() } }
}

extension FlowMediaPath: CallerLine {
  package nonisolated func callerStarted(_ utterance: Utterance) {
    onCell(with: utterance) { path, utterance in
      path.spoken.append(utterance)
      path.schedule(.speechStarted, after: path.timing.uplink + path.timing.onset)
    }
  }

  package nonisolated func callerStopped() {
    onCell(with: ()) { path, _ in
      _ = path.schedule(.speechEnded, after: path.timing.uplink + path.timing.hangover)
    }
  }

  package nonisolated func callerHungUp() {
    onCell { path in
      path.shut()
      path.onHangUp()
    }
  }
}

private struct QueuedSentence {
  let mark: PlaybackMark
  let leadingSilence: Duration
  var onset: TimerID?
  var end: TimerID?
}

extension PlaybackMark {
  /// Both numbers in one, for a timer's argument.
  fileprivate var packed: UInt64 {
    UInt64(UInt32(request)) << 32 | UInt64(UInt32(sentence))
  }

  fileprivate init(packed: UInt64) {
    self.init(request: Int(packed >> 32), sentence: Int(packed & 0xFFFF_FFFF))
  }
}
