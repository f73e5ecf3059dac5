internal import SimCore

// What the model wants done beside speaking.
extension AgentMachine {
  /// Requests within one reply; a model that asks for more goes in circles.
  private static let roundsMax = 8

  mutating func runTools(at now: SimInstant, _ effects: inout AgentEffects) {
    let calls = reply.toolCalls
    reply.toolCalls = []
    var isReady = true
    for call in calls {
      switch call.reserved {
      case .endCall: reply.sequel = .ending(.concluded)
      case .transfer:
        effects.append(.note(.escalated))
        reply.sequel = .transfer
      case .handOff: handOff(to: call.arguments, &effects)
      case nil:
        run(call, &effects)
        isReady = false
      }
    }
    let handsOff = calls.contains { $0.reserved == .handOff }
    guard isReady else {
      reply.awaited = .tools
      return
    }
    if handsOff && reply.sequel == .listening {
      askAgain(at: now, &effects)
    } else {
      completeText(at: now, &effects)
    }
  }

  mutating func run(_ call: ToolCall, _ effects: inout AgentEffects) {
    toolRuns += 1
    reply.running.append(toolRuns)
    effects.append(.runTool(call, run: toolRuns))
  }

  /// Another agent goes on: other instructions, the same conversation.
  private mutating func handOff(to task: String, _ effects: inout AgentEffects) {
    self.task = task
    effects.append(.note(.handedOff(task: task)))
  }

  mutating func toolEnded(
    _ event: ToolEvent,
    of run: Int,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard let at = reply.running.firstIndex(of: run) else {
      // It belonged to a reply that is over: what it has done is known from now on.
      if case .completed(let result, let tokens) = event {
        conversation.toolSaid(result)
        contextTokens += tokens
      }
      return
    }
    reply.running.remove(at: at)
    guard phase == .thinking || phase == .speaking else { return }
    switch (event, reply.awaited) {
    case (.completed(_, let tokens), .passages): reply.passageTokens = tokens
    case (.completed(let result, let tokens), _):
      conversation.toolSaid(result)
      contextTokens += tokens
      reply.toolResult = result
    case (.failed(let failure), .tools):
      conversation.toolSaid("error: \(failure.text)")
    case (.failed, _), (.cancelled, _): break
    }
    guard reply.running.isEmpty else { return }
    if reply.awaited == .passages {
      route(at: now, &effects)
    } else if reply.awaited == .tools {
      askAgain(at: now, &effects)
    }
  }

  private mutating func askAgain(at now: SimInstant, _ effects: inout AgentEffects) {
    guard reply.rounds < Self.roundsMax else {
      reply.hasText = false
      return generationFailed(.overflowed, at: now, &effects)
    }
    reply.attempt = 1
    // What has been said is said before the result is known.
    if let rest = reply.splitter.finish() { speak(rest, at: now, &effects) }
    reply.hasText = false
    if settings.isRealtime {
      respondAgain(at: now, &effects)
    } else {
      ask(at: now, &effects)
    }
  }
}

// The context of a long conversation.
extension AgentMachine {
  mutating func compressIfLong(_ effects: inout AgentEffects) {
    guard let rule = settings.context, contextTokens > rule.tokensMax, !isSummarizing,
      let older = conversation.older(than: rule.turnsKept)
    else { return }
    isSummarizing = true
    effects.append(.summarize(older, tokens: older.tokens))
  }

  mutating func summarized(
    _ event: GenerationEvent,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard isSummarizing, let rule = settings.context else { return }
    switch event {
    case .started, .toolCall: break
    case .text(let text): summary += text
    case .failed, .cancelled:
      isSummarizing = false
      summary = ""
    case .completed(let usage):
      isSummarizing = false
      let before = contextTokens
      let dropped = conversation.replaceOlder(than: rule.turnsKept, with: summary)
      contextTokens += usage.output - dropped
      summary = ""
      effects.append(.note(.compressed(from: before, to: contextTokens)))
    }
  }
}

// A human takes over.
extension AgentMachine {
  mutating func askDesk(_ effects: inout AgentEffects) {
    phase = .transferring
    isTransferring = true
    effects.append(.askDesk)
  }

  mutating func desk(_ event: DeskEvent, at now: SimInstant, _ effects: inout AgentEffects) {
    guard isTransferring else { return }
    effects.append(.note(.desk(event)))
    switch event {
    case .queued:
      say(settings.transfer.waiting, as: .script, at: now, &effects)
      reply.sequel = .waiting
    case .connected: end(.transferred, &effects)
    case .closed, .refused:
      isTransferring = false
      effects.append(.note(.callbackPromised))
      say(settings.transfer.unavailable, as: .script, at: now, &effects)
      reply.sequel = .ending(.callback)
    }
  }
}
