internal import SimCore
internal import VoicePipeline

// What the agent's voice does to the caller, and what the caller does about it.
extension SyntheticCaller {
  /// How a caller breaks into the agent's turn.
  private enum CutIn: UInt64 {
    case interruption
    case correction
    case backchannel
    /// The turn, begun before the agent has quite finished.
    case turn
  }

  func agentStarted(_ onset: AgentOnset) {
    guard !hasHungUp else { return }
    isAgentSpeaking = true
    greeting?.agentBegan(at: cell.now)
    endQuiet()
    agentTurn += 1
    silenceBroken()
    matter?.agentBegan()
    hearing.begin(onset.text, at: cell.now)
    giveWay()
    let heard = ReplyHeard(
      request: onset.request,
      onset: cell.now,
      speechEnded: lastSpeechEnd,
      leadingSilence: onset.leadingSilence,
      basis: onset.basis
    )
    observer?.callerHeard(heard)
    planCutIn()
  }

  /// The agent speaks while the caller does, or was about to.
  private func giveWay() {
    awaitsReply = false
    if isAway { return }
    if let speech, speech.utterance.kind != .noise {
      overlaps.begin(speech.utterance.kind, agentWasFirst: false, at: cell.now)
      guard !persona.talksOver(agentTurn) else { return }
      cutIn = schedule(.yield, after: persona.yieldDelay(agentTurn))
    } else if plan != nil {
      // In the midst of a turn: an agent that took the pause for its end.
      if !persona.talksOver(agentTurn) { dropTurn() }
    } else {
      stopWaiting()
    }
  }

  private func dropTurn() {
    stopWaiting()
    plan = nil
    keys = []
  }

  func yieldTurn() {
    cutIn = nil
    guard isAgentSpeaking, speech != nil else { return }
    stopSpeaking()
    dropTurn()
  }

  /// Decides, as the agent begins, whether the caller will break in.
  private func planCutIn() {
    guard speech == nil, plan == nil, !isAway, cutIn == nil else { return }
    if let delay = persona.interruption(agentTurn, temper: temper) {
      cutIn = schedule(.cutIn, after: delay, CutIn.interruption.rawValue)
    } else if let delay = persona.backchannel(agentTurn) {
      cutIn = schedule(.cutIn, after: delay, CutIn.backchannel.rawValue)
    }
    followSentence()
  }

  /// Looks ahead within the sentence that has begun.
  private func followSentence() {
    guard let sentence = hearing.sentence, speech == nil, plan == nil, !isAway else { return }
    if matter != nil, persona.corrects(agentTurn),
      let words = matter?.wordsToWrongValue(in: sentence)
    {
      let noticed = hearing.instant(ofWord: words).advanced(by: .milliseconds(350))
      stopCutIn()
      cutIn = schedule(.cutIn, after: until(noticed), CutIn.correction.rawValue)
    }
    guard cutIn == nil, persona.kind.takeover != nil, let end = hearing.expectedEnd else { return }
    let gap = persona.turnGap(turn)
    guard gap < .zero, persona.silence(turn) == .zero else { return }
    cutIn = schedule(.cutIn, after: until(end.advanced(by: gap)), CutIn.turn.rawValue)
  }

  private func until(_ instant: SimInstant) -> Duration {
    max(cell.now.duration(to: instant), .milliseconds(1))
  }

  func agentWentOn(_ text: String?) {
    guard !hasHungUp, isAgentSpeaking else { return }
    endSentence(isCut: false)
    hearing.begin(text, at: cell.now)
    followSentence()
  }

  private func endSentence(isCut: Bool) {
    guard hearing.isOpen else { return }
    let sentence = hearing.sentence
    let words = hearing.end(isCut: isCut, at: cell.now)
    matter?.heard(sentence, words: words)
    tellHeard(sentence, words: isCut ? words : nil)
  }

  /// The line is dead in the midst of a sentence.
  func breakOffSentence() {
    guard hearing.isOpen else { return }
    tellHeard(hearing.sentence, words: hearing.end(isCut: true, at: cell.now))
  }

  private func tellHeard(_ sentence: String?, words: Int?) {
    let heard = HeardSentence(
      text: sentence,
      start: hearing.start,
      end: cell.now,
      wordsHeard: words
    )
    observer?.callerNoted(.heard(heard))
  }

  func agentStopped(isCut: Bool) {
    guard !hasHungUp else { return }
    endSentence(isCut: isCut)
    isAgentSpeaking = false
    if speech == nil { quietSince = cell.now }
    for overlap in overlaps.agentStopped(isCut: isCut, at: cell.now) {
      observer?.callerNoted(.overlapped(overlap))
    }
    stopCutIn()
    if let speech, speech.utterance.kind != .noise { return }
    guard plan == nil, !isAway else { return }
    stopWaiting()
    if awaitsReply {
      waitForAgent()
    } else {
      prepareTurn(after: max(persona.turnGap(turn), .zero))
    }
  }

  /// The caller will speak after a gap, and whatever else comes first.
  private func prepareTurn(after gap: Duration) {
    let delay = gap + persona.silence(turn) + (matter?.preparation ?? .zero)
    nextWords = schedule(.speak, after: delay)
  }

  func cutIn(_ argument: UInt64) {
    cutIn = nil
    guard isAgentSpeaking, speech == nil, plan == nil, !isAway else { return }
    switch CutIn(rawValue: argument) {
    case .backchannel:
      begin(persona.aside(PhraseBook.backchannels, .backchannel, agentTurn, .backchannel))
    case .turn:
      hearSoFar()
      takeTurn()
    default:
      hearSoFar()
      interrupt()
    }
  }

  /// What the caller knows when breaking in: the words that have been said by now.
  private func hearSoFar() {
    matter?.heard(hearing.sentence, words: hearing.wordsHeard(by: cell.now))
  }

  private func interrupt() {
    if let answer = matter?.interruption(usesKeypad: persona.usesKeypad) {
      say(answer)
    } else {
      begin(persona.aside(PhraseBook.interruptions, .interruption, agentTurn, .interruption))
    }
  }

  /// A pause is over: the turn goes on, or begins.
  func speak() {
    nextWords = nil
    if let speech, speech.utterance.kind == .noise { stopSpeaking() }
    isAway = false
    if plan != nil { return sayPart() }
    if isAgentSpeaking { return }
    takeTurn()
  }

  /// Says what is due, or puts it off.
  private func takeTurn() {
    if !hasHeld, let hold = persona.hold(turn) {
      hasHeld = true
      var plan = persona.aside(PhraseBook.holds, .holdPhrase, turn, .turn)
      plan.afterwards = .leave(hold)
      return begin(plan)
    }
    if !hasTalkedAside, !isAgentSpeaking, persona.talksAside(turn) {
      hasTalkedAside = true
      var plan = persona.aside(PhraseBook.asides, .asidePhrase, turn, .aside)
      plan.afterwards = .speakOn(after: .milliseconds(600))
      return begin(plan)
    }
    if matter == nil {
      let plan = persona.plan(persona.words(turn), turn: turn)
      countTurn()
      return begin(plan)
    }
    guard let answer = matter?.answer(usesKeypad: persona.usesKeypad) else {
      return waitForAgent()
    }
    say(answer)
  }

  private func countTurn() {
    turn += 1
    (hasHeld, hasTalkedAside) = (false, false)
  }

  private func say(_ answer: CallerAnswer) {
    var plan = persona.plan(answer.words, turn: turn, kind: answer.kind, values: answer.values)
    plan.afterwards = answer.afterwards
    countTurn()
    guard answer.keys.isEmpty else {
      stopWaiting()
      self.plan = plan
      keys = answer.keys
      nextWords = schedule(.press, after: .milliseconds(600), 0)
      return
    }
    begin(plan)
  }

  /// Presses keys one after the other, some three a second, and then speaks.
  func press(_ place: Int) {
    guard place < keys.count else {
      keys = []
      return speak()
    }
    line.press(keys[place])
    // A key is an answer: what is heard next is counted from the last one.
    lastSpeechEnd = cell.now
    nextWords = schedule(.press, after: .milliseconds(330), UInt64(place + 1))
  }

  /// The last word of a turn has been said.
  func endTurn(_ kind: SpeechKind) {
    let afterwards = plan?.afterwards ?? .listen
    plan = nil
    switch afterwards {
    case .hangUp: return hangUp(.done)
    case .leave(let hold):
      isAway = true
      nextWords = schedule(.speak, after: hold)
      return
    case .speakOn(let delay):
      nextWords = schedule(.speak, after: delay)
      return
    case .listen: break
    }
    guard kind.wantsAnswer else {
      if !isAgentSpeaking { prepareTurn(after: max(persona.turnGap(turn), .zero)) }
      return
    }
    awaitsReply = true
    if !isAgentSpeaking { waitForAgent() }
  }

  /// A cough, a door, a dog: the agent hears it, and the caller means nothing by it.
  func makeNoise(_ number: Int) {
    if speech == nil {
      let utterance = Utterance(
        noise: persona.burstLength(number),
        traits: nextTraits(),
        index: stretch
      )
      stretch += 1
      say(utterance)
    }
    guard let quiet = persona.quiet(before: number + 1) else { return }
    noise = schedule(.noise, after: quiet, UInt64(number + 1))
  }
}

extension Purpose {
  fileprivate static let backchannel = Purpose("caller.backchannel_word")
  fileprivate static let interruption = Purpose("caller.interruption_words")
  fileprivate static let holdPhrase = Purpose("caller.hold_words")
  fileprivate static let asidePhrase = Purpose("caller.aside_words")
}
