internal import SimCore

// The caller's turn: from the first sound to the request to the language model.
extension AgentMachine {
  mutating func speechStarted(_ audio: any AudioStream) -> [AgentEffect] {
    var effects: [AgentEffect] = []
    switch phase {
    case .endpointing:
      effects.append(.cancelEndpointing)
    case .thinking where turn > 0:
      // Nothing has been said yet: the caller's turn simply goes on.
      effects.append(.cancelReply)
      takeBack()
    case .thinking, .speaking:
      bargeIns += 1
      effects += [.cancelReply, .clearPlayback]
      cutReply()
      beginTurn()
    case .listening:
      beginTurn()
    case .transcribing:
      break
    case .idle, .hearing, .ended:
      return []
    }
    phase = .hearing
    endpointingDeadline = nil
    stretches += 1
    finalsPending += 1
    effects.append(.recognize(audio, turn: turn))
    return effects
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
    guard case .caller(let asked) = conversation.last else { return }
    conversation.removeLast()
    contextTokens -= TokenEstimate.tokens(inWords: asked.count)
  }

  mutating func speechEnded(after silence: Duration, at now: SimInstant) -> [AgentEffect] {
    guard phase == .hearing else { return [] }
    phase = .endpointing
    let lastSound = now.advanced(by: .zero - silence)
    let deadline = max(lastSound.advanced(by: settings.endpointing), now)
    stamps.speechEnded = lastSound
    endpointingDeadline = deadline
    return [.finishRecognition(turn: turn), .startEndpointing(until: deadline, turn: turn)]
  }

  mutating func endpointingElapsed(at now: SimInstant) -> [AgentEffect] {
    guard phase == .endpointing else { return [] }
    stamps.committed = now
    endpointingDeadline = nil
    phase = .transcribing
    return finalsPending == 0 ? think(at: now) : []
  }

  mutating func recognized(_ event: RecognitionEvent, at now: SimInstant) -> [AgentEffect] {
    if case .partial(let partial) = event {
      latestPartial = partial
      return []
    }
    guard finalsPending > 0 else { return [] }
    if case .final(let final) = event {
      words += final
    } else {
      // What was understood so far is all there is; a caller prefers an answer to silence.
      words += latestPartial
    }
    latestPartial = []
    finalsPending -= 1
    stamps.transcribed = now
    return phase == .transcribing && finalsPending == 0 ? think(at: now) : []
  }

  mutating func think(at now: SimInstant) -> [AgentEffect] {
    settleCut()
    phase = .thinking
    request += 1
    reply = ReplyProgress(at: now)
    stamps.requested = now
    stamps.started = now
    let asked = words + digits
    digits = []
    contextTokens += TokenEstimate.tokens(inWords: asked.count)
    conversation.append(.caller(words: asked))
    return ask(at: now)
  }

  /// The request for the reply in the making.
  func ask(at now: SimInstant) -> [AgentEffect] {
    [
      .generate(request: request, conversation: conversation, contextTokens: contextTokens),
      .awaitGeneration(until: now.advanced(by: settings.modelTimeout), request: request),
    ]
  }
}
