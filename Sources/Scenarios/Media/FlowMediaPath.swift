package import SimCore
package import VoicePipeline

/// A simulated line: each talk spurt takes a delay, and no packet is an event.
///
/// What the network does is up to the media of the tier: a constant, one draw, or one pass over the
/// frames of the spurt. Speech that pauses for less than the hangover is one stretch, as for a
/// detector that listens.
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
    /// The far end's report of that reaches the agent; the argument is the packed mark, and in the
    /// upper 16 bits the takeovers by then.
    case reported
    /// A cut reaches the caller's ear.
    case wentSilent
    /// The far end's report of what was heard before the oldest unreported cut reaches the agent.
    case cutReported
    /// The last frame of the oldest window that is on its way has been played to the agent.
    case windowPlayed
  }

  /// Audio that waits for its playback at most; nobody speaks for so long at a stretch.
  static let playbackMax = Duration.seconds(120)

  package nonisolated let cell: Cell
  private let timing: LineTiming
  private let media: any LineMedia
  /// Keeps what this line is told; nil for a call that nobody asks for.
  private let tap: LineTap?
  private var observer: (any CallObserver)?
  private let onHangUp: @Sendable () -> Void
  private var caller: (any CallerEar)?
  private var agent: (any AgentEventReceiver)?
  /// Stretches of speech between the caller's mouth and voice activity detection, in order.
  private var spoken: [SpokenStretch] = []
  /// What voice activity detection has reported as started, and not yet as ended.
  private var heard: ArrivingSpeech?
  /// When the end of the latest stretch is reported, unless the caller speaks on before.
  private var speechEnd: (timer: TimerID, due: SimInstant)?
  /// When the last of what the caller said before hanging up has arrived; nil while the line lives.
  private var lineEnd: SimInstant?
  /// Sentences that are queued or playing, in order.
  private var playing: [QueuedSentence] = []
  private var playoutEnds = SimInstant.zero
  /// The agent's process has died, and no other one has attached yet.
  private var isOrphaned = false
  /// Agents that have taken the call over: reports that were meant for an earlier one are void.
  private var takeovers: UInt64 = 0
  /// Cuts that the agent has not heard of yet, in order.
  private var cuts: [PlaybackCut] = []
  /// Nil where nobody minds how the caller sounds.
  private var monitor: QualityMonitor?
  /// Windows of the caller's speech that have not been played to their end, in order.
  private var windows: [PendingWindow] = []

  /// Nil for a network that does nothing to packets but carry them.
  package init(
    cell: Cell,
    timing: LineTiming,
    media: sending (any LineMedia)? = nil,
    alarm: QualityAlarmRule? = nil,
    tap: LineTap? = nil,
    onHangUp: @escaping @Sendable () -> Void
  ) {
    self.cell = cell
    self.timing = timing
    self.tap = tap
    self.onHangUp = onHangUp
    monitor = alarm.map { QualityMonitor($0) }
    let media = media ?? ConstantMedia(timing)
    self.media = media
    playoutEnds = cell.now.advanced(by: media.setUp)
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .speechStarted:
      speechStarted()
    case .speechEnded:
      heard = nil
      tell(.speechEnded(silence: timing.hangover))
    case .becameAudible:
      becomeAudible()
    case .finished:
      finish()
    case .reported:
      if argument >> 48 == takeovers { tell(.played(PlaybackMark(packed: argument))) }
    case .wentSilent:
      if playing.isEmpty { caller?.hear(.agentStopped(isCut: true)) }
    case .cutReported:
      let cut = cuts.removeFirst()
      tell(.cleared(cut.mark, heard: cut.heard))
    case .windowPlayed: windowPlayed()
    }
  }

  private func tell(_ event: MediaEvent) {
    if let lineEnd, cell.now > lineEnd { return }
    guard !isOrphaned else {
      if case .speechEnded = event { observer?.callerNoted(.unheard) }
      return
    }
    agent?.receive(.media(event))
  }

  private func begin(_ utterance: Utterance) {
    tap?.note(.callerBegan(utterance))
    let arrival = media.callerBegins(utterance, at: cell.now)
    expect(arrival.windows)
    let onset = cell.now.advanced(by: arrival.delay)
    if let end = speechEnd, onset < end.due {
      cell.cancel(end.timer)
      speechEnd = nil
      latest?.onCell(with: (utterance, onset, arrival)) {
        $0.goOn(with: $1.0, onset: $1.1, arrival: $1.2)
      }
      return
    }
    let speech = ArrivingSpeech(utterance, onset: onset, arrival: arrival, on: cell)
    let timer = schedule(.speechStarted, after: arrival.delay + timing.onset)
    spoken.append(SpokenStretch(speech: speech, onset: onset, timer: timer))
  }

  private func endSpeech() {
    tap?.note(.callerStopped)
    let delay = media.callerStops(at: cell.now)
    forgetOpenWindows()
    let end = cell.now.advanced(by: delay)
    latest?.onCell(with: end) { $0.stop(at: $1) }
    if let last = spoken.last, last.onset.duration(to: end) < timing.onset {
      // Too short for voice activity detection: it takes it for a click.
      cell.cancel(last.timer)
      spoken.removeLast()
      return
    }
    let timer = schedule(.speechEnded, after: delay + timing.hangover)
    speechEnd = (timer, end.advanced(by: timing.hangover))
  }

  /// The stretch of speech that left the caller's mouth last.
  private var latest: ArrivingSpeech? { spoken.last?.speech ?? heard }

  /// Voice activity detection reports the start of speech that has gone on for its onset.
  private func speechStarted() {
    guard !spoken.isEmpty else { return }
    let speech = spoken.removeFirst().speech
    heard = speech
    tell(.speechStarted(speech))
  }

  private func enqueue(_ speech: SynthesizedSpeech, mark: PlaybackMark) {
    guard caller != nil else { return }
    let start = max(cell.now, playoutEnds)
    guard cell.now.duration(to: start) + speech.duration <= Self.playbackMax else {
      tell(.overflowed(mark))
      return
    }
    let continues = !playing.isEmpty
    playoutEnds = start.advanced(by: speech.duration)
    tap?.note(.agentPlayed(speech, from: start))
    let arrival = media.agentPlays(from: start, for: speech.duration)
    var sentence = QueuedSentence(
      mark: mark,
      text: speech.text,
      leadingSilence: speech.leadingSilence,
      start: start,
      duration: speech.duration
    )
    if !continues {
      let onset = cell.now.duration(to: start) + arrival.delay + speech.leadingSilence
      sentence.onsetTimer = schedule(.becameAudible, after: onset)
    }
    let end = cell.now.duration(to: playoutEnds) + arrival.lastDelay
    sentence.endTimer = schedule(.finished, after: end)
    playing.append(sentence)
  }

  private func becomeAudible() {
    guard let sentence = playing.first else { return }
    let onset = AgentOnset(
      request: sentence.mark.request,
      leadingSilence: sentence.leadingSilence,
      basis: .simulated,
      text: sentence.text
    )
    caller?.hear(.agentStarted(onset))
  }

  private func finish() {
    guard !playing.isEmpty else { return }
    let done = playing.removeFirst()
    schedule(.reported, after: timing.uplink, takeovers << 48 | done.mark.packed)
    caller?.hear(
      playing.first.map { .agentWentOn(text: $0.text) } ?? .agentStopped(isCut: false)
    )
  }

  /// The far end plays on until the cut reaches it, a delay after the agent's own now, and so does
  /// what it had received: what was heard is what has been played by the agent's clock.
  private func cut() {
    guard let cut = playing.first(where: { $0.end > cell.now }) ?? playing.last else { return }
    let heard = min(max(cut.start.duration(to: cell.now), .zero), cut.duration)
    silence()
    let report = schedule(.cutReported, after: timing.downlink + timing.uplink)
    cuts.append(PlaybackCut(mark: cut.mark, heard: heard, report: report))
  }

  private func silence() {
    stopAgent()
    cancelPlayback()
    playoutEnds = cell.now
    schedule(.wentSilent, after: timing.downlink)
  }

  private func stopAgent() {
    tap?.note(.agentCut)
    media.agentStops(at: cell.now)
  }

  private func cancelPlayback() {
    for sentence in playing {
      if let onset = sentence.onsetTimer { cell.cancel(onset) }
      if let end = sentence.endTimer { cell.cancel(end) }
    }
    playing = []
  }

  private func shut() {
    report()
    tap?.note(.closed(by: .agent))
    cancelPlayback()
    agent = nil
    caller?.hear(.lineClosed)
    caller = nil
  }

  /// Tells the record how the call's audio arrived; what is still being said is cut.
  private func report() {
    _ = media.callerStops(at: cell.now)
    media.agentStops(at: cell.now)
    if var account = media.account() {
      account.alarms = monitor?.alarms
      observer?.callerNoted(.media(account))
    }
    observer = nil
  }

  /// The caller's line is dead at once; what was under way to the agent still arrives.
  private func putDown() {
    guard lineEnd == nil else { return }
    let end = cell.now.advanced(by: timing.uplink)
    lineEnd = end
    report()
    tap?.note(.closed(by: .caller))
    latest?.onCell(with: end) { $0.stop(at: $1) }
    cancelPlayback()
    caller?.hear(.lineClosed)
    caller = nil
    onHangUp()
  }

  private func beOrphaned(playsOn: Bool) {
    isOrphaned = true
    if !playsOn, !playing.isEmpty { silence() }
  }

  private func join(_ agent: any AgentEventReceiver, _ observer: any CallObserver) {
    let isTakenOver = self.agent != nil
    self.agent = agent
    self.observer = observer
    if media.isAudible { observer.callerNoted(.isAudible) }
    caller?.observed(by: observer)
    isOrphaned = false
    guard isTakenOver else { return }
    if !playing.isEmpty { silence() }
    // The new agent says again what nobody has reported as heard.
    takeovers += 1
    for cut in cuts { cell.cancel(cut.report) }
    cuts = []
    if let heard { tell(.speechStarted(heard)) }
  }
}

// The quality of what the agent hears, as its own receiver rates it.
extension FlowMediaPath {
  private func expect(_ arriving: [ArrivingWindow]) {
    guard monitor != nil else { return }
    let first = media.closedWindows - arriving.count
    for (offset, window) in arriving.enumerated() {
      windows.append(
        PendingWindow(
          number: first + offset,
          window: window.window,
          timer: schedule(.windowPlayed, after: window.after)
        )
      )
    }
  }

  /// What was not said any more closes no window.
  private func forgetOpenWindows() {
    let closed = media.closedWindows
    while let last = windows.last, last.number >= closed {
      cell.cancel(last.timer)
      windows.removeLast()
    }
  }

  private func windowPlayed() {
    let window = windows.removeFirst().window
    switch monitor?.take(window) {
    case .dropped(let score): tell(.qualityDropped(score))
    case .recovered(let score): tell(.qualityRecovered(score))
    case nil: break
    }
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

  package nonisolated func orphan(playsOn: Bool) {
    onCell { $0.beOrphaned(playsOn: playsOn) }
  }

  package nonisolated func close(_ end: ConversationEnd) { onCell { $0.shut() } }
}

extension FlowMediaPath: TelephoneLine {
  package nonisolated func connect(_ ear: any CallerEar) { onCell { $0.caller = ear } }

  package nonisolated func say(_ utterance: Utterance) {
    onCell(with: utterance) { $0.begin($1) }
  }

  package nonisolated func fallSilent() { onCell(with: ()) { path, _ in path.endSpeech() } }

  package nonisolated func press(_ digit: Character) {
    onCell { path in
      path.tap?.note(.pressed(digit))
      _ = path.after(path.timing.uplink) { $0.tell(.digit(digit)) }
    }
  }

  package nonisolated func hangUp() { onCell { $0.putDown() } }
}

/// Lines within the simulation, over a network that does nothing to packets but carry them.
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

/// A stretch of speech that is on its way.
private struct SpokenStretch {
  let speech: ArrivingSpeech
  /// When its first sound arrives.
  let onset: SimInstant
  /// Of its start's report.
  let timer: TimerID
}

/// A window whose last frame has not been played yet.
private struct PendingWindow {
  /// Of the call, from 0.
  let number: Int
  let window: RatedWindow
  let timer: TimerID
}

private struct QueuedSentence {
  let mark: PlaybackMark
  let text: String
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
  let report: TimerID
}

extension PlaybackMark {
  /// Both numbers in the lower 48 bits, for a timer's argument.
  fileprivate var packed: UInt64 {
    UInt64(UInt32(request)) << 16 | UInt64(UInt16(sentence))
  }

  fileprivate init(packed: UInt64) {
    self.init(
      request: Int(UInt32(truncatingIfNeeded: packed >> 16)),
      sentence: Int(packed & 0xFFFF)
    )
  }
}
