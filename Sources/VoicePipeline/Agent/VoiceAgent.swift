package import SimCore

/// The ports that an agent works with.
package struct AgentPorts: Sendable {
  package var recognizer: any SpeechRecognizer
  package var model: any LanguageModel
  package var synthesizer: any SpeechSynthesizer

  package init(
    recognizer: any SpeechRecognizer,
    model: any LanguageModel,
    synthesizer: any SpeechSynthesizer
  ) {
    self.recognizer = recognizer
    self.model = model
    self.synthesizer = synthesizer
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
  }

  package nonisolated let cell: Cell
  private let call: CallID
  private let ports: AgentPorts
  private let media: any MediaPath
  private let observer: any CallObserver
  private var machine: AgentMachine
  private var line: AgentLine?
  private var generation: (any GenerationStream)?
  private var endpointing: TimerID?

  package init(
    cell: Cell,
    call: CallID,
    settings: AgentSettings,
    ports: AgentPorts,
    media: any MediaPath,
    observer: any CallObserver
  ) {
    self.cell = cell
    self.call = call
    self.ports = ports
    self.media = media
    self.observer = observer
    machine = AgentMachine(settings: settings)
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
      media.attach(self, observer: observer)
      handle(.connected)
    }
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    endpointing = nil
    handle(.endpointingElapsed(turn: Int(argument)))
  }

  private func handle(_ event: AgentEvent) {
    let effects = machine.handle(event, at: cell.now)
    guard !effects.isEmpty, let line else { return }
    for effect in effects { perform(effect, on: line) }
  }

  private func perform(_ effect: AgentEffect, on line: AgentLine) {
    switch effect {
    case .recognize(let audio, let turn):
      line.recognition.recognize(audio, turn: turn)
    case .finishRecognition(let turn):
      line.recognition.finish(turn: turn)
    case .startEndpointing(let deadline, let turn):
      endpointing = schedule(
        .endpointing,
        after: cell.now.duration(to: deadline),
        UInt64(turn)
      )
    case .cancelEndpointing:
      if let timer = endpointing { cell.cancel(timer) }
      endpointing = nil
    case .generate(let request, let words, let contextTokens):
      let request = GenerationRequest(
        call: call,
        request: request,
        words: words,
        contextTokens: contextTokens
      )
      generation = ports.model.generate(request, for: self)
    case .cancelReply:
      generation?.cancel()
      generation = nil
      line.synthesis.cancel()
    case .synthesize(let text, let mark):
      line.synthesis.synthesize(text, mark: mark)
    case .play(let audio, let mark):
      media.play(audio, mark: mark)
    case .clearPlayback:
      media.clear()
    case .report(let turn):
      observer.agentReplied(turn)
    case .finish(let reason):
      line.recognition.close()
      line.synthesis.close()
      media.close()
      self.line = nil
      line.ended.send(reason)
    }
  }
}

extension VoiceAgent: AgentEventReceiver {
  package nonisolated func receive(_ event: AgentEvent) { onCell(with: event) { $0.handle($1) } }
}

/// What an agent holds while its conversation lasts.
private struct AgentLine {
  let recognition: any RecognitionSession
  let synthesis: any SynthesisSession
  let ended: Reply<ConversationEnd>
}
