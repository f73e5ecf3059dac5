package import SimCore
package import VoicePipeline

/// A caller's telephone line to an agent behind a Media Streams connection: we are the carrier.
///
/// ```
///  mouth ──20 ms frames, words──▶ uplink ──media──▶ agent's WebSocket
///  ear   ◀──onset, end── playout ◀──downlink──media, mark, clear── agent
/// ```
/// The frames go on for as long as the stream lasts, silence included. The delays of the line are
/// added here, so that a call has the same line as in a simulation.
package actor MediaStreamLine: TimedActor {
  /// What can fall due.
  package enum Due: UInt32, Sendable {
    /// The next frame is over and has come up the line.
    case frame
    /// The agent's first sound is heard.
    case began
    /// A silence within the agent's audio has ended its sound.
    case ended
    /// What has come of the agent's audio is played to its end.
    case dry
    /// Marks have been reached, and their report comes up the line.
    case marks
    /// The agent's process may be back.
    case redial
  }

  /// Opens the agent's WebSocket for a line; gives what gives the attempt up.
  package typealias Dial = @Sendable (MediaStreamLine) -> @Sendable () -> Void

  /// Between two attempts to reach an agent that has gone.
  private static let redialPause = Duration.milliseconds(100)

  package nonisolated let cell: Cell
  private let call: CallID
  private let timing: LineTiming
  private let onHangUp: @Sendable () -> Void
  private let tellsAsides: Bool
  private let dial: Dial
  /// How long a line that broke waits for another agent to take the call over.
  private let reconnectTime: Duration
  /// Until when that is tried; nil while the line stands.
  private var reconnectEnd: SimInstant?
  private var hasOpened = false
  /// Streams that were opened: timers of earlier ones do nothing.
  private var streamCount: UInt64 = 0
  private let frame = FrameGrid.frame
  private var socket: WebSocketConnection?
  private var reader = TwilioReader()
  private var writer: TwilioCarrierWriter
  private var caller: (any CallerEar)?
  private var agent: (any AgentEventReceiver)?
  private var observer: (any CallObserver)?
  private var mouth: LineMouth
  private var ear = LineEar()
  private var marks: [(name: String, due: SimInstant)] = []
  private var onsets: [(request: Int?, leadingSilence: Duration, timer: TimerID)] = []
  private var dry: TimerID?
  /// Whether what the caller hears ends because the far end dropped the rest.
  private var isCut = false
  private var streamStart = SimInstant.zero
  private var frames = 0
  private var ending: MediaEvent?
  private var giveUp: (@Sendable () -> Void)?

  package init(
    of call: CallID,
    on cell: Cell,
    timing: LineTiming,
    tellsAsides: Bool,
    reconnectTime: Duration = .zero,
    dial: @escaping Dial,
    onHangUp: @escaping @Sendable () -> Void
  ) {
    self.reconnectTime = reconnectTime
    self.dial = dial
    self.cell = cell
    self.call = call
    self.timing = timing
    self.tellsAsides = tellsAsides
    self.onHangUp = onHangUp
    writer = TwilioCarrierWriter(streamSID: StreamIdentity.streamSID(of: call))
    mouth = LineMouth(draws: cell.key.entity("caller.voice", call.key))
  }

  /// Calls the agent.
  package nonisolated func start() { onCell { $0.reach() } }

  /// The agent's WebSocket is on its way; `opened` or `ended` follows.
  package nonisolated func carry(over socket: WebSocketConnection) {
    onCell(with: socket) { line, socket in
      line.giveUp = nil
      line.socket = socket
    }
  }

  /// No connection came about.
  package nonisolated func failed(_ failure: PortFailure) {
    onCell(with: failure) { $0.broke(.failed($1)) }
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .frame: sendFrames(of: argument)
    case .began: began()
    case .ended: caller?.hear(.agentStopped(isCut: false))
    case .dry: ranDry()
    case .marks: returnMarks()
    case .redial: if ending == nil { reach() }
    }
  }

  private func reach() { giveUp = dial(self) }

  /// The connection is gone: for good, or until another agent takes the call over.
  private func broke(_ event: MediaEvent) {
    giveUp = nil
    socket = nil
    guard case .failed = event, ending == nil, hasOpened, reconnectTime > .zero else {
      return end(event)
    }
    if reconnectEnd == nil { dropPlayback() }
    let deadline = reconnectEnd ?? cell.now.advanced(by: reconnectTime)
    reconnectEnd = deadline
    guard cell.now.advanced(by: Self.redialPause) <= deadline else { return end(event) }
    schedule(.redial, after: Self.redialPause)
  }

  /// What the agent that has gone had said and was not heard is lost, with its marks.
  private func dropPlayback() {
    marks = []
    for onset in onsets { cell.cancel(onset.timer) }
    onsets = []
    guard ear.cut(at: cell.now) else { return }
    if let dry { cell.cancel(dry) }
    dry = schedule(.dry, after: .zero)
  }

  /// The line is over, whoever ended it; the agent's side hears why.
  private func end(_ event: MediaEvent) {
    guard ending == nil else { return }
    ending = event
    silence()
    agent?.receive(.media(event))
  }

  private func silence() {
    for onset in onsets { cell.cancel(onset.timer) }
    onsets = []
    if let dry { cell.cancel(dry) }
    dry = nil
    caller?.hear(.lineClosed)
    caller = nil
  }

  private func hangUpStream() {
    giveUp?()
    giveUp = nil
    guard let socket else { return }
    write { writer, output in
      writer.stop(
        accountSID: StreamIdentity.accountSID,
        callSID: StreamIdentity.callSID(of: call),
        to: &output
      )
    }
    socket.close()
  }

  private func write(_ message: (inout TwilioCarrierWriter, inout [UInt8]) -> Void) {
    guard let socket else { return }
    var writer = writer
    socket.send(text: { message(&writer, &$0) })
    self.writer = writer
  }
}

// The mouth.
extension MediaStreamLine: TelephoneLine {
  package nonisolated func connect(_ ear: any CallerEar) { onCell { $0.caller = ear } }

  package nonisolated func say(_ utterance: Utterance) {
    onCell(with: utterance) { $0.mouth.say($1, at: $0.cell.now) }
  }

  package nonisolated func fallSilent() {
    onCell(with: ()) { line, _ in line.mouth.fallSilent(at: line.cell.now) }
  }

  package nonisolated func press(_ digit: Character) {
    onCell { line in
      _ = line.after(line.timing.uplink) { line in
        line.write { writer, output in writer.dtmf(String(digit), to: &output) }
      }
    }
  }

  package nonisolated func hangUp() {
    onCell { line in
      line.hangUpStream()
      line.silence()
      line.onHangUp()
    }
  }

  /// Sends the frames that are over and have come up the line: one, or after a stall those that it
  /// held up, for a stream over TCP loses none.
  private func sendFrames(of argument: UInt64) {
    guard ending == nil, socket != nil, argument == streamCount else { return }
    while nextFrameDue <= cell.now {
      let begin = streamStart.advanced(by: frame * frames)
      frames += 1
      send(mouth.frame(from: begin), timestamp: frames * 20)
    }
    schedule(.frame, after: cell.now.duration(to: nextFrameDue), streamCount)
  }

  private var nextFrameDue: SimInstant {
    streamStart.advanced(by: frame * (frames + 1) + timing.uplink)
  }

  /// When the first frame of a stream that opens now begins.
  private var firstFrame: SimInstant {
    let way = frame + timing.uplink
    let earliest = cell.now.advanced(by: way)
    return FrameGrid.instant(notBefore: earliest, phase: FrameGrid.phase(of: call))
      .advanced(by: .zero - way)
  }

  private func send(_ frame: LineMouth.Frame, timestamp: Int) {
    guard tellsAsides, let socket, !(frame.begins.isEmpty && frame.words.isEmpty) else {
      return sendMedia(frame, timestamp: timestamp)
    }
    socket.gather {
      for begin in frame.begins { say(.speech(index: begin.index, begin.traits)) }
      for part in frame.words {
        say(.words(index: part.index, part.words, soundsComplete: part.soundsComplete))
      }
      sendMedia(frame, timestamp: timestamp)
    }
  }

  private func sendMedia(_ frame: LineMouth.Frame, timestamp: Int) {
    write { writer, output in
      writer.media(frame.audio.span, timestamp: timestamp, to: &output)
    }
  }

  private func say(_ aside: StreamAside) {
    write { writer, output in aside.write(streamSID: writer.streamSID, to: &output) }
  }
}

// The agent's side: nothing is known of it but what the stream says.
extension MediaStreamLine: MediaPath {
  package nonisolated func attach(_ agent: any AgentEventReceiver, observer: any CallObserver) {
    onCell { line in
      line.agent = agent
      line.observer = observer
      line.caller?.observed(by: observer)
      if let ending = line.ending { agent.receive(.media(ending)) }
    }
  }

  package nonisolated func play(_ audio: any AudioStream, mark: PlaybackMark) {
    preconditionFailure("the agent of this line is at its far end")
  }

  package nonisolated func clear() {}

  package nonisolated func close(_ end: ConversationEnd) {
    onCell { line in
      line.ending = line.ending ?? .ended
      line.hangUpStream()
      line.agent = nil
      line.silence()
    }
  }
}

extension MediaStreamLine: WebSocketReceiver {
  package nonisolated func opened(subprotocol: String?) { onCell { $0.begin() } }

  package nonisolated func received(text: [UInt8]) { onCell(with: text) { $0.take($1) } }

  package nonisolated func received(binary: [UInt8]) {}

  package nonisolated func drained() {}

  package nonisolated func ended(_ ending: WebSocketEnding) {
    onCell(with: ending) { $0.broke($1.mediaEvent) }
  }

  private func begin() {
    hasOpened = true
    streamCount += 1
    reconnectEnd = nil
    streamStart = firstFrame
    frames = 0
    reader = TwilioReader()
    writer = TwilioCarrierWriter(streamSID: StreamIdentity.streamSID(of: call))
    mouth.restart()
    write { writer, output in writer.connected(to: &output) }
    let start = TwilioStart(
      accountSID: StreamIdentity.accountSID,
      callSID: StreamIdentity.callSID(of: call),
      customParameters: tellsAsides ? StreamIdentity.parameters(of: call) : []
    )
    write { writer, output in writer.start(start, to: &output) }
    schedule(.frame, after: cell.now.duration(to: nextFrameDue), streamCount)
  }

  private func take(_ text: [UInt8]) {
    guard ending == nil else { return }
    let frame: TwilioFrame
    do throws(TwilioError) { frame = try reader.read(text) } catch {
      socket?.close(CloseStatus(.policyViolation, reason: "not a message of Media Streams"))
      return end(.failed(.refused(code: 502)))
    }
    switch frame.message {
    case .media(let media): play(media.payload)
    case .mark(let name): note(mark: name)
    case .clear: cut()
    case .aside(.sentence(let mark, let silence)): ear.begin(mark, leadingSilence: silence)
    case .aside(.turn(var turn)):
      turn.stamps.rebase(by: sinceStart)
      observer?.agentReplied(turn)
    case .aside(.note(let note)): observer?.agentNoted(note.rebased(by: sinceStart))
    case .aside(.failed(let failure)): end(.failed(failure))
    case .connected, .start, .dtmf, .stop, .unknown, .aside: break
    }
  }

  /// The start of the stream on this cell's clock, as its first frame comes up the line.
  private var sinceStart: Duration {
    SimInstant.zero.duration(to: streamStart.advanced(by: timing.uplink))
  }

  /// When what comes now can be heard.
  private var earliest: SimInstant { cell.now.advanced(by: timing.downlink) }
}

// The ear.
extension MediaStreamLine {
  private func play(_ audio: [UInt8]) {
    for sound in ear.take(audio, earliest: earliest) {
      switch sound {
      case .began(let instant):
        let timer = schedule(.began, after: cell.now.duration(to: instant))
        let sentence = ear.sentence
        onsets.append((sentence?.mark.request, sentence?.leadingSilence ?? .zero, timer))
      case .ended(let instant):
        schedule(.ended, after: max(cell.now.duration(to: instant), .zero))
      }
    }
    if dry == nil { dry = schedule(.dry, after: cell.now.duration(to: ear.playoutEnds)) }
  }

  private func began() {
    guard !onsets.isEmpty else { return }
    let onset = onsets.removeFirst()
    caller?.hear(
      .agentStarted(
        AgentOnset(
          request: onset.request,
          leadingSilence: onset.leadingSilence,
          basis: .measured
        )
      )
    )
  }

  private func ranDry() {
    dry = nil
    guard ear.playoutEnds <= cell.now else {
      dry = schedule(.dry, after: cell.now.duration(to: ear.playoutEnds))
      return
    }
    ear.runDry()
    caller?.hear(.agentStopped(isCut: isCut))
    isCut = false
  }

  /// The far end's wish to drop what was not played comes down the line.
  private func cut() {
    let instant = earliest
    if ear.cut(at: instant) {
      isCut = true
      for onset in onsets { cell.cancel(onset.timer) }
      onsets = []
      if let dry { cell.cancel(dry) }
      dry = schedule(.dry, after: cell.now.duration(to: instant))
    }
    for index in marks.indices { marks[index].due = min(marks[index].due, instant) }
    awaitMarks(instant)
  }

  private func note(mark name: String) {
    marks.append((name, max(ear.playoutEnds, earliest)))
    awaitMarks(marks[marks.count - 1].due)
  }

  private func awaitMarks(_ instant: SimInstant) {
    let due = instant.advanced(by: timing.uplink)
    schedule(.marks, after: max(cell.now.duration(to: due), .zero))
  }

  private func returnMarks() {
    while let first = marks.first, first.due.advanced(by: timing.uplink) <= cell.now {
      marks.removeFirst()
      write { writer, output in writer.mark(first.name, to: &output) }
    }
  }
}
