internal import SimCore

// The caller's turn: from the first sound to the decision that it is over.
extension AgentMachine {
  mutating func speechStarted(
    _ audio: any AudioStream,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    switch phase {
    case .endpointing:
      effects.append(.stop(.endpointing))
      observePause(until: now)
    case .thinking where reply.answersTurn:
      // Nothing has been said yet: the caller's turn simply goes on.
      observePause(until: now)
      takeBack(at: now, &effects)
    case .speaking, .thinking:
      return overlapStarted(audio, at: now, &effects)
    case .listening:
      if settings.silence != nil { effects.append(.stop(.silence)) }
      beginTurn()
    case .transcribing:
      observePause(until: now)
    case .idle, .hearing, .transferring, .ended:
      return
    }
    phase = .hearing
    endpointingDeadline = nil
    hear(audio, at: now, wantsPartials: false, &effects)
  }

  /// A further stretch of speech belongs to the turn.
  mutating func hear(
    _ audio: any AudioStream,
    at now: SimInstant,
    wantsPartials: Bool,
    _ effects: inout AgentEffects
  ) {
    if stretches == 0 { speechStart = now }
    stretches += 1
    guard !settings.isRealtime else {
      effects.append(.hear(audio, turn: turn))
      return
    }
    if settings.recognizesWhileSpoken { finalsPending += 1 } else { finalsPending = 1 }
    effects.append(.recognize(audio, turn: turn, wantsPartials: wantsPartials))
  }

  mutating func beginTurn() {
    turn += 1
    stretches = 0
    finalsPending = 0
    words = []
    latestPartial = []
    confidence = nil
    beganAsOverlap = false
    hasLostWords = false
    stamps = TurnStamps()
  }

  /// The turn that was answered is not over after all: its words belong to the one to come.
  private mutating func takeBack(at now: SimInstant, _ effects: inout AgentEffects) {
    cancelReply(at: now, &effects)
    effects.append(.note(.tookBack(turn: turn)))
    guard let words = conversation.takeBackCaller() else { return }
    contextTokens -= TokenEstimate.tokens(inWords: words)
  }

  mutating func speechEnded(
    after silence: Duration,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    let lastSound = now.advanced(by: .zero - silence)
    if overlap != nil { return overlapPaused(lastSound: lastSound, at: now, &effects) }
    guard phase == .hearing else { return }
    stamps.speechEnded = lastSound
    concludeStretch(&effects)
    awaitEndOfTurn(at: now, &effects)
  }

  /// Tells who listens that a stretch of speech is over.
  mutating func concludeStretch(_ effects: inout AgentEffects) {
    if settings.isRealtime {
      effects.append(.hearSilence(turn: turn))
    } else if settings.recognizesWhileSpoken {
      effects.append(.finishRecognition(turn: turn))
    }
  }

  /// From here on silence is what ends the turn.
  mutating func awaitEndOfTurn(at now: SimInstant, _ effects: inout AgentEffects) {
    phase = .endpointing
    // A speech-to-speech model ends turns by itself.
    guard !settings.isRealtime else { return }
    if case .semantic = settings.endpointing {
      effects.append(.judgeTurn(turn: turn, stretch: stretches))
    }
    let deadline = max(stamps.speechEnded.advanced(by: endpointingDelay), now)
    endpointingDeadline = deadline
    effects.append(.start(.endpointing, until: deadline))
  }

  mutating func endpointingElapsed(at now: SimInstant, _ effects: inout AgentEffects) {
    guard phase == .endpointing, !settings.isRealtime else { return }
    stamps.committed = now
    endpointingDeadline = nil
    phase = .transcribing
    if !settings.recognizesWhileSpoken { effects.append(.finishRecognition(turn: turn)) }
    if finalsPending == 0 { answer(at: now, &effects) }
  }

  mutating func recognized(
    _ event: RecognitionEvent,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    if case .partial(let partial) = event {
      guard finalsPending > 0 else { return }
      latestPartial = partial
      if overlap != nil { overlapUnderstood(at: now, &effects) }
      return
    }
    guard finalsPending > 0 else { return }
    if case .final(let final) = event {
      understand(final.words)
      if let sure = final.confidence { confidence = min(confidence ?? 1, sure) }
    } else {
      // What was understood so far is all there is; a caller prefers an answer to silence.
      understand(latestPartial)
      hasLostWords = true
    }
    latestPartial = []
    finalsPending -= 1
    noteRecognition(event, at: now, &effects)
    if overlap != nil { return overlapUnderstood(at: now, &effects) }
    if phase == .transcribing && finalsPending == 0 { answer(at: now, &effects) }
  }

  mutating func understand(_ further: [String]) {
    // Most turns are one stretch: its words are shared, not copied.
    if words.isEmpty { words = further } else { words += further }
  }

  private func noteRecognition(
    _ event: RecognitionEvent,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    var ending = ModelCall.Ending.completed
    if case .failed(let failure) = event { ending = .failed(failure) }
    let end = max(overlap?.lastSound ?? stamps.speechEnded, speechStart)
    let call = ModelCall(
      service: .recognizer,
      number: turn,
      begun: speechStart,
      firstResult: now,
      ended: now,
      ending: ending,
      audio: speechStart.duration(to: end)
    )
    effects.append(.note(.called(call)))
  }

  mutating func pressed(_ digit: Character, at now: SimInstant, _ effects: inout AgentEffects) {
    digits.append(String(digit))
    // A speech-to-speech model hears no keys: they wait for the turn that it ends.
    guard !settings.isRealtime else { return }
    // Keys are an answer: they are over when no further one comes.
    switch phase {
    case .listening:
      beginTurn()
      if settings.silence != nil { effects.append(.stop(.silence)) }
    case .endpointing where stretches == 0: effects.append(.stop(.endpointing))
    default: return
    }
    stamps.speechEnded = now
    awaitEndOfTurn(at: now, &effects)
  }
}
