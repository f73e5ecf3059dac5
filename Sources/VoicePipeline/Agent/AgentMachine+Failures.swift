internal import SimCore

// What follows when a model or a synthesizer fails.
extension AgentMachine {
  /// Waits on as long as there was news within the time that a model gets.
  var generationDeadline: SimInstant { reply.lastNews.advanced(by: settings.modelTimeout) }

  mutating func generationOverdue(at now: SimInstant, _ effects: inout AgentEffects) {
    guard phase == .thinking || phase == .speaking, reply.awaited == .generation else { return }
    let deadline = generationDeadline
    if deadline > now {
      effects.append(.start(.generation, until: deadline))
      return
    }
    guard !settings.failures.endsCall else { return end(.failed(.timedOut), &effects) }
    withdrawGeneration(&effects)
    generationFailed(.timedOut, at: now, &effects)
  }

  mutating func generationFailed(
    _ failure: PortFailure,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    let rule = settings.failures
    guard !rule.endsCall else { return end(.failed(failure), &effects) }
    effects.append(.endGeneration)
    guard !reply.hasText else {
      // What has been said stands; the rest of the sentence is lost.
      reply.splitter = SentenceSplitter()
      return completeText(at: now, &effects)
    }
    if reply.attempt <= rule.retries, let wait = rule.wait(after: reply.attempt, failure) {
      reply.attempt += 1
      reply.awaited = .retry
      effects.append(.start(.retry, until: now.advanced(by: wait)))
    } else if rule.takesNextTier, reply.tier == .heavy {
      reply.tier = .light
      reply.attempt = 1
      ask(at: now, &effects)
    } else {
      fallBack(failure, at: now, &effects)
    }
  }

  /// Says what an agent can say without a model.
  private mutating func fallBack(
    _ failure: PortFailure,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    let rule = settings.failures
    guard let fallback = rule.fallback else { return end(.failed(failure), &effects) }
    fallbacks += 1
    effects.append(.note(.fellBack(failure)))
    let isLast = fallbacks >= rule.fallbacksMax
    if isLast { reply.sequel = .ending(.failed(failure)) }
    if reply.isUnspoken { reply.origin = .fallback }
    if settings.filler != nil { effects.append(.stop(.filler)) }
    speak(isLast ? rule.farewell : fallback, at: now, &effects)
    reply.outputTokens += TokenEstimate.tokens(in: isLast ? rule.farewell : fallback)
    finishText()
  }

  mutating func synthesisFailed(
    _ failure: PortFailure,
    of mark: PlaybackMark,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    // A voice that fails twice in a reply is gone; so is one that nobody asks again.
    guard settings.failures.retries > 0, !reply.sentences[mark.sentence].isRepeated else {
      return end(.failed(failure), &effects)
    }
    reply.sentences[mark.sentence].isRepeated = true
    effects.append(.synthesize(reply.sentences[mark.sentence].text, mark: mark))
  }

  /// The request in progress.
  var openRequest: OpenRequest {
    OpenRequest(
      request: request,
      attempt: reply.attempt,
      tier: reply.tier,
      begun: reply.asked,
      firstResult: reply.firstResult
    )
  }

  /// Writes down how a request ended.
  mutating func noteGeneration(
    _ event: GenerationEvent,
    of request: Int,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    let open: OpenRequest
    if let at = withdrawn.firstIndex(where: { $0.request == request }) {
      open = withdrawn.remove(at: at)
    } else {
      guard request == self.request else { return }
      open = openRequest
    }
    guard let (ending, usage) = event.accounted else { return }
    let call = ModelCall(
      service: open.tier == .light ? .lightModel : .languageModel,
      number: request,
      attempt: open.attempt,
      begun: open.begun,
      firstResult: open.firstResult,
      ended: now,
      ending: ending,
      usage: usage
    )
    effects.append(.note(.called(call)))
  }

  func noteSynthesis(
    of mark: PlaybackMark,
    _ ending: ModelCall.Ending,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    let sentence = reply.sentences[mark.sentence]
    let call = ModelCall(
      service: .synthesizer,
      number: mark.request,
      attempt: sentence.isRepeated ? 2 : 1,
      begun: sentence.begun,
      firstResult: sentence.firstAudio,
      ended: now,
      ending: ending,
      audio: sentence.audio ?? .zero,
      characters: sentence.text.utf8.count
    )
    effects.append(.note(.called(call)))
  }
}

extension GenerationEvent {
  /// How the request ended, and what it is billed for; nil while it goes on.
  fileprivate var accounted: (ModelCall.Ending, TokenUsage)? {
    switch self {
    case .started, .text, .toolCall: nil
    case .completed(let usage): (.completed, usage)
    case .cancelled(let tokens): (.cancelled, TokenUsage(output: tokens))
    case .failed(let failure): (.failed(failure), TokenUsage(output: 0))
    }
  }
}

extension FailureRule {
  /// Whether the first failure is the end.
  var endsCall: Bool { fallback == nil && retries == 0 && !takesNextTier }

  /// How long to wait before the next attempt; nil where none is worth while.
  func wait(after attempt: Int, _ failure: PortFailure) -> Duration? {
    let own = backoff * (1 << min(attempt - 1, 10))
    switch failure {
    case .refused(let code, let asked):
      guard code == 408 || code == 409 || code == 429 || code >= 500 else { return nil }
      let wait = max(own, asked ?? .zero)
      return wait <= waitMax ? wait : nil
    case .brokenOff, .unreachable, .timedOut: return own
    case .overflowed, .podLost, .keptBack: return nil
    }
  }
}
