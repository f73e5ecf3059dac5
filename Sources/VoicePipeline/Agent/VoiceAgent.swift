package import SimCore

/// One call's agent: an actor around `AgentMachine` that carries out its effects.
///
/// ```
///   MediaPath ──speech──▶ ┌────────────┐ ──audio──▶ SpeechRecognizer ──words──┐
///             ◀──audio─── │ VoiceAgent │ ◀────────────────────────────────────┘
///   Call ◀──turns, end─── └────────────┘ ──words──▶ LanguageModel ──text──▶ SpeechSynthesizer
///                               └──▶ TurnDetector, ModelRouter, ReplyCache, AgentTools, HumanDesk
/// ```
package actor VoiceAgent: TimedActor {
  package nonisolated let cell: Cell
  private let call: CallID
  private let sharedPorts: Shared<AgentPorts>
  private let media: any MediaPath
  private let observer: any CallObserver
  private var machine: AgentMachine
  /// Whether there is a line; it is asked at every event, and a line is large.
  private var isConversing = false
  private var line: AgentLine? { didSet { isConversing = line != nil } }
  private var generation: (any GenerationStream)?
  /// Runs of tools that can still be called off.
  private var toolRuns: [any ToolRun] = []
  private var desk: (any DeskRequest)?
  private var timers = AgentTimers()
  private var effects = AgentEffects()
  /// The latest stretch of speech.
  private var heard: (any AudioStream)?
  private let isResumed: Bool
  /// Snapshots that the store could not keep.
  package private(set) var unsaved = 0

  package init(
    cell: Cell,
    call: CallID,
    settings: AgentSettings,
    ports: AgentPorts,
    media: any MediaPath,
    observer: any CallObserver
  ) {
    self.init(
      cell: cell,
      call: call,
      beginning: .afresh(Shared(settings)),
      ports: Shared(ports),
      media: media,
      observer: observer
    )
  }

  package init(
    cell: Cell,
    call: CallID,
    beginning: AgentBeginning,
    ports: Shared<AgentPorts>,
    media: any MediaPath,
    observer: any CallObserver
  ) {
    self.cell = cell
    self.call = call
    sharedPorts = ports
    self.media = media
    self.observer = observer
    switch beginning {
    case .afresh(let settings): (machine, isResumed) = (AgentMachine(settings), false)
    case .resuming(let snapshot): (machine, isResumed) = (snapshot.value, true)
    }
  }

  private var ports: AgentPorts { sharedPorts.value }

  /// What the conversation is about now.
  package var moment: ConversationMoment { machine.moment }

  /// What another pod needs to take the conversation over.
  package var snapshot: AgentMachine { machine }

  /// Converses until the call is released or a port fails for good.
  package func converse() async -> ConversationEnd {
    await Reply<ConversationEnd>.wait(on: cell) { reply in
      line = AgentLine(
        recognition: ports.realtime == nil ? ports.recognizer.open(call, for: self) : nil,
        synthesis: ports.realtime == nil ? ports.synthesizer.open(call, for: self) : nil,
        ended: reply
      )
      // Before the media path speaks: speech that goes on belongs to the conversation as it is now.
      handle(isResumed ? .resumed : .connected)
      media.attach(self, observer: observer)
    }
  }

  /// Goes away as a process that is killed does: its requests are closed, its media path stays, and
  /// the conversation waits for an agent that resumes it.
  package func abandon() {
    guard let line else { return }
    cancelReply()
    hangUp(line)
    line.ended.send(.abandoned)
  }

  /// Stops talking and leaves the line, for there is nobody to talk to.
  package func dismiss() {
    guard line != nil else { return }
    abandon()
    media.clear()
    ports.sessions?.remove(call)
  }

  package func fired(_ due: AgentTimer, _ argument: UInt64) {
    timers[due] = nil
    handle(.elapsed(due))
  }

  private func handle(_ event: AgentEvent) {
    guard isConversing else { return }
    let phase = machine.phase
    // A port may answer while an effect is performed: that event finds no list and makes its own.
    var effects = AgentEffects()
    swap(&effects, &self.effects)
    machine.handle(event, at: cell.now, into: &effects)
    if machine.phase != phase { saveIfKept() }
    effects.takeEach { perform($0) }
    swap(&effects, &self.effects)
  }

  private func saveIfKept() {
    guard let sessions = ports.sessions else { return }
    if machine.phase == .ended {
      sessions.remove(call)
    } else if !sessions.save(machine, of: call) {
      unsaved += 1
    }
  }

  private func perform(_ effect: AgentEffect) {
    switch effect {
    case .recognize(let audio, let turn, let wantsPartials):
      heard = audio
      line?.recognition?.recognize(audio, turn: turn, wantsPartials: wantsPartials)
    case .finishRecognition(let turn): line?.recognition?.finish(turn: turn)
    case .start(let timer, let deadline): start(timer, until: deadline)
    case .stop(let timer): stop(timer)
    case .generate(let task): generation = ports.model.generate(task.request(of: call), for: self)
    case .endGeneration:
      generation = nil
      stop(.generation)
    case .cancelReply: cancelReply()
    case .synthesize(let text, let mark): line?.synthesis?.synthesize(text, mark: mark)
    case .play(let audio, let mark): media.play(audio, mark: mark)
    case .clearPlayback: media.clear()
    case .report(let turn): observer.agentReplied(turn)
    case .note(let note): observer.agentNoted(note)
    case .finish(let reason): finish(reason)
    default: performSeldom(effect)
    }
  }

  private func finish(_ reason: ConversationEnd) {
    guard let line else { return }
    hangUp(line)
    media.close(reason)
    line.ended.send(reason)
  }

  private func hangUp(_ line: AgentLine) {
    for timer in AgentTimer.allCases { stop(timer) }
    line.recognition?.close()
    line.synthesis?.close()
    line.realtime?.close()
    self.line = nil
  }
}

// What most conversations do without.
extension VoiceAgent {
  private func performSeldom(_ effect: AgentEffect) {
    switch effect {
    case .judgeTurn(let turn, let stretch):
      guard let heard else { return }
      required(ports.turnDetector, "a turn detector")
        .judge(heard, turn: turn, stretch: stretch, of: call, for: self)
    case .summarize(let conversation, let tokens): summarize(conversation, tokens: tokens)
    case .findReply(let task):
      required(ports.cache, "a cache of replies").find(task.request(of: call), for: self)
    case .keepReply(let text, let task):
      ports.cache?.keep(text, to: task.request(of: call))
    case .route(let task):
      required(ports.router, "a router").route(task.request(of: call), for: self)
    case .runTool(let tool, let run): runTool(tool, run)
    case .askDesk: askDesk()
    case .leaveDesk:
      desk?.withdraw()
      desk = nil
    case .openRealtime(let task):
      line?.realtime?.close()
      line?.realtime = required(ports.realtime, "a speech-to-speech model")
        .open(task.request(of: call), for: self)
    case .hear(let audio, let turn):
      heard = audio
      line?.realtime?.hear(audio, turn: turn)
    case .hearAgain(let turn): if let heard { line?.realtime?.hear(heard, turn: turn) }
    case .hearSilence(let turn): line?.realtime?.hearSilence(turn: turn)
    case .respond(let request, let result):
      line?.realtime?.respond(request: request, after: result)
    case .interrupt(let request):
      stop(.generation)
      line?.realtime?.interrupt(request: request)
    default: preconditionFailure("\(effect) is performed elsewhere")
    }
  }

  private func required<Port>(_ port: Port?, _ name: String) -> Port {
    guard let port else { preconditionFailure("the agent's settings need \(name)") }
    return port
  }

  private func start(_ timer: AgentTimer, until deadline: SimInstant) {
    stop(timer)
    let delay = max(cell.now.duration(to: deadline), .zero)
    timers[timer] = schedule(timer, after: delay)
  }

  private func stop(_ timer: AgentTimer) {
    guard let set = timers[timer] else { return }
    cell.cancel(set)
    timers[timer] = nil
  }

  private func cancelReply() {
    generation?.cancel()
    generation = nil
    stop(.generation)
    stop(.retry)
    line?.synthesis?.cancel()
    for run in toolRuns { run.cancel() }
    toolRuns = []
  }

  private func runTool(_ tool: ToolCall, _ run: Int) {
    guard let tools = ports.tools else {
      // An agent without tools tells the model so.
      cell.after(.zero) { [self] in
        receive(.tool(run: run, .failed(.refused(code: 404))))
      }
      return
    }
    toolRuns.append(tools.run(tool, run: run, of: call, for: self))
  }

  private func askDesk() {
    guard let port = ports.desk else {
      cell.after(.zero) { [self] in receive(.desk(.closed)) }
      return
    }
    desk = port.take(call, for: self)
  }

  private func summarize(_ conversation: Conversation, tokens: Int) {
    var request = GenerationRequest(
      call: call,
      request: 0,
      conversation: conversation,
      contextTokens: tokens
    )
    request.isStreaming = false
    request.product = .summary
    line?.summary = ports.model.generate(request, for: SummaryReceiver(for: self))
  }
}

extension VoiceAgent: AgentEventReceiver {
  package nonisolated func receive(_ event: AgentEvent) { onCell(with: event) { $0.handle($1) } }
}

/// Tells an agent what becomes of the summary that it has asked for.
private final class SummaryReceiver: AgentEventReceiver {
  private let agent: VoiceAgent

  init(for agent: VoiceAgent) { self.agent = agent }

  func receive(_ event: AgentEvent) {
    if case .generation(_, let event) = event { agent.receive(.summary(event)) }
  }
}

/// How an agent comes to its conversation.
package enum AgentBeginning: Sendable {
  case afresh(Shared<AgentSettings>)
  /// Takes a conversation over where the snapshot was taken.
  case resuming(Shared<AgentMachine>)
}

/// The timers of an agent that are set.
private struct AgentTimers {
  private var set: [6 of TimerID?] = .init(repeating: nil)

  subscript(timer: AgentTimer) -> TimerID? {
    get { set[Int(timer.rawValue)] }
    set { set[Int(timer.rawValue)] = newValue }
  }
}

/// What an agent holds while its conversation lasts; only its agent touches it.
private final class AgentLine {
  let recognition: (any RecognitionSession)?
  let synthesis: (any SynthesisSession)?
  var realtime: (any RealtimeSession)?
  var summary: (any GenerationStream)?
  let ended: Reply<ConversationEnd>

  init(
    recognition: (any RecognitionSession)?,
    synthesis: (any SynthesisSession)?,
    ended: Reply<ConversationEnd>
  ) {
    self.recognition = recognition
    self.synthesis = synthesis
    self.ended = ended
  }
}
