internal import SimCore

// From the end of the caller's turn to the request that is to answer it.
extension AgentMachine {
  /// The turn is over and all that was said is known.
  mutating func answer(at now: SimInstant, _ effects: inout AgentEffects) {
    stamps.transcribed = now
    let said = beganAsOverlap ? settings.interruption.wordsCounted(words) : words.count
    guard said > 0 || !digits.isEmpty || hasLostWords else {
      return answerNothing(at: now, &effects)
    }
    prompts = 0
    if remedyTurn(at: now, &effects) { return }
    if let rule = settings.quality, let sure = confidence, sure < rule.confidenceMin {
      return confirm(rule, at: now, &effects)
    }
    confirmations = 0
    think(at: now, &effects)
  }

  /// Nothing was said that wants an answer: the agent goes on as before.
  private mutating func answerNothing(at now: SimInstant, _ effects: inout AgentEffects) {
    effects.append(.note(.ignored(until: stamps.speechEnded)))
    if settings.interruption.resumes, let cut, !cut.rest.isEmpty {
      goOn(with: cut, at: now, &effects)
    } else {
      listen(at: now, &effects)
    }
  }

  /// The reply that was cut is gone on with where the caller stopped hearing it.
  private mutating func goOn(
    with cut: CutReply,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    settleCut()
    effects.append(.note(.resumed(request: cut.request)))
    beginReply(.script, at: now)
    for sentence in cut.rest { speak(sentence, at: now, &effects) }
    finishText()
  }

  /// Asks whether what was hardly understood is what was said.
  private mutating func confirm(
    _ rule: QualityRule,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    confirmations += 1
    takeTurn()
    if confirmations > rule.confirmationsMax {
      promiseCallback(rule.callback, at: now, &effects)
    } else {
      askBack(rule.confirmation, at: now, &effects)
    }
    reply.answersTurn = true
  }

  /// The caller's words become part of the conversation.
  mutating func takeTurn() {
    settleCut()
    let asked = digits.isEmpty ? words : words + digits
    digits = []
    contextTokens += TokenEstimate.tokens(inWords: asked.count)
    conversation.callerSaid(asked)
  }

  mutating func think(at now: SimInstant, _ effects: inout AgentEffects) {
    takeTurn()
    beginReply(.model, at: now)
    reply.answersTurn = true
    if let filler = settings.filler {
      effects.append(.start(.filler, until: stamps.committed.advanced(by: filler.after)))
    }
    if settings.remembersReplies {
      reply.awaited = .memory
      effects.append(.findReply(generationTask))
    } else {
      gather(at: now, &effects)
    }
  }

  /// A reply is in the making from now on.
  mutating func beginReply(_ origin: ReplyOrigin, at now: SimInstant) {
    phase = .thinking
    request += 1
    reply = ReplyProgress(number: request, at: now)
    reply.origin = origin
    stamps.requested = now
    stamps.asked = now
    stamps.started = now
    stamps.firstToken = now
  }

  mutating func remembered(
    _ known: String?,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard phase == .thinking, reply.awaited == .memory else { return }
    guard let known else { return gather(at: now, &effects) }
    reply.origin = .memory
    take(known, at: now, &effects)
    completeText(at: now, &effects)
  }

  /// Passages first, then the choice of a model, then the request.
  private mutating func gather(at now: SimInstant, _ effects: inout AgentEffects) {
    guard settings.retrieves else { return route(at: now, &effects) }
    reply.awaited = .passages
    let query = conversation.latestCallerWords.joined(separator: " ")
    run(ToolCall(name: ToolCall.retrieval, arguments: query), &effects)
  }

  mutating func route(at now: SimInstant, _ effects: inout AgentEffects) {
    guard settings.routesRequests else { return askFirst(at: now, &effects) }
    reply.awaited = .routing
    effects.append(.route(generationTask))
  }

  mutating func routed(to tier: ModelTier, at now: SimInstant, _ effects: inout AgentEffects) {
    guard phase == .thinking || phase == .speaking, reply.awaited == .routing else { return }
    reply.tier = tier
    askFirst(at: now, &effects)
  }

  private mutating func askFirst(at now: SimInstant, _ effects: inout AgentEffects) {
    stamps.requested = now
    reply.rounds = 1
    send(at: now, &effects)
  }

  /// Asks for the reply in the making, once more: after tools, or after a failure.
  mutating func ask(at now: SimInstant, _ effects: inout AgentEffects) {
    request += 1
    reply.rounds += 1
    send(at: now, &effects)
  }

  private mutating func send(at now: SimInstant, _ effects: inout AgentEffects) {
    reply.awaited = .generation
    reply.asked = now
    reply.lastNews = now
    reply.firstResult = nil
    reply.toolCalls = []
    if reply.isUnspoken {
      stamps.asked = now
      stamps.started = now
    }
    effects.append(.generate(generationTask))
    effects.append(.start(.generation, until: now.advanced(by: settings.modelTimeout)))
  }

  /// The request for the reply in the making.
  var generationTask: GenerationTask {
    GenerationTask(
      request: request,
      attempt: reply.attempt,
      task: task,
      tier: reply.tier,
      isStreaming: settings.streamsText,
      conversation: conversation,
      contextTokens: contextTokens + reply.passageTokens
    )
  }
}
