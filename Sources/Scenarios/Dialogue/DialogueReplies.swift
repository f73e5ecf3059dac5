package import SimCore
package import VoicePipeline

/// What a language model answers that keeps to its caller's script.
///
/// The whole state is read from the conversation, as the caller has heard it and the recognizer
/// has understood: a cut sentence was not said, a misheard value is filled in wrongly.
package struct DialogueReplies: Sendable {
  /// Chance that a light model gets the answer to a complex step wrong; our assumption.
  package static let lightMissShare = 0.35

  private let goals: GoalMix
  private let others: any ReplySource
  /// Whether the agent runs functions and asks again with the result; else a reply goes on at once.
  private let runsTools: Bool
  private let readings: DialogueReadings?

  /// `others` answers calls without a goal; `readings` spare the reading of what was read before.
  package init(
    goals: GoalMix,
    others: any ReplySource,
    runsTools: Bool = false,
    readings: DialogueReadings? = nil
  ) {
    self.goals = goals
    self.others = others
    self.runsTools = runsTools
    self.readings = readings
  }

  private func script(of request: GenerationRequest, draws: DrawKey) -> GoalScript? {
    request.task.flatMap(goals.script(named:)) ?? goals.goal(draws: draws)
  }
}

extension DialogueReplies: ReplySource {
  package func reply(to request: GenerationRequest, draws: DrawKey) -> PlannedReply {
    guard let script = script(of: request, draws: draws) else {
      return others.reply(to: request, draws: draws)
    }
    let isLight = request.tier == .light
    let isDistracted = { @Sendable (turn: Int) in
      isLight && draws.chance(Self.lightMissShare, .lightMiss, UInt64(turn))
    }
    let reading =
      readings?.reading(of: request, in: script, isDistracted: isDistracted)
      ?? DialogueReading(script, request.conversation, isDistracted: isDistracted)
    var writer = ReplyWriter(
      state: reading.state,
      choice: draws.bits(.wording, UInt64(request.request)),
      runsTools: runsTools
    )
    return writer.write(reading.move)
  }
}

/// Puts the next reply together.
private struct ReplyWriter {
  private var state: DialogueState
  private let choice: UInt64
  private let runsTools: Bool
  private var texts: [ScriptText] = []
  private var call: ToolCall?

  init(state: DialogueState, choice: UInt64, runsTools: Bool) {
    self.state = state
    self.choice = choice
    self.runsTools = runsTools
  }

  mutating func write(_ move: DialogueMove) -> PlannedReply {
    let script = state.script
    if !state.hasOpened { say(script.special.opening) }
    switch move {
    case .proceed: proceed()
    case .confirm: say(script.steps[state.step].confirm ?? script.steps[state.step].say)
    case .ask(let wasMissed):
      let step = script.steps[state.step]
      say(wasMissed ? step.repair ?? step.say : step.say)
    case .answer(let question):
      say(script.questions[question].answer)
      repeatQuestion()
    case .transfer: transfer()
    case .surrender: end(script.special.surrender)
    case .close: end(script.special.closing)
    }
    return reply
  }

  private var reply: PlannedReply {
    if texts.count == 1, call == nil, let ready = texts[0].reply { return ready }
    var cutter = ReplyCutter()
    let (script, values) = (state.script, state.values)
    for text in texts { text.say(to: &cutter) { script.text(of: values[$0], in: $0) } }
    return PlannedReply(cutter.finish(), toolCall: call)
  }

  private func value(of slot: Int) -> String {
    state.script.text(of: state.values[slot], in: slot)
  }

  private mutating func say(_ line: Int) { texts.append(state.script.lines[line].wording(choice)) }

  private mutating func end(_ line: Int) {
    say(line)
    call = ToolCall(name: ToolCall.Reserved.endCall.rawValue)
  }

  private mutating func transfer() {
    say(state.script.special.transfer)
    call = ToolCall(
      name: ToolCall.Reserved.transfer.rawValue,
      arguments: "{\"goal\":\"\(state.script.spec.name)\"}"
    )
  }

  /// After an answer to the caller's own question, what was asked before.
  private mutating func repeatQuestion() {
    guard state.step < state.script.steps.count else { return }
    let step = state.script.steps[state.step]
    switch state.phase {
    case .confirming: say(step.confirm ?? step.say)
    case .asked: say(step.say)
    case .pending, .running: proceed()
    case .ended: break
    }
  }

  /// Says what comes next, up to the next question, the next function or the end.
  private mutating func proceed() {
    let script = state.script
    if case .asked = state.phase { return say(script.steps[state.step].say) }
    if case .confirming = state.phase {
      return say(script.steps[state.step].confirm ?? script.steps[state.step].say)
    }
    while state.step < script.steps.count {
      let step = script.steps[state.step]
      if step.human {
        say(step.say)
        return transfer()
      }
      if let tool = step.tool, state.phase != .running {
        if let filler = step.filler { say(filler) }
        call = call ?? ToolCall(name: tool, arguments: step.arguments.filled(value))
        // The line tells what the function has found: it waits, whether or not words cover that.
        if runsTools { return }
      }
      state.phase = .pending
      say(step.say)
      if let task = step.handOff {
        call = call ?? ToolCall(name: ToolCall.Reserved.handOff.rawValue, arguments: task)
      }
      guard step.answers.isEmpty else { return }
      state.step += 1
    }
    end(script.special.closing)
  }
}

extension Purpose {
  fileprivate static let wording = Purpose("model.wording")
  fileprivate static let lightMiss = Purpose("model.light_miss")
}
