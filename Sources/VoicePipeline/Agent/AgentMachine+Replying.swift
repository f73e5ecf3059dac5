internal import SimCore

// The agent's turn: from the first token to the last sound.
extension AgentMachine {
  mutating func greet(at now: SimInstant, _ effects: inout AgentEffects) {
    guard let greeting = settings.greeting else { return listen(at: now, &effects) }
    phase = .thinking
    reply = ReplyProgress(at: now)
    reply.origin = .script
    guard !settings.isRealtime else {
      effects.append(.respond(request: 0, after: nil))
      return
    }
    sayWhole(greeting, at: now, &effects)
  }

  /// Says a text of the agent's own as a reply.
  mutating func say(
    _ text: String,
    as origin: ReplyOrigin,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    beginReply(origin, at: now)
    sayWhole(text, at: now, &effects)
  }

  private mutating func sayWhole(
    _ text: String,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    reply.outputTokens = TokenEstimate.tokens(in: text)
    speak(text, at: now, &effects)
    finishText()
  }

  mutating func generation(
    _ event: GenerationEvent,
    of request: Int,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    if case .cancelled(let tokens) = event { residue.tokens += tokens }
    if event.isEnding { noteGeneration(event, of: request, at: now, &effects) }
    guard request == self.request, phase == .thinking || phase == .speaking,
      reply.awaited == .generation
    else { return }
    reply.lastNews = now
    switch event {
    case .started:
      if reply.isUnspoken { stamps.started = now }
    case .text(let text): take(text, at: now, &effects)
    case .toolCall(let call):
      reply.firstResult = reply.firstResult ?? now
      reply.toolCalls.append(call)
    case .completed(let usage):
      effects.append(.endGeneration)
      reply.outputTokens += usage.output
      if let rest = reply.splitter.finish() { utter(rest, at: now, &effects) }
      afterText(at: now, &effects)
    case .failed(let failure): generationFailed(failure, at: now, &effects)
    case .cancelled:
      // Nobody but the endpoint has cancelled the present request.
      generationFailed(.brokenOff(code: nil), at: now, &effects)
    }
  }

  /// Takes text of the model as it comes.
  mutating func take(_ text: String, at now: SimInstant, _ effects: inout AgentEffects) {
    if reply.firstResult == nil { reply.firstResult = now }
    if !reply.hasText && reply.isUnspoken { stamps.firstToken = now }
    reply.hasText = true
    for sentence in reply.splitter.append(text) { utter(sentence, at: now, &effects) }
  }

  /// A sentence of the reply is whole.
  private mutating func utter(
    _ sentence: String,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    if settings.synthesizesSentences {
      speak(sentence, at: now, &effects)
    } else {
      reply.whole.append(sentence)
    }
  }

  mutating func speak(_ sentence: String, at now: SimInstant, _ effects: inout AgentEffects) {
    if reply.isUnspoken { stamps.firstSentence = now }
    let mark = PlaybackMark(request: reply.number, sentence: reply.sentences.count)
    reply.sentences.append(ReplySentence(text: sentence, begun: now))
    effects.append(.synthesize(sentence, mark: mark))
  }

  /// The model has said what it wants to say for now.
  private mutating func afterText(at now: SimInstant, _ effects: inout AgentEffects) {
    if reply.toolCalls.isEmpty {
      completeText(at: now, &effects)
    } else {
      runTools(at: now, &effects)
    }
  }

  /// Nothing will be added to the reply.
  mutating func completeText(at now: SimInstant, _ effects: inout AgentEffects) {
    if let rest = reply.splitter.finish() { utter(rest, at: now, &effects) }
    if !reply.whole.isEmpty {
      speak(reply.whole.joined(separator: " "), at: now, &effects)
      reply.whole = []
    }
    if settings.filler != nil { effects.append(.stop(.filler)) }
    keepForLater(&effects)
    fallbacks = 0
    finishText()
    // A model that says nothing leaves the floor to the caller.
    if reply.isUnspoken && phase == .thinking { phase = .speaking }
    listenIfDone(at: now, &effects)
  }

  /// A reply that took one request can be given again to the same words.
  private func keepForLater(_ effects: inout AgentEffects) {
    guard settings.remembersReplies, reply.origin == .model, reply.rounds == 1,
      reply.sequel == .listening
    else { return }
    let text = reply.sentences.compactMap(\.spoken).joined(separator: " ")
    effects.append(.keepReply(text, to: generationTask))
  }

  mutating func finishText() {
    reply.awaited = .nothing
  }

  mutating func synthesis(
    _ event: SynthesisEvent,
    of mark: PlaybackMark,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    if case .cancelled(let audio) = event { residue.audio += audio }
    guard mark.request == reply.number, phase == .thinking || phase == .speaking,
      reply.sentences.indices.contains(mark.sentence)
    else { return }
    switch event {
    case .failed(let failure):
      noteSynthesis(of: mark, .failed(failure), at: now, &effects)
      synthesisFailed(failure, of: mark, at: now, &effects)
    case .completed(let audio):
      reply.sentences[mark.sentence].audio = audio
      noteSynthesis(of: mark, .completed, at: now, &effects)
    case .cancelled: break
    case .audio(let audio):
      reply.sentences[mark.sentence].firstAudio = now
      play(audio, mark: mark, at: now, &effects)
    }
  }

  /// Audio of the reply is there.
  mutating func play(
    _ audio: any AudioStream,
    mark: PlaybackMark,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    effects.append(.play(audio, mark: mark))
    guard phase == .thinking else { return }
    phase = .speaking
    stamps.firstAudio = now
    effects.append(.report(currentTurn(mark)))
  }

  private func currentTurn(_ mark: PlaybackMark) -> AgentTurn {
    let isFiller =
      reply.sentences.indices.contains(mark.sentence) && reply.sentences[mark.sentence].isFiller
    return AgentTurn(
      turn: reply.answersTurn ? turn : 0,
      request: reply.number,
      stretches: stretches,
      words: words,
      stamps: stamps,
      origin: isFiller ? .filler : reply.origin,
      tier: reply.tier,
      rounds: reply.rounds
    )
  }

  mutating func played(
    _ mark: PlaybackMark,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard phase == .speaking, mark.request == reply.number else { return }
    reply.settled += 1
    listenIfDone(at: now, &effects)
  }

  mutating func overflowed(
    _ mark: PlaybackMark,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard phase == .speaking, mark.request == reply.number,
      reply.sentences.indices.contains(mark.sentence)
    else { return }
    reply.sentences[mark.sentence].isDropped = true
    played(mark, at: now, &effects)
  }

  /// Everything has been generated and heard: the reply is part of the conversation.
  mutating func listenIfDone(at now: SimInstant, _ effects: inout AgentEffects) {
    guard phase == .speaking, reply.isWhole, reply.settled == reply.sentences.count else { return }
    contextTokens += reply.outputTokens
    for sentence in reply.sentences {
      if let spoken = sentence.spoken { conversation.agentSaid(spoken) }
    }
    compressIfLong(&effects)
    switch reply.sequel {
    case .ending(let reason): end(reason, &effects)
    case .transfer: askDesk(&effects)
    case .waiting: phase = .transferring
    case .listening:
      if let overlap {
        self.overlap = nil
        effects.append(.stop(.interruption))
        hearAsTurn(overlap, at: now, &effects)
      } else {
        listen(at: now, &effects)
      }
    }
  }

  /// The floor is the caller's.
  mutating func listen(at now: SimInstant, _ effects: inout AgentEffects) {
    if let callback = callbackOwed { return promiseCallback(callback, at: now, &effects) }
    phase = .listening
    guard let rule = settings.silence else { return }
    effects.append(.start(.silence, until: now.advanced(by: rule.after)))
  }

  /// The caller says nothing.
  mutating func prompt(at now: SimInstant, _ effects: inout AgentEffects) {
    guard phase == .listening, let rule = settings.silence else { return }
    prompts += 1
    let isLast = prompts > rule.promptsMax
    say(isLast ? rule.farewell : rule.prompt, as: .script, at: now, &effects)
    if isLast { reply.sequel = .ending(.concluded) }
  }

  /// The answer takes long: says so.
  mutating func fill(at now: SimInstant, _ effects: inout AgentEffects) {
    guard phase == .thinking, reply.isUnspoken, let rule = settings.filler else { return }
    effects.append(.note(.filled(request: reply.number)))
    speak(rule.text, at: now, &effects)
    reply.sentences[reply.sentences.count - 1].isFiller = true
  }

  /// Stops everything that is being made for the reply.
  mutating func cancelReply(at now: SimInstant, _ effects: inout AgentEffects) {
    if settings.filler != nil { effects.append(.stop(.filler)) }
    if settings.isRealtime {
      effects.append(.interrupt(request: request))
    } else {
      withdrawGeneration(&effects)
    }
    reply.running = []
    reply.awaited = .nothing
  }

  mutating func withdrawGeneration(_ effects: inout AgentEffects) {
    effects.append(.cancelReply)
    if reply.awaited == .generation { withdrawn.append(openRequest) }
  }
}
