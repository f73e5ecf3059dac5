internal import SimCore

// The caller's turn: from the first sound to the request to the language model.
extension AgentMachine {
  mutating func speechStarted(_ audio: any AudioStream, _ effects: inout AgentEffects) {
    switch phase {
    case .endpointing:
      effects.append(.cancelEndpointing)
    case .thinking where turn > 0:
      // Nothing has been said yet: the caller's turn simply goes on.
      effects.append(.cancelReply)
      takeBack()
    case .thinking, .speaking:
      bargeIns += 1
      effects.append(.cancelReply)
      effects.append(.clearPlayback)
      cutReply()
      beginTurn()
    case .listening:
      beginTurn()
    case .transcribing:
      break
    case .idle, .hearing, .ended:
      return
    }
    phase = .hearing
    endpointingDeadline = nil
    stretches += 1
    finalsPending += 1
    effects.append(.recognize(audio, turn: turn))
  }

  private mutating func beginTurn() {
    turn += 1
    stretches = 0
    finalsPending = 0
    words = []
    latestPartial = []
    stamps = TurnStamps()
  }

  /// The turn that was answered is not over after all: its words belong to the one to come.
  private mutating func takeBack() {
    guard let words = conversation.takeBackCaller() else { return }
    contextTokens -= TokenEstimate.tokens(inWords: words)
  }

  mutating func speechEnded(
    after silence: Duration,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard phase == .hearing else { return }
    phase = .endpointing
    let lastSound = now.advanced(by: .zero - silence)
    let deadline = max(lastSound.advanced(by: settings.endpointing), now)
    stamps.speechEnded = lastSound
    endpointingDeadline = deadline
    effects.append(.finishRecognition(turn: turn))
    effects.append(.startEndpointing(until: deadline, turn: turn))
  }

  mutating func endpointingElapsed(at now: SimInstant, _ effects: inout AgentEffects) {
    guard phase == .endpointing else { return }
    stamps.committed = now
    endpointingDeadline = nil
    phase = .transcribing
    if finalsPending == 0 { think(at: now, &effects) }
  }

  mutating func recognized(
    _ event: RecognitionEvent,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    if case .partial(let partial) = event {
      latestPartial = partial
      return
    }
    guard finalsPending > 0 else { return }
    if case .final(let final, _) = event {
      understand(final)
    } else {
      // What was understood so far is all there is; a caller prefers an answer to silence.
      understand(latestPartial)
    }
    latestPartial = []
    finalsPending -= 1
    stamps.transcribed = now
    if phase == .transcribing && finalsPending == 0 { think(at: now, &effects) }
  }

  mutating func understand(_ further: [String]) {
    // Most turns are one stretch: its words are shared, not copied.
    if words.isEmpty { words = further } else { words += further }
  }

  mutating func think(at now: SimInstant, _ effects: inout AgentEffects) {
    settleCut()
    phase = .thinking
    request += 1
    reply = ReplyProgress(at: now)
    stamps.requested = now
    stamps.started = now
    let asked = digits.isEmpty ? words : words + digits
    digits = []
    contextTokens += TokenEstimate.tokens(inWords: asked.count)
    conversation.callerSaid(asked)
    ask(at: now, &effects)
  }

  /// Asks for the reply in the making.
  func ask(at now: SimInstant, _ effects: inout AgentEffects) {
    effects.append(
      .generate(request: request, conversation: conversation, contextTokens: contextTokens)
    )
    effects.append(
      .awaitGeneration(until: now.advanced(by: settings.modelTimeout), request: request)
    )
  }
}
