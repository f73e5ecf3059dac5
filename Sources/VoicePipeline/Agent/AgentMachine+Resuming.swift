internal import SimCore

// A conversation that another agent has left in the midst.
extension AgentMachine {
  /// Takes the conversation over from a snapshot: what was on its way to the agent that has gone is
  /// lost, what it had asked for is asked for again.
  ///
  /// The media path has dropped what was still to be played, and reports speech that goes on as
  /// having started. A recognizer's finals never come: what it had understood is all there is.
  mutating func resume(at now: SimInstant) -> [AgentEffect] {
    switch phase {
    case .idle: return greet()
    case .listening, .ended: return []
    case .hearing, .endpointing: return resumeHearing(at: now)
    case .transcribing:
      giveUpFinals()
      return think(at: now)
    case .thinking where turn == 0: return greetAgain()
    case .thinking: return thinkAgain(at: now)
    case .speaking: return speakOn()
    }
  }

  /// Moves every instant of a snapshot to the clock of another process.
  package mutating func rebase(by shift: Duration) {
    stamps.rebase(by: shift)
    reply.lastNews = reply.lastNews.advanced(by: shift)
    endpointingDeadline = endpointingDeadline?.advanced(by: shift)
  }

  private mutating func resumeHearing(at now: SimInstant) -> [AgentEffect] {
    giveUpFinals()
    if phase == .hearing { stamps.speechEnded = now }
    phase = .endpointing
    let deadline = max(endpointingDeadline ?? now.advanced(by: settings.endpointing), now)
    endpointingDeadline = deadline
    return [.startEndpointing(until: deadline, turn: turn)]
  }

  private mutating func giveUpFinals() {
    if finalsPending > 0 { words += latestPartial }
    latestPartial = []
    finalsPending = 0
  }

  private mutating func greetAgain() -> [AgentEffect] {
    phase = .idle
    return greet()
  }

  /// Asks for the whole reply anew: the stream that was open is gone, and nothing of it was heard.
  private mutating func thinkAgain(at now: SimInstant) -> [AgentEffect] {
    request += 1
    reply = ReplyProgress(at: now)
    return ask(at: now)
  }

  /// Says again what the caller has not heard; of a stream that was open the rest stays unsaid.
  private mutating func speakOn() -> [AgentEffect] {
    if reply.outputTokens == nil {
      let known = reply.sentences.map(\.text).joined(separator: " ")
      reply.outputTokens = TokenEstimate.tokens(in: known)
    }
    let unheard = reply.sentences.indices.dropFirst(reply.settled)
    if unheard.isEmpty { listenIfDone() }
    return unheard.map { sentence in
      .synthesize(
        reply.sentences[sentence].text,
        mark: PlaybackMark(request: request, sentence: sentence)
      )
    }
  }
}
