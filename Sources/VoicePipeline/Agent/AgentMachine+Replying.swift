internal import SimCore

// The agent's turn: from the first token to the last sound, or to a barge-in.
extension AgentMachine {
  mutating func greet() -> [AgentEffect] {
    guard let greeting = settings.greeting else {
      phase = .listening
      return []
    }
    phase = .thinking
    reply = ReplyProgress()
    reply.outputTokens = TokenEstimate.tokens(in: greeting)
    return [speak(greeting)]
  }

  mutating func generated(_ event: GenerationEvent, at now: SimInstant) -> [AgentEffect] {
    guard phase == .thinking || phase == .speaking, reply.outputTokens == nil else { return [] }
    reply.lastNews = now
    switch event {
    case .started:
      stamps.started = now
      return []
    case .text(let text):
      if reply.isFirstText { stamps.firstToken = now }
      reply.isFirstText = false
      return reply.splitter.append(text).map { speak($0, at: now) }
    case .completed(let tokens):
      reply.outputTokens = tokens
      var effects = [AgentEffect.endGeneration]
      if let rest = reply.splitter.finish() { effects.append(speak(rest, at: now)) }
      listenIfDone()
      return effects
    case .failed(let failure):
      return end(.failed(failure))
    case .cancelled:
      // Nobody but the endpoint has cancelled the present request.
      return end(.failed(.brokenOff(code: nil)))
    }
  }

  /// Waits on as long as there was news within the time that a model gets.
  func generationDeadline() -> SimInstant { reply.lastNews.advanced(by: settings.modelTimeout) }

  mutating func generationOverdue(at now: SimInstant) -> [AgentEffect] {
    guard phase == .thinking || phase == .speaking, reply.outputTokens == nil else { return [] }
    let deadline = generationDeadline()
    if deadline > now { return [.awaitGeneration(until: deadline, request: request)] }
    return end(.failed(.timedOut))
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
    at now: SimInstant
  ) -> [AgentEffect] {
    guard phase == .thinking || phase == .speaking else { return [] }
    switch event {
    case .failed(let failure):
      return end(.failed(failure))
    case .completed(let audio):
      if reply.sentences.indices.contains(mark.sentence) {
        reply.sentences[mark.sentence].audio = audio
      }
      return []
    case .cancelled:
      return []
    case .audio(let audio):
      let play = AgentEffect.play(audio, mark: mark)
      guard phase == .thinking else { return [play] }
      phase = .speaking
      stamps.firstAudio = now
      return [play, .report(currentTurn)]
    }
  }

  private var currentTurn: AgentTurn {
    AgentTurn(turn: turn, request: request, stretches: stretches, words: words, stamps: stamps)
  }

  mutating func played(_ mark: PlaybackMark) -> [AgentEffect] {
    guard phase == .speaking, mark.request == request else { return [] }
    reply.settled += 1
    listenIfDone()
    return []
  }

  mutating func overflowed(_ mark: PlaybackMark) -> [AgentEffect] {
    guard phase == .speaking, mark.request == request,
      reply.sentences.indices.contains(mark.sentence)
    else { return [] }
    reply.sentences[mark.sentence].isDropped = true
    return played(mark)
  }

  /// Everything has been generated and heard: the reply is part of the conversation.
  mutating func listenIfDone() {
    guard phase == .speaking, let tokens = reply.outputTokens,
      reply.settled == reply.sentences.count
    else { return }
    phase = .listening
    contextTokens += tokens
    remember(reply.spoken(reply.sentences.count))
  }

  private mutating func remember(_ sentences: [String]) {
    if !sentences.isEmpty { conversation.append(.agent(sentences: sentences)) }
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
      heard: reply.spoken(reply.settled)
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
    remember(cut.heard)
  }
}
