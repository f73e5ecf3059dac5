internal import SimCore

// The agent's turn: from the first token to the last sound, or to a barge-in.
extension AgentMachine {
  mutating func greet(_ effects: inout AgentEffects) {
    guard let greeting = settings.greeting else {
      phase = .listening
      return
    }
    phase = .thinking
    reply = ReplyProgress()
    reply.outputTokens = TokenEstimate.tokens(in: greeting)
    effects.append(speak(greeting))
  }

  mutating func generated(
    _ event: GenerationEvent,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard phase == .thinking || phase == .speaking, reply.outputTokens == nil else { return }
    reply.lastNews = now
    switch event {
    case .started:
      stamps.started = now
    case .text(let text):
      if reply.isFirstText { stamps.firstToken = now }
      reply.isFirstText = false
      for sentence in reply.splitter.append(text) { effects.append(speak(sentence, at: now)) }
    case .toolCall: break
    case .completed(let usage):
      reply.outputTokens = usage.output
      effects.append(.endGeneration)
      if let rest = reply.splitter.finish() { effects.append(speak(rest, at: now)) }
      listenIfDone()
    case .failed(let failure):
      end(.failed(failure), &effects)
    case .cancelled:
      // Nobody but the endpoint has cancelled the present request.
      end(.failed(.brokenOff(code: nil)), &effects)
    }
  }

  /// Waits on as long as there was news within the time that a model gets.
  func generationDeadline() -> SimInstant { reply.lastNews.advanced(by: settings.modelTimeout) }

  mutating func generationOverdue(at now: SimInstant, _ effects: inout AgentEffects) {
    guard phase == .thinking || phase == .speaking, reply.outputTokens == nil else { return }
    let deadline = generationDeadline()
    if deadline > now {
      effects.append(.awaitGeneration(until: deadline, request: request))
    } else {
      end(.failed(.timedOut), &effects)
    }
  }

  private mutating func speak(_ sentence: String, at now: SimInstant) -> AgentEffect {
    if reply.sentences.isEmpty { stamps.firstSentence = now }
    return speak(sentence)
  }

  private mutating func speak(_ sentence: String) -> AgentEffect {
    let mark = PlaybackMark(request: request, sentence: reply.sentences.count)
    reply.sentences.append(ReplySentence(text: sentence))
    return .synthesize(sentence, mark: mark)
  }

  mutating func synthesized(
    _ event: SynthesisEvent,
    mark: PlaybackMark,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard phase == .thinking || phase == .speaking else { return }
    switch event {
    case .failed(let failure):
      end(.failed(failure), &effects)
    case .completed(let audio):
      if reply.sentences.indices.contains(mark.sentence) {
        reply.sentences[mark.sentence].audio = audio
      }
    case .cancelled:
      break
    case .audio(let audio):
      effects.append(.play(audio, mark: mark))
      guard phase == .thinking else { return }
      phase = .speaking
      stamps.firstAudio = now
      effects.append(.report(currentTurn))
    }
  }

  private var currentTurn: AgentTurn {
    AgentTurn(turn: turn, request: request, stretches: stretches, words: words, stamps: stamps)
  }

  mutating func played(_ mark: PlaybackMark) {
    guard phase == .speaking, mark.request == request else { return }
    reply.settled += 1
    listenIfDone()
  }

  mutating func overflowed(_ mark: PlaybackMark) {
    guard phase == .speaking, mark.request == request,
      reply.sentences.indices.contains(mark.sentence)
    else { return }
    reply.sentences[mark.sentence].isDropped = true
    played(mark)
  }

  /// Everything has been generated and heard: the reply is part of the conversation.
  mutating func listenIfDone() {
    guard phase == .speaking, let tokens = reply.outputTokens,
      reply.settled == reply.sentences.count
    else { return }
    phase = .listening
    contextTokens += tokens
    for sentence in reply.sentences where !sentence.isDropped {
      conversation.agentSaid(sentence.text)
    }
  }
}

// A reply that the caller has cut short.
extension AgentMachine {
  /// Keeps what the far end has reported as played; `cleared` may add to it.
  mutating func cutReply() {
    settleCut()
    cut = CutReply(
      request: request,
      sentences: reply.sentences,
      heard: reply.sentences.prefix(reply.settled).compactMap(\.spoken)
    )
  }

  mutating func cleared(_ mark: PlaybackMark, heard: Duration) {
    guard var cut, cut.request == mark.request,
      cut.sentences.indices.contains(mark.sentence)
    else { return }
    let whole = cut.sentences.prefix(mark.sentence).compactMap(\.spoken)
    let part = cut.sentences[mark.sentence].text(heard: heard)
    cut.heard = part.isEmpty ? whole : whole + [part]
    self.cut = cut
  }

  /// Makes what was heard of a cut reply part of the conversation, for good.
  mutating func settleCut() {
    guard let cut else { return }
    self.cut = nil
    contextTokens += cut.heard.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
    for sentence in cut.heard { conversation.agentSaid(sentence) }
  }
}
