internal import SimCore

// A conversation that another agent has left in the midst.
extension AgentMachine {
  /// Takes the conversation over from a snapshot: what was on its way to the agent that has gone is
  /// lost, what it had asked for is asked for again.
  ///
  /// The media path has dropped what was still to be played, and reports speech that goes on as
  /// having started. A recognizer's finals never come: what it had understood is all there is.
  mutating func resume(at now: SimInstant, _ effects: inout AgentEffects) {
    switch phase {
    case .idle: greet(&effects)
    case .listening, .ended: break
    case .hearing, .endpointing: resumeHearing(at: now, &effects)
    case .transcribing:
      giveUpFinals()
      think(at: now, &effects)
    case .thinking where turn == 0: greetAgain(&effects)
    case .thinking: thinkAgain(at: now, &effects)
    case .speaking: speakOn(&effects)
    }
  }

  /// Moves every instant of a snapshot to the clock of another process.
  package mutating func rebase(by shift: Duration) {
    stamps.rebase(by: shift)
    reply.lastNews = reply.lastNews.advanced(by: shift)
    endpointingDeadline = endpointingDeadline?.advanced(by: shift)
  }

  private mutating func resumeHearing(at now: SimInstant, _ effects: inout AgentEffects) {
    giveUpFinals()
    if phase == .hearing { stamps.speechEnded = now }
    phase = .endpointing
    let deadline = max(endpointingDeadline ?? now.advanced(by: settings.endpointing), now)
    endpointingDeadline = deadline
    effects.append(.startEndpointing(until: deadline, turn: turn))
  }

  private mutating func giveUpFinals() {
    if finalsPending > 0 { understand(latestPartial) }
    latestPartial = []
    finalsPending = 0
  }

  private mutating func greetAgain(_ effects: inout AgentEffects) {
    phase = .idle
    greet(&effects)
  }

  /// Asks for the whole reply anew: the stream that was open is gone, and nothing of it was heard.
  private mutating func thinkAgain(at now: SimInstant, _ effects: inout AgentEffects) {
    request += 1
    reply = ReplyProgress(at: now)
    ask(at: now, &effects)
  }

  /// Says again what the caller has not heard; of a stream that was open the rest stays unsaid.
  private mutating func speakOn(_ effects: inout AgentEffects) {
    if reply.outputTokens == nil {
      let known = reply.sentences.map(\.text).joined(separator: " ")
      reply.outputTokens = TokenEstimate.tokens(in: known)
    }
    let unheard = reply.sentences.indices.dropFirst(reply.settled)
    if unheard.isEmpty { listenIfDone() }
    for sentence in unheard {
      let mark = PlaybackMark(request: request, sentence: sentence)
      effects.append(.synthesize(reply.sentences[sentence].text, mark: mark))
    }
  }
}
