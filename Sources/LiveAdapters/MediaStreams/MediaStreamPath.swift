package import SimCore
package import VoicePipeline

/// The agent's end of a Media Streams connection: the carrier's frames in, the agent's audio out.
///
/// ```
///  carrier ──media──▶ voice activity ──speech──▶ agent
///          ──words──▶ StreamedSpeech ──────────▶ recognizer, when it asks
///          ◀─media, mark── frames, a lead ahead ◀──play── agent
///          ◀─clear───────────────────────────────clear─── agent
/// ```
/// Audio is sent ahead of its playback by a lead, so that the far end never runs dry and a `clear`
/// has something to drop.
package actor MediaStreamPath: TimedActor {
  /// What can fall due.
  package enum Due: UInt32, Sendable {
    /// Further frames may be sent.
    case pump
  }

  /// How a path listens and sends.
  package struct Options: Sendable, Hashable {
    /// Speech before its start is reported, and silence before its end is.
    package var onset = Duration.milliseconds(60)
    package var hangover = Duration.milliseconds(200)
    /// How far ahead of its playback audio is sent.
    package var lead = Duration.milliseconds(500)
    /// Audio that is sent at a time, once the first is there: five frames cost little over one.
    package var batch = Duration.milliseconds(100)
    /// Audio that waits for its playback at most.
    package var playbackMax = Duration.seconds(120)

    package init() {}
  }

  /// Told once, when the carrier has named the call.
  package typealias Started = @Sendable (MediaStreamPath, TwilioStart) -> Void

  package nonisolated let cell: Cell
  let options: Options
  private let started: Started
  private var socket: WebSocketConnection?
  private var reader = TwilioReader()
  private var writer: TwilioAgentWriter?
  private var activity: EnergyVoiceActivity
  private var agent: (any AgentEventReceiver)?
  private var speech: StreamedSpeech?
  /// Whether the carrier sends the words beside the audio.
  private var isTold = false
  /// Whether the carrier is ours and wants to know what travels beside the audio.
  private var tellsAsides = false
  private var draws: DrawKey
  private var sentences: [OutgoingSentence] = []
  private var pump: TimerID?
  /// Cuts whose marks have not come back yet.
  private var cuts: [(name: String, mark: PlaybackMark, heard: Duration)] = []
  private var cutCount = 0
  private var isOver = false
  /// When the carrier's first frame began to arrive: what asides count from.
  private var origin = SimInstant.zero
  private var hasHeard = false
  /// How the stream ended before an agent was there to be told.
  private var untold: MediaEvent?

  package init(cell: Cell, options: Options, started: @escaping Started) {
    self.cell = cell
    self.options = options
    self.started = started
    draws = cell.key
    activity = EnergyVoiceActivity(onset: options.onset, hangover: options.hangover)
  }

  /// Names the connection that carries the stream; called once, before its first message.
  package nonisolated func carry(over socket: WebSocketConnection) {
    onCell(with: socket) { $0.socket = $1 }
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    pump = nil
    send()
  }

  private func tell(_ event: MediaEvent) { agent?.receive(.media(event)) }

  private func end(_ event: MediaEvent) {
    guard !isOver else { return }
    isOver = true
    dropPlayback()
    if agent == nil { untold = event }
    tell(event)
    agent = nil
  }
}

// What the carrier says.
extension MediaStreamPath: WebSocketReceiver {
  package nonisolated func opened(subprotocol: String?) {}

  package nonisolated func received(text: [UInt8]) { onCell(with: text) { $0.take($1) } }

  /// Media Streams has none.
  package nonisolated func received(binary: [UInt8]) {}

  package nonisolated func drained() {}

  package nonisolated func ended(_ ending: WebSocketEnding) {
    onCell(with: ending) { path, ending in
      path.socket = nil
      path.end(ending.mediaEvent)
    }
  }

  private func take(_ text: [UInt8]) {
    guard !isOver else { return }
    let frame: TwilioFrame
    do throws(TwilioError) { frame = try reader.read(text) } catch {
      socket?.close(CloseStatus(.policyViolation, reason: "not a message of Media Streams"))
      return end(.failed(.refused(code: 502)))
    }
    switch frame.message {
    case .media(let media): hear(media.payload)
    case .start(let start): begin(start, frame.streamSID ?? "")
    case .mark(let name): returned(name)
    case .dtmf(let digit): if let key = digit.first { tell(.digit(key)) }
    case .stop: end(.ended)
    case .aside(.speech(let index, let traits)):
      // Speech that has not paused is one stretch, whatever its parts are called.
      if !isTold || !activity.isSpeaking {
        isTold = true
        speech = StreamedSpeech(index: index, traits: traits, on: cell)
      }
    case .aside(.words(_, let words, let isComplete)):
      speech?.append(words, soundsComplete: isComplete)
    case .connected, .clear, .unknown, .aside: break
    }
  }

  private func begin(_ start: TwilioStart, _ streamSID: String) {
    guard writer == nil else { return }
    writer = TwilioAgentWriter(streamSID: streamSID)
    origin = cell.now
    tellsAsides = start.customParameters.contains { $0.name == StreamAside.event }
    draws = cell.key.entity("agent.voice", StreamIdentity.call(of: start).key)
    started(self, start)
  }

  private func hear(_ audio: [UInt8]) {
    if !hasHeard {
      hasHeard = true
      let length = TelephoneAudio.duration(ofSamples: audio.count)
      origin = cell.now.advanced(by: .zero - length)
    }
    for event in activity.process(audio.span) {
      switch event {
      case .speechStarted:
        if !isTold { speech = StreamedSpeech(untoldOn: cell) }
        if let speech { tell(.speechStarted(speech)) }
      case .speechEnded(_, let silence):
        let silence = TelephoneAudio.duration(ofSamples: silence)
        if !isTold { speech?.fellSilent(for: silence) }
        tell(.speechEnded(silence: silence))
      }
    }
  }

  private func returned(_ name: String) {
    if let at = cuts.firstIndex(where: { $0.name == name }) {
      let cut = cuts.remove(at: at)
      return tell(.cleared(cut.mark, heard: cut.heard))
    }
    guard let at = sentences.firstIndex(where: { $0.mark.name == name }) else { return }
    let played = sentences.remove(at: at)
    tell(.played(played.mark))
  }
}

// What the agent says.
extension MediaStreamPath: MediaPath {
  package nonisolated func attach(_ agent: any AgentEventReceiver, observer: any CallObserver) {
    onCell { path in
      if path.agent != nil { path.handOver() }
      path.agent = agent
      if let ending = path.untold { return path.tell(ending) }
      if path.activity.isSpeaking, let speech = path.speech { path.tell(.speechStarted(speech)) }
    }
  }

  package nonisolated func play(_ audio: any AudioStream, mark: PlaybackMark) {
    guard let speech = audio as? SynthesizedSpeech else {
      preconditionFailure("a live path plays synthesized speech only")
    }
    onCell(with: (speech, mark)) { $0.enqueue($1.0, mark: $1.1) }
  }

  package nonisolated func clear() { onCell(with: ()) { path, _ in path.cut() } }

  package nonisolated func close(_ end: ConversationEnd) {
    onCell(with: end) { path, end in
      path.isOver = true
      path.agent = nil
      path.dropPlayback()
      guard case .failed(let failure) = end else { return path.hangUp(.normal) }
      path.say(.failed(failure))
      path.hangUp(.internalError)
    }
  }

  private func hangUp(_ code: CloseCode) { socket?.close(CloseStatus(code)) }

  private func enqueue(_ audio: SynthesizedSpeech, mark: PlaybackMark) {
    guard !isOver else { return }
    let start = max(cell.now, sentences.last?.end ?? cell.now)
    let wait = cell.now.duration(to: start)
    guard wait + audio.duration <= options.playbackMax else { return tell(.overflowed(mark)) }
    let voice = draws.entity("sentence", UInt64(mark.request) << 16 | UInt64(mark.sentence))
    sentences.append(OutgoingSentence(audio, mark: mark, start: start, draws: voice))
    send()
  }

  private func cut() {
    guard let cut = sentences.first(where: { $0.end > cell.now }) ?? sentences.last else { return }
    cutCount += 1
    let name = "cut.\(cutCount)"
    cuts.append((name, cut.mark, cut.heard(by: cell.now)))
    dropPlayback()
    // The far end gives all marks back that it has not reached, this one too.
    write { writer, output in writer.mark(name, to: &output) }
    write { writer, output in writer.clear(to: &output) }
  }

  /// Another agent takes over: nobody waits for what the one before has said.
  private func handOver() {
    cuts = []
    guard !sentences.isEmpty else { return }
    dropPlayback()
    write { writer, output in writer.clear(to: &output) }
  }

  private func dropPlayback() {
    sentences = []
    if let pump { cell.cancel(pump) }
    pump = nil
  }

  /// Sends what is played within the lead.
  private func send() {
    guard let socket else { return }
    socket.gather { sendAhead() }
  }

  private func sendAhead() {
    let horizon = cell.now.advanced(by: options.lead)
    for index in sentences.indices where !sentences[index].isSent {
      if sentences[index].sent == 0 { announce(sentences[index]) }
      while !sentences[index].isSent {
        let due = sentences[index].nextPlayed
        guard due <= horizon else { return wait(until: due) }
        let frame = sentences[index].nextFrame()
        write { writer, output in writer.media(frame.span, to: &output) }
      }
      let name = sentences[index].mark.name
      write { writer, output in writer.mark(name, to: &output) }
    }
  }

  /// Waits until a batch from then on is within the lead.
  private func wait(until due: SimInstant) {
    guard pump == nil else { return }
    let batch = due.advanced(by: options.batch - options.lead)
    pump = schedule(.pump, after: cell.now.duration(to: FrameGrid.instant(notBefore: batch)))
  }

  private func announce(_ sentence: OutgoingSentence) {
    say(.sentence(sentence.mark, leadingSilence: sentence.leadingSilence))
  }

  private func say(_ aside: StreamAside) {
    guard tellsAsides else { return }
    write { writer, output in aside.write(streamSID: writer.streamSID, to: &output) }
  }

  private func write(_ message: (TwilioAgentWriter, inout [UInt8]) -> Void) {
    guard let socket, let writer else { return }
    socket.send(text: { message(writer, &$0) })
  }
}

// Who keeps the agent's record is the caller's side: it is told over the stream.
extension MediaStreamPath: CallObserver {
  package nonisolated func agentReplied(_ turn: AgentTurn) {
    onCell(with: turn) { path, turn in
      var turn = turn
      turn.stamps.rebase(by: .zero - path.sinceStart)
      path.say(.turn(turn))
    }
  }

  package nonisolated func agentNoted(_ note: AgentNote) {
    onCell(with: note) { path, note in
      path.say(.note(note.rebased(by: .zero - path.sinceStart)))
    }
  }

  /// The stream's start on this cell's clock.
  private var sinceStart: Duration { SimInstant.zero.duration(to: origin) }

  package nonisolated func callerIdentified(_ label: CallerLabel) {}
  package nonisolated func callerSpoke(_ utterance: SpokenWords) {}
  package nonisolated func callerHeard(_ hearing: ReplyHeard) {}
  package nonisolated func callerHungUp(_ reason: HangUpReason) {}
}

extension PlaybackMark {
  /// What a mark is called on the wire.
  var name: String { "\(request).\(sentence)" }
}

extension WebSocketEnding {
  /// What the end of the connection means to a call.
  var mediaEvent: MediaEvent {
    switch self {
    case .closed(let status, _) where status.isOrderly: .ended
    case .refused(let refusal): .failed(PortFailure(refusal.error))
    case .malformedAnswer: .failed(.refused(code: 502))
    case .openingTimedOut, .pongTimedOut, .stalled: .failed(.timedOut)
    case .notOpened: .failed(.unreachable)
    case .overflowed: .failed(.overflowed)
    default: .failed(PortFailure(status))
    }
  }
}

extension CloseStatus {
  /// Whether the peer has nothing to complain of.
  fileprivate var isOrderly: Bool { code == .normal || code == .goingAway || code == .noStatus }
}
