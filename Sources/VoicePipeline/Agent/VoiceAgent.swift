package import SimCore

/// The ports that an agent works with.
package struct AgentPorts: Sendable {
  package var recognizer: any SpeechRecognizer
  package var model: any LanguageModel
  package var synthesizer: any SpeechSynthesizer
  /// Where another process finds the conversation if this one goes away.
  package var sessions: (any SessionStore)?

  package init(
    recognizer: any SpeechRecognizer,
    model: any LanguageModel,
    synthesizer: any SpeechSynthesizer,
    sessions: (any SessionStore)? = nil
  ) {
    self.recognizer = recognizer
    self.model = model
    self.synthesizer = synthesizer
    self.sessions = sessions
  }
}

/// One call's agent: an actor around `AgentMachine` that carries out its effects.
///
/// ```
///   MediaPath ──speech──▶ ┌────────────┐ ──audio──▶ SpeechRecognizer ──words──┐
///             ◀──audio─── │ VoiceAgent │ ◀────────────────────────────────────┘
///   Call ◀──turns, end─── └────────────┘ ──words──▶ LanguageModel ──text──▶ SpeechSynthesizer
/// ```
package actor VoiceAgent: TimedActor {
  /// What an agent has timers for.
  package enum Due: UInt32, Sendable {
    /// The argument is the turn.
    case endpointing
    /// The argument is the request.
    case generationOverdue
  }

  package nonisolated let cell: Cell
  private let call: CallID
  private let ports: AgentPorts
  private let media: any MediaPath
  private let observer: any CallObserver
  private var machine: AgentMachine
  /// Whether there is a line; it is asked at every event, and a line is large.
  private var isConversing = false
  private var line: AgentLine? { didSet { isConversing = line != nil } }
  private var generation: (any GenerationStream)?
  private var endpointing: TimerID?
  private var overdue: TimerID?
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
      beginning: .afresh(settings),
      ports: ports,
      media: media,
      observer: observer
    )
  }

  package init(
    cell: Cell,
    call: CallID,
    beginning: AgentBeginning,
    ports: AgentPorts,
    media: any MediaPath,
    observer: any CallObserver
  ) {
    self.cell = cell
    self.call = call
    self.ports = ports
    self.media = media
    self.observer = observer
    switch beginning {
    case .afresh(let settings): (machine, isResumed) = (AgentMachine(settings: settings), false)
    case .resuming(let snapshot): (machine, isResumed) = (snapshot, true)
    }
  }

  /// What another pod needs to take the conversation over.
  package var snapshot: AgentMachine { machine }

  /// Converses until the call is released or a port fails for good.
  package func converse() async -> ConversationEnd {
    await Reply<ConversationEnd>.wait(on: cell) { reply in
      line = AgentLine(
        recognition: ports.recognizer.open(call, for: self),
        synthesis: ports.synthesizer.open(call, for: self),
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
    perform(.cancelEndpointing)
    perform(.cancelReply)
    line.recognition.close()
    line.synthesis.close()
    self.line = nil
    line.ended.send(.abandoned)
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .endpointing:
      endpointing = nil
      handle(.endpointingElapsed(turn: Int(argument)))
    case .generationOverdue:
      overdue = nil
      handle(.generationOverdue(request: Int(argument)))
    }
  }

  private func handle(_ event: AgentEvent) {
    guard isConversing else { return }
    let phase = machine.phase
    var effects = AgentEffects()
    machine.handle(event, at: cell.now, into: &effects)
    if machine.phase != phase { saveIfKept() }
    for effect in effects.all { perform(effect) }
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
    case .recognize(let audio, let turn):
      line?.recognition.recognize(audio, turn: turn, wantsPartials: false)
    case .finishRecognition(let turn):
      line?.recognition.finish(turn: turn)
    case .startEndpointing(let deadline, let turn):
      endpointing = schedule(
        .endpointing,
        after: cell.now.duration(to: deadline),
        UInt64(turn)
      )
    case .cancelEndpointing:
      if let timer = endpointing { cell.cancel(timer) }
      endpointing = nil
    case .generate(let request, let conversation, let contextTokens):
      let request = GenerationRequest(
        call: call,
        request: request,
        conversation: conversation,
        contextTokens: contextTokens
      )
      generation = ports.model.generate(request, for: self)
    case .awaitGeneration(let deadline, let request):
      overdue = schedule(
        .generationOverdue,
        after: cell.now.duration(to: deadline),
        UInt64(request)
      )
    case .endGeneration:
      endGeneration()
    case .cancelReply:
      generation?.cancel()
      endGeneration()
      line?.synthesis.cancel()
    case .synthesize(let text, let mark):
      line?.synthesis.synthesize(text, mark: mark)
    case .play(let audio, let mark):
      media.play(audio, mark: mark)
    case .clearPlayback:
      media.clear()
    case .report(let turn):
      observer.agentReplied(turn)
    case .finish(let reason):
      guard let line else { return }
      line.recognition.close()
      line.synthesis.close()
      media.close(reason)
      self.line = nil
      line.ended.send(reason)
    }
  }
}

extension VoiceAgent {
  private func endGeneration() {
    generation = nil
    if let timer = overdue { cell.cancel(timer) }
    overdue = nil
  }
}

extension VoiceAgent: AgentEventReceiver {
  package nonisolated func receive(_ event: AgentEvent) { onCell(with: event) { $0.handle($1) } }
}

/// How an agent comes to its conversation.
package enum AgentBeginning: Sendable {
  case afresh(AgentSettings)
  /// Takes a conversation over where the snapshot was taken.
  case resuming(AgentMachine)
}

/// What an agent holds while its conversation lasts.
private struct AgentLine {
  let recognition: any RecognitionSession
  let synthesis: any SynthesisSession
  let ended: Reply<ConversationEnd>
}
