internal import SimCore

// A conversation that another agent has left in the midst.
extension AgentMachine {
  /// Takes the conversation over from a snapshot: what was on its way to the agent that has gone is
  /// lost, what it had asked for is asked for again.
  ///
  /// The media path has dropped what was still to be played, and reports speech that goes on as
  /// having started. A recognizer's finals never come: what it had understood is all there is.
  mutating func resume(at now: SimInstant, _ effects: inout AgentEffects) {
    overlap = nil
    withdrawn = []
    reply.running = []
    if settings.isRealtime && phase != .idle { effects.append(.openRealtime(generationTask)) }
    switch phase {
    case .idle: greet(at: now, &effects)
    case .listening: listen(at: now, &effects)
    case .ended: break
    case .hearing, .endpointing: resumeHearing(at: now, &effects)
    case .transcribing:
      giveUpFinals()
      answer(at: now, &effects)
    case .thinking where reply.isWhole: sayAgain(at: now, &effects)
    case .thinking: thinkAgain(at: now, &effects)
    case .speaking: speakOn(at: now, &effects)
    case .transferring: askDesk(&effects)
    }
  }

  /// What the conversation is about at this moment.
  package var moment: ConversationMoment {
    if isTransferring { return .transferring }
    if overlap != nil { return .overlapping }
    switch phase {
    case .idle: return .greeting
    case .listening, .ended: return .listening
    case .hearing: return .hearing
    case .endpointing: return .endpointing
    case .transcribing: return .transcribing
    case .transferring: return .transferring
    case .speaking: return turn == 0 ? .greeting : .speaking
    case .thinking:
      if turn == 0 { return .greeting }
      switch reply.awaited {
      case .memory, .passages, .routing: return .routing
      case .tools: return .tools
      case .retry: return .retrying
      case .generation, .nothing: return .generating
      }
    }
  }

  /// Sentences that would be said again on resuming, and may have been heard.
  package var saidAgain: Int {
    phase == .speaking ? reply.sentences.count - reply.settled : 0
  }

  /// Moves every instant of a snapshot to the clock of another process.
  package mutating func rebase(by shift: Duration) {
    stamps.rebase(by: shift)
    reply.lastNews = reply.lastNews.advanced(by: shift)
    reply.asked = reply.asked.advanced(by: shift)
    speechStart = speechStart.advanced(by: shift)
    endpointingDeadline = endpointingDeadline?.advanced(by: shift)
  }

  private mutating func resumeHearing(at now: SimInstant, _ effects: inout AgentEffects) {
    giveUpFinals()
    if phase == .hearing { stamps.speechEnded = now }
    phase = .endpointing
    guard !settings.isRealtime else {
      effects.append(.hearSilence(turn: turn))
      return
    }
    let deadline = max(endpointingDeadline ?? now.advanced(by: endpointingDelay), now)
    endpointingDeadline = deadline
    effects.append(.start(.endpointing, until: deadline))
  }

  private mutating func giveUpFinals() {
    if finalsPending > 0 {
      understand(latestPartial)
      hasLostWords = true
    }
    latestPartial = []
    finalsPending = 0
  }

  /// Has the whole text synthesized anew: nothing of it was heard.
  private mutating func sayAgain(at now: SimInstant, _ effects: inout AgentEffects) {
    for index in reply.sentences.indices { synthesizeAgain(index, at: now, &effects) }
  }

  /// Asks for the whole reply anew: the stream that was open is gone, and nothing of it was heard.
  private mutating func thinkAgain(at now: SimInstant, _ effects: inout AgentEffects) {
    reply.sentences = []
    reply.splitter = SentenceSplitter()
    reply.hasText = false
    if settings.isRealtime {
      respondAgain(at: now, &effects)
    } else {
      ask(at: now, &effects)
    }
  }

  /// Says again what the caller has not heard; of a stream that was open the rest stays unsaid.
  private mutating func speakOn(at now: SimInstant, _ effects: inout AgentEffects) {
    if reply.awaited == .generation {
      let known = reply.sentences.map(\.text).joined(separator: " ")
      reply.outputTokens = TokenEstimate.tokens(in: known)
    }
    let asksAgain = reply.awaited == .tools || reply.awaited == .retry
    finishText()
    let unheard = reply.sentences.indices.dropFirst(reply.settled)
    for sentence in unheard { synthesizeAgain(sentence, at: now, &effects) }
    if asksAgain {
      ask(at: now, &effects)
    } else if unheard.isEmpty {
      listenIfDone(at: now, &effects)
    }
  }

  private func synthesizeAgain(
    _ sentence: Int,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    let mark = PlaybackMark(request: reply.number, sentence: sentence)
    effects.append(.synthesize(reply.sentences[sentence].text, mark: mark))
  }
}
