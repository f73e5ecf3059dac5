internal import SimCore

// A speech-to-speech model hears and speaks; the agent minds the line and the tools.
extension AgentMachine {
  mutating func realtime(
    _ event: RealtimeEvent,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard settings.isRealtime else { return }
    switch event {
    case .committed(let turn):
      if turn == self.turn { committed(at: now, &effects) }
    case .transcript(let turn, let transcript):
      effects.append(.note(.transcribed(turn: turn, transcript.words)))
      if turn == self.turn { heardOfTurn(transcript.words) }
    case .audio(_, let audio, let text): hearsItself(audio, text, at: now, &effects)
    case .toolCall(_, let call): reply.toolCalls.append(call)
    case .completed(_, let usage): responded(usage, at: now, &effects)
    case .failed(let failure): realtimeFailed(failure, at: now, &effects)
    case .expired: reconnect(at: now, &effects)
    }
  }

  private mutating func committed(at now: SimInstant, _ effects: inout AgentEffects) {
    guard phase == .endpointing || phase == .hearing else { return }
    stamps.committed = now
    stamps.transcribed = now
    prompts = 0
    settleCut()
    beginReply(.model, at: now)
    reply.answersTurn = true
    reply.rounds = 1
    effects.append(.start(.generation, until: now.advanced(by: settings.modelTimeout)))
  }

  private mutating func heardOfTurn(_ words: [String]) {
    self.words = words
    conversation.callerSaid(words)
    contextTokens += TokenEstimate.tokens(inWords: words.count)
  }

  /// The next sentence of the reply begins to stream.
  private mutating func hearsItself(
    _ audio: any AudioStream,
    _ text: String,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard phase == .thinking || phase == .speaking, reply.awaited == .generation else { return }
    reply.lastNews = now
    reply.firstResult = reply.firstResult ?? now
    if reply.isUnspoken {
      stamps.firstToken = now
      stamps.firstSentence = now
    }
    let mark = PlaybackMark(request: reply.number, sentence: reply.sentences.count)
    var sentence = ReplySentence(text: text, begun: now)
    sentence.firstAudio = now
    reply.sentences.append(sentence)
    reply.hasText = true
    play(audio, mark: mark, at: now, &effects)
  }

  private mutating func responded(
    _ usage: TokenUsage,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard phase == .thinking || phase == .speaking, reply.awaited == .generation else { return }
    effects.append(.stop(.generation))
    noteRealtime(.completed, usage, at: now, &effects)
    reply.outputTokens += usage.output
    if reply.toolCalls.isEmpty {
      completeText(at: now, &effects)
    } else {
      runTools(at: now, &effects)
    }
  }

  private func noteRealtime(
    _ ending: ModelCall.Ending,
    _ usage: TokenUsage,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    let call = ModelCall(
      service: .realtime,
      number: request,
      attempt: reply.attempt,
      begun: reply.asked,
      firstResult: reply.firstResult,
      ended: now,
      ending: ending,
      usage: usage
    )
    effects.append(.note(.called(call)))
  }

  mutating func respondAgain(at now: SimInstant, _ effects: inout AgentEffects) {
    request += 1
    reply.rounds += 1
    reply.awaited = .generation
    reply.asked = now
    reply.lastNews = now
    effects.append(.respond(request: request, after: reply.toolResult))
    effects.append(.start(.generation, until: now.advanced(by: settings.modelTimeout)))
  }

  private mutating func realtimeFailed(
    _ failure: PortFailure,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    noteRealtime(.failed(failure), TokenUsage(output: 0), at: now, &effects)
    guard reply.attempt <= settings.failures.retries else {
      return end(.failed(failure), &effects)
    }
    reply.attempt += 1
    reconnect(at: now, &effects)
  }

  /// Opens another session, which knows what has been said; what was under way is asked for again.
  mutating func reconnect(at now: SimInstant, _ effects: inout AgentEffects) {
    effects.append(.note(.reconnected))
    effects.append(.openRealtime(generationTask))
    switch phase {
    case .hearing: effects.append(.hearAgain(turn: turn))
    case .endpointing:
      effects.append(.hearAgain(turn: turn))
      effects.append(.hearSilence(turn: turn))
    case .thinking: respondAgain(at: now, &effects)
    case .speaking where reply.awaited == .generation:
      // What has been said stands.
      effects.append(.stop(.generation))
      completeText(at: now, &effects)
    default: break
    }
  }
}
