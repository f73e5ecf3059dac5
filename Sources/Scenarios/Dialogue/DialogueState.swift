internal import SimCore
internal import VoicePipeline

/// How far an agent has come with a goal's script, as the conversation shows it.
struct DialogueState {
  enum Phase {
    /// The step's question has not been heard yet.
    case pending
    case asked
    case confirming
    /// A function runs for the step.
    case running
    case ended
  }

  let script: GoalScript
  var step = 0
  var phase = Phase.pending
  var hasOpened = false
  var values: [SlotValue]
  /// Answers to the question at hand that nothing was understood of.
  var misses = 0
  /// Functions that failed, one after the other.
  var failures = 0

  /// After so many the agent gives up or hands over.
  static let missesMax = 3

  init(_ script: GoalScript) {
    self.script = script
    values = [SlotValue](repeating: -1, count: script.slots.count)
  }

  /// Takes note of a line that the caller has heard, at least its beginning.
  mutating func said(_ line: Int) {
    switch script.lines[line].role {
    case .opening: hasOpened = true
    case .step(let step): said(step, script.steps[step].answers.isEmpty ? .pending : .asked)
    case .confirmation(let step): said(step, .confirming)
    case .filler(let step): said(step, .running)
    case .reply: break
    case .transfer, .surrender, .closing: phase = .ended
    }
  }

  private mutating func said(_ step: Int, _ phase: Phase) {
    guard self.phase != .ended else { return }
    hasOpened = true
    let isTold = phase == .pending
    let next = isTold ? max(self.step, step + 1) : step
    if next != self.step { misses = 0 }
    self.step = next
    self.phase = phase
  }
}

extension DialogueState {
  /// A function has ended: the script goes on, tries once more, or leaves it to a human.
  mutating func toolEnded(isFailed: Bool) -> DialogueMove {
    guard phase != .ended else { return .close }
    failures = isFailed ? failures + 1 : 0
    if isFailed { return failures > 1 ? .transfer : .proceed }
    phase = .running
    return .proceed
  }
}

/// What the agent does next.
enum DialogueMove {
  /// Goes on with the step at hand.
  case proceed
  case confirm
  /// Asks again; `wasMissed` when something was said and not understood.
  case ask(wasMissed: Bool)
  case answer(question: Int)
  case transfer
  case surrender
  case close
}

extension DialogueState {
  /// Takes a turn of the caller; `isDistracted` when a light model gets a complex answer wrong.
  mutating func heard(_ turn: borrowing TurnScan, isDistracted: Bool) -> DialogueMove {
    if phase == .ended { return .close }
    if turn.senses.contains(.human) { return .transfer }
    if let question = turn.question(in: script) { return .answer(question: question) }
    switch phase {
    case .confirming: return confirmed(turn)
    case .running: return .proceed
    case .pending, .asked, .ended: return answered(turn, isDistracted: isDistracted)
    }
  }

  private mutating func answered(
    _ turn: borrowing TurnScan,
    isDistracted: Bool
  ) -> DialogueMove {
    guard hasOpened, step < script.steps.count else { return .proceed }
    let asked = script.steps[step]
    guard !asked.answers.isEmpty else { return .proceed }
    if let corrected = correction(in: turn) {
      guard script.steps[corrected].confirm != nil else { return .ask(wasMissed: false) }
      (step, phase) = (corrected, .confirming)
      return .confirm
    }
    let isUnderstood = !isDistracted && understand(turn, asked)
    if isUnderstood {
      misses = 0
      guard asked.confirm != nil else { return settle() }
      phase = .confirming
      return .confirm
    }
    let wasMissed = phase == .asked && !turn.isGreeting
    return missed(wasMissed, .ask(wasMissed: wasMissed))
  }

  private mutating func missed(_ isMiss: Bool, _ move: DialogueMove) -> DialogueMove {
    if isMiss { misses += 1 }
    return misses > Self.missesMax ? .surrender : move
  }

  private mutating func understand(_ turn: borrowing TurnScan, _ step: ScriptStep) -> Bool {
    take(step.asks, from: turn)
    guard phase == .asked || !step.asks.isEmpty else { return false }
    let hears = step.hears.isEmpty || turn.hasOne(of: step.hears)
    let says = !step.asks.isEmpty || !step.hears.isEmpty || turn.count > 0 && !turn.isGreeting
    return hears && says && step.asks.allSatisfy { values[$0] >= 0 }
  }

  /// Fills slots; whether one has another value than before.
  @discardableResult
  private mutating func take(_ slots: [Int], from turn: borrowing TurnScan) -> Bool {
    var isNew = false
    for slot in slots {
      guard let value = turn.value(of: slot, in: script) else { continue }
      isNew = isNew || values[slot] != value
      values[slot] = value
    }
    return isNew
  }

  private mutating func confirmed(_ turn: borrowing TurnScan) -> DialogueMove {
    let asked = script.steps[step]
    if take(asked.asks, from: turn) { return missed(true, .confirm) }
    if turn.senses.contains(.no) {
      if correction(in: turn) != nil { return missed(true, .confirm) }
      for slot in asked.asks { values[slot] = -1 }
      phase = .asked
      return missed(true, .ask(wasMissed: true))
    }
    let isSaidAgain = asked.asks.contains { turn.value(of: $0, in: script) != nil }
    if turn.senses.contains(.yes) || isSaidAgain { return settle() }
    return missed(!turn.isGreeting, .confirm)
  }

  /// An earlier step whose value the caller puts right.
  private mutating func correction(in turn: borrowing TurnScan) -> Int? {
    guard turn.senses.contains(.no) else { return nil }
    for earlier in (0..<step).reversed() {
      let slots = script.steps[earlier].asks
      if slots.contains(where: { values[$0] >= 0 }), take(slots, from: turn) { return earlier }
    }
    return nil
  }

  /// The step at hand is done with.
  private mutating func settle() -> DialogueMove {
    misses = 0
    step += 1
    phase = .pending
    return .proceed
  }
}
