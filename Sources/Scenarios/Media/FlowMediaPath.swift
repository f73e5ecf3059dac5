package import SimCore
package import VoicePipeline

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
    /// The far end's report of what was heard before the oldest unreported cut reaches the agent.
    case cutReported
  }

  /// Audio that waits for its playback at most; nobody speaks for so long at a stretch.
  static let playbackMax = Duration.seconds(120)

  package nonisolated let cell: Cell
  private let timing: LineTiming
  private let onHangUp: @Sendable () -> Void
  private var caller: (any CallerEar)?
  private var agent: (any AgentEventReceiver)?
  /// Stretches of speech between the caller's mouth and the agent.
  private var spoken: [Utterance] = []
  /// What the agent's side is hearing.
  private var arriving: ArrivingSpeech?
  private var isSpeaking = false
  /// Sentences that are queued or playing, in order.
  private var playing: [QueuedSentence] = []
  private var playoutEnds = SimInstant.zero
  /// Cuts that the agent has not heard of yet, in order.
  private var cuts: [PlaybackCut] = []

  package init(cell: Cell, timing: LineTiming, onHangUp: @escaping @Sendable () -> Void) {
    self.cell = cell
    self.timing = timing
    self.onHangUp = onHangUp
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .speechStarted:
      speechStarted()
    case .speechEnded:
      agent?.receive(.media(.speechEnded(silence: timing.hangover)))
    case .becameAudible:
      becomeAudible()
    case .finished:
      finish()
    case .reported:
      agent?.receive(.media(.played(PlaybackMark(packed: argument))))
    case .wentSilent:
      if playing.isEmpty { caller?.hear(.agentStopped) }
    case .cutReported:
      let cut = cuts.removeFirst()
      agent?.receive(.media(.cleared(cut.mark, heard: cut.heard)))
    }
  }

  /// Voice activity detection reports the start of speech that has gone on for its onset.
  private func speechStarted() {
    guard !spoken.isEmpty else { return }
    let onset = cell.now.advanced(by: .zero - timing.onset)
    let speech = ArrivingSpeech(spoken.removeFirst(), onset: onset, on: cell)
    arriving = speech
    agent?.receive(.media(.speechStarted(speech)))
  }

  private func enqueue(_ speech: SynthesizedSpeech, mark: PlaybackMark) {
    guard caller != nil else { return }
    let start = max(cell.now, playoutEnds)
    guard cell.now.duration(to: start) + speech.duration <= Self.playbackMax else {
      agent?.receive(.media(.overflowed(mark)))
      return
    }
    let continues = !playing.isEmpty
    playoutEnds = start.advanced(by: speech.duration)
    var sentence = QueuedSentence(
      mark: mark,
      leadingSilence: speech.leadingSilence,
      start: start,
      duration: speech.duration
    )
    if !continues {
      let onset = cell.now.duration(to: start) + timing.downlink + speech.leadingSilence
      sentence.onsetTimer = schedule(.becameAudible, after: onset)
    }
    let end = cell.now.duration(to: playoutEnds) + timing.downlink
    sentence.endTimer = schedule(.finished, after: end)
    playing.append(sentence)
  }

  private func becomeAudible() {
    guard let sentence = playing.first else { return }
    let onset = AgentOnset(
      request: sentence.mark.request,
      leadingSilence: sentence.leadingSilence,
      basis: .simulated
    )
    caller?.hear(.agentStarted(onset))
  }

  private func finish() {
    guard !playing.isEmpty else { return }
    let done = playing.removeFirst()
    schedule(.reported, after: timing.uplink, done.mark.packed)
    if playing.isEmpty { caller?.hear(.agentStopped) }
  }

  /// The far end plays on until the cut reaches it, a delay after the agent's own now, and so does
  /// what it had received: what was heard is what has been played by the agent's clock.
  private func cut() {
    guard let cut = playing.first(where: { $0.end > cell.now }) ?? playing.last else { return }
    let heard = min(max(cut.start.duration(to: cell.now), .zero), cut.duration)
    cuts.append(PlaybackCut(mark: cut.mark, heard: heard))
    cancelPlayback()
    playoutEnds = cell.now
    schedule(.wentSilent, after: timing.downlink)
    schedule(.cutReported, after: timing.downlink + timing.uplink)
  }

  private func cancelPlayback() {
    for sentence in playing {
      if let onset = sentence.onsetTimer { cell.cancel(onset) }
      if let end = sentence.endTimer { cell.cancel(end) }
    }
    playing = []
  }

  private func shut() {
    cancelPlayback()
    agent = nil
    caller?.hear(.lineClosed)
    caller = nil
  }

  private func join(_ agent: any AgentEventReceiver, _ observer: any CallObserver) {
    let isTakenOver = self.agent != nil
    self.agent = agent
    caller?.observed(by: observer)
    guard isTakenOver else { return }
    cut()
    cuts = []
    if isSpeaking, spoken.isEmpty, let arriving { agent.receive(.media(.speechStarted(arriving))) }
  }
}

extension FlowMediaPath: MediaPath {
  package nonisolated func attach(
    _ agent: any AgentEventReceiver,
    observer: any CallObserver
  ) {
    onCell { $0.join(agent, observer) }
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

extension FlowMediaPath: TelephoneLine {
  package nonisolated func connect(_ ear: any CallerEar) { onCell { $0.caller = ear } }

  package nonisolated func say(_ utterance: Utterance) {
    onCell(with: utterance) { path, utterance in
      path.isSpeaking = true
      path.spoken.append(utterance)
      path.schedule(.speechStarted, after: path.timing.uplink + path.timing.onset)
    }
  }

  package nonisolated func fallSilent() {
    onCell(with: ()) { path, _ in
      path.isSpeaking = false
      let arrival = path.cell.now.advanced(by: path.timing.uplink)
      if path.spoken.isEmpty { path.arriving?.onCell { $0.stop(at: arrival) } }
      path.schedule(.speechEnded, after: path.timing.uplink + path.timing.hangover)
    }
  }

  package nonisolated func press(_ digit: Character) {
    onCell { path in
      _ = path.after(path.timing.uplink) { $0.agent?.receive(.media(.digit(digit))) }
    }
  }

  package nonisolated func hangUp() {
    onCell { path in
      path.shut()
      path.onHangUp()
    }
  }
}

/// Lines within the simulation.
package struct FlowLines: LineProvider {
  package init() {}

  package func line(
    of call: CallID,
    on cell: Cell,
    timing: LineTiming,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any TelephoneLine {
    FlowMediaPath(cell: cell, timing: timing, onHangUp: onHangUp)
  }
}

private struct QueuedSentence {
  let mark: PlaybackMark
  let leadingSilence: Duration
  /// When its first byte leaves the agent for the far end, at the pace of its playback.
  let start: SimInstant
  let duration: Duration
  var onsetTimer: TimerID?
  var endTimer: TimerID?

  var end: SimInstant { start.advanced(by: duration) }
}

/// How far the far end had come when it was told to drop its audio.
private struct PlaybackCut {
  let mark: PlaybackMark
  let heard: Duration
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
