package import SimCore
package import VoicePipeline

/// A caller's matter: what the caller wants, what has been heard of the agent, what comes next.
///
/// The caller goes by the agent's words as far as they have been heard; where only the sound of an
/// agent is known, by the order of the script.
package struct CallerMatter: Sendable {
  /// What the agent's latest turn wants from the caller.
  enum Asked: Sendable, Hashable {
    case nothing
    case step(Int)
    case confirmation(Int, isRight: Bool)
    case repetition
    /// A function runs: the caller waits.
    case patience
    case transfer
    case end
  }

  package let script: GoalScript
  let draws: DrawKey
  private(set) var values: [SlotValue]
  private var asked = Asked.nothing
  /// Whether any words of the agent's have been known.
  private var hasWords = false
  /// Steps that have been answered, and the latest of them.
  private var answered: UInt64 = 0
  /// Steps of which the agent's understanding has been approved.
  private var approved: UInt64 = 0
  private var latest = -1
  /// Slots of which the agent has last said a wrong value.
  private var wrong: UInt64 = 0
  /// Steps before which a question of the caller's own was asked, and whether just now.
  private var sideQuestioned: UInt64 = 0
  private var isSideQuestion = false
  private var turnsTaken = 0
  private let humanWish: Int?
  private var hasAskedForHuman = false
  package private(set) var repairs = 0
  private var hasEnded = false
  private var isTransferred = false
  private var scan = TurnScan()

  package init(_ script: GoalScript, draws: DrawKey) {
    self.script = script
    self.draws = draws
    values = script.slots.enumerated().map { slot, script in
      script.draw(draws.bits(.slot, UInt64(slot)))
    }
    let wishes = draws.chance(script.spec.humanWish, .humanWish)
    humanWish = wishes ? script.answered[draws.below(script.answered.count, .humanWishAt)] : nil
  }

  /// Whether the matter is over, as wished or not.
  package var isOver: Bool { hasEnded || isTransferred }

  /// What became of it so far.
  package var result: GoalResult {
    let required = script.answered.filter { script.steps[$0].required }
    let isSettled = required.allSatisfy { answered & 1 << UInt64($0) != 0 } && wrong == 0
    let callsForHuman = hasAskedForHuman || script.steps.contains(where: \.human)
    return GoalResult(
      goal: script.spec.name,
      isReached: hasAskedForHuman ? isTransferred : isSettled && isOver && hasSettledEnd,
      isComplete: isOver,
      needsHuman: callsForHuman,
      repairs: repairs
    )
  }

  /// A matter for a human ends with one, any other without.
  private var hasSettledEnd: Bool { script.steps.contains(where: \.human) == isTransferred }
}

// What the caller hears.
extension CallerMatter {
  /// The agent begins to speak.
  package mutating func agentBegan() { asked = .nothing }

  /// The agent has said a sentence, or the first `words` of it; nil when only its sound is known.
  package mutating func heard(_ sentence: String?, words: Int = .max) {
    guard let sentence else { return }
    hasWords = true
    let whole = sentence.utf8.span
    let text = whole.extracting(..<whole.count(ofWords: words))
    if let line = script.line(saying: text) {
      heard(line: line, text)
    } else {
      heardOther(text)
    }
  }

  private mutating func heard(line: Int, _ text: Span<UInt8>) {
    let line = script.lines[line]
    if !line.slots.isEmpty { compare(line.slots, with: text) }
    switch line.role {
    case .opening, .reply: break
    case .step(let step):
      asked = script.steps[step].answers.isEmpty ? .nothing : .step(step)
    case .confirmation(let step):
      asked = .confirmation(step, isRight: line.slots.allSatisfy { wrong & 1 << UInt64($0) == 0 })
    case .filler: asked = .patience
    case .transfer:
      asked = .transfer
      isTransferred = true
    case .surrender: asked = .end
    case .closing:
      asked = .end
      hasEnded = true
    }
  }

  /// Holds the values that the agent says against the caller's own.
  private mutating func compare(_ slots: [Int], with text: Span<UInt8>) {
    scan(text)
    for slot in slots {
      guard let value = scan.value(of: slot, in: script) else { continue }
      let bit: UInt64 = 1 << UInt64(slot)
      wrong = value == values[slot] ? wrong & ~bit : wrong | bit
    }
  }

  private mutating func scan(_ text: Span<UInt8>) {
    scan.begin()
    var start = 0
    while start < text.count {
      let end = text.endOfWord(from: start)
      if end > start { scan.add(text.extracting(start..<end), in: script) }
      start = end + 1
    }
  }

  /// A sentence that is not the script's: the cues tell which question it is.
  private mutating func heardOther(_ text: Span<UInt8>) {
    if heardAskedBack(text) { return }
    scan(text)
    var best = (length: 0, step: -1)
    for (number, step) in script.steps.enumerated() {
      for cue in step.cues where cue.count > best.length && scan.hasAll(of: cue) {
        best = (cue.count, number)
      }
    }
    if best.step >= 0 {
      asked = script.steps[best.step].answers.isEmpty ? .nothing : .step(best.step)
    } else if scan.senses.contains(.goodbye) {
      asked = .end
      hasEnded = hasSettledAll
    } else if scan.senses.contains(.again) {
      asked = .repetition
    }
  }

  /// The agent asks whether the caller has said what it quotes: the values in it tell.
  private mutating func heardAskedBack(_ text: Span<UInt8>) -> Bool {
    guard latest >= 0, !isSideQuestion, let quote = text.end(ofFirst: "say:") else { return false }
    scan(text.extracting(quote..<text.count))
    let isRight = script.steps[latest].asks.allSatisfy { slot in
      scan.value(of: slot, in: script) == values[slot]
    }
    asked = .confirmation(latest, isRight: isRight)
    return true
  }

  private var hasSettledAll: Bool {
    script.answered.allSatisfy { answered & 1 << UInt64($0) != 0 }
  }

  /// Words into the sentence at which a wrong value has been said whole; nil when none is.
  package mutating func wordsToWrongValue(in sentence: String) -> Int? {
    let text = sentence.utf8.span
    guard let line = script.line(saying: text) else { return nil }
    let slots = script.lines[line].slots
    guard !slots.isEmpty else { return nil }
    scan(text)
    for slot in slots {
      guard let value = scan.value(of: slot, in: script), value != values[slot] else { continue }
      let said = script.slots[slot].words(of: value)
      let last = script.words.known(said[said.count - 1])
      return scan.words.lastIndex(of: last).map { $0 + 1 }
    }
    return nil
  }
}

/// What a caller with a matter says next.
package struct CallerAnswer: Sendable {
  package var words: [String]
  /// Where values begin in them.
  package var values: [Int] = []
  package var kind = SpeechKind.turn
  /// Keys to press before.
  package var keys: [Character] = []
  package var afterwards = TurnPlan.Afterwards.listen
}

// What the caller says.
extension CallerMatter {
  /// How long the caller is busy before the answer that is due.
  package var preparation: Duration {
    guard case .step(let step) = asked else { return .zero }
    return script.steps[step].takes.sample(draws.bits(.takes, UInt64(step)))
  }

  /// The caller's next turn; nil to wait for the agent.
  package mutating func answer(usesKeypad: Bool) -> CallerAnswer? {
    turnsTaken += 1
    let wasSideQuestion = isSideQuestion
    isSideQuestion = false
    switch asked {
    case .patience: return nil
    case .end: return goodbye()
    case .transfer:
      return CallerAnswer(words: ["okay", "thank", "you"], afterwards: .hangUp)
    case .repetition:
      guard latest >= 0 else { return greeting() }
      repairs += 1
      return self.answer(latest, usesKeypad: usesKeypad)
    case .confirmation(let step, let isRight): return checked(step, isRight: isRight)
    case .step(let step):
      if let human = wish(at: step) { return human }
      if let question = sideQuestion(at: step) { return question }
      if answered & 1 << UInt64(step) != 0, !wasSideQuestion { repairs += 1 }
      return self.answer(step, usesKeypad: usesKeypad)
    case .nothing: return unprompted(usesKeypad: usesKeypad)
    }
  }

  private mutating func unprompted(usesKeypad: Bool) -> CallerAnswer {
    if hasWords { return turnsTaken == 1 ? greeting() : CallerAnswer(words: ["okay"]) }
    let open = script.answered.first { answered & 1 << UInt64($0) == 0 }
    guard let open else {
      hasEnded = true
      return goodbye()
    }
    return self.answer(open, usesKeypad: usesKeypad)
  }

  private func greeting() -> CallerAnswer { CallerAnswer(words: ["yes", "hello"]) }

  private func goodbye() -> CallerAnswer {
    var answer = filled(script.goodbye, .goodbye, 0)
    answer.afterwards = .hangUp
    return answer
  }

  private mutating func answer(_ step: Int, usesKeypad: Bool) -> CallerAnswer {
    answered |= 1 << UInt64(step)
    latest = step
    let digits = script.steps[step].asks.first { script.slots[$0].digits > 0 }
    if usesKeypad, let digits {
      let slot = script.slots[digits]
      let keys = (0..<slot.digits).map { place in
        Character(String(slot.digit(place, of: values[digits])))
      }
      return CallerAnswer(words: ["there", "it", "is"], keys: keys)
    }
    return filled(script.steps[step].answers, .wording, UInt64(step) << 8 | UInt64(repairs & 0xFF))
  }

  private func filled(_ texts: [CallerText], _ purpose: Purpose, _ index: UInt64) -> CallerAnswer {
    let text = texts[draws.below(texts.count, purpose, index)]
    var answer = CallerAnswer(words: [])
    answer.words.reserveCapacity(text.pieces.count + 8)
    for piece in text.pieces {
      switch piece {
      case .word(let word): answer.words.append(word)
      case .slot(let slot):
        answer.values.append(answer.words.count)
        answer.words += script.slots[slot].words(of: values[slot])
      }
    }
    return answer
  }

  private mutating func checked(_ step: Int, isRight: Bool) -> CallerAnswer {
    let bit: UInt64 = 1 << UInt64(step)
    guard !isRight else {
      if approved & bit != 0 { repairs += 1 }
      approved |= bit
      let index = UInt64(step)
      return CallerAnswer(
        words: Self.approvals[draws.below(Self.approvals.count, .approval, index)]
      )
    }
    repairs += 1
    let own = script.steps[step].asks.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    guard wrong & ~own == 0 else { return correction() }
    var answer = self.answer(step, usesKeypad: false)
    answer.words.insert("no", at: 0)
    answer.values = answer.values.map { $0 + 1 }
    return answer
  }

  /// Puts the values right that the agent has last said wrongly.
  private func correction() -> CallerAnswer {
    var answer = CallerAnswer(words: ["no", "it", "is"])
    for slot in values.indices where wrong & 1 << UInt64(slot) != 0 {
      answer.values.append(answer.words.count)
      answer.words += script.slots[slot].words(of: values[slot])
    }
    return answer
  }

  private static let approvals = [
    ["yes", "that", "is", "right"], ["yes"], ["correct"], ["yes", "exactly"],
    ["that", "is", "correct", "yes"],
  ]

  /// What the caller breaks in with: a correction, the answer, or a question of the caller's own.
  package mutating func interruption(usesKeypad: Bool) -> CallerAnswer {
    var answer: CallerAnswer
    switch asked {
    case .confirmation(let step, isRight: false): answer = checked(step, isRight: false)
    case _ where wrong != 0:
      repairs += 1
      answer = correction()
    case .step(let step): answer = self.answer(step, usesKeypad: usesKeypad)
    default:
      answer = CallerAnswer(words: ["sorry", "one", "moment"])
    }
    answer.kind = .interruption
    return answer
  }

  private mutating func wish(at step: Int) -> CallerAnswer? {
    guard let humanWish, step >= humanWish, !hasAskedForHuman else { return nil }
    hasAskedForHuman = true
    return CallerAnswer(words: ["can", "i", "speak", "to", "a", "human", "please"])
  }

  private mutating func sideQuestion(at step: Int) -> CallerAnswer? {
    let bit: UInt64 = 1 << UInt64(step)
    guard !script.questions.isEmpty, sideQuestioned & bit == 0,
      draws.chance(script.spec.sideQuestions, .sideQuestion, UInt64(step))
    else { return nil }
    sideQuestioned |= bit
    isSideQuestion = true
    let question = script.questions[zipf(script.questions.count, step)]
    return filled(question.asks, .questionWording, UInt64(step))
  }

  /// The n-th of the questions with a share of 1/n of the first's.
  private func zipf(_ count: Int, _ step: Int) -> Int {
    let whole = (1...count).reduce(0.0) { $0 + 1 / Double($1) }
    var rest = draws.uniform(.question, UInt64(step)) * whole
    for rank in 1..<count {
      rest -= 1 / Double(rank)
      if rest < 0 { return rank - 1 }
    }
    return count - 1
  }
}

extension Span<UInt8> {
  /// How many bytes the first words have.
  fileprivate func count(ofWords words: Int) -> Int {
    guard words < count else { return count }
    var left = words
    for place in indices where self[place] == 0x20 {
      left -= 1
      if left <= 0 { return place }
    }
    return words > 0 ? count : 0
  }

  /// Behind a mark's first place; nil where it has none.
  fileprivate func end(ofFirst mark: StaticString) -> Int? {
    let mark = Array(mark.description.utf8)
    guard count >= mark.count else { return nil }
    return (0...count - mark.count).first { start in
      mark.indices.allSatisfy { self[start + $0] == mark[$0] }
    }.map { $0 + mark.count }
  }

  /// Where the next space stands, or the end.
  fileprivate func endOfWord(from start: Int) -> Int {
    var end = start
    while end < count, self[end] != 0x20 { end += 1 }
    return end
  }
}

extension Purpose {
  fileprivate static let slot = Purpose("caller.goal_slot")
  fileprivate static let humanWish = Purpose("caller.human_wish")
  fileprivate static let humanWishAt = Purpose("caller.human_wish_at")
  fileprivate static let takes = Purpose("caller.goal_takes")
  fileprivate static let wording = Purpose("caller.goal_wording")
  fileprivate static let goodbye = Purpose("caller.goal_goodbye")
  fileprivate static let approval = Purpose("caller.goal_approval")
  fileprivate static let sideQuestion = Purpose("caller.side_question")
  fileprivate static let question = Purpose("caller.side_question_of")
  fileprivate static let questionWording = Purpose("caller.side_question_wording")
}
