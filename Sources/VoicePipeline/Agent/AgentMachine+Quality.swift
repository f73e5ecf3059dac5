internal import SimCore

// What an agent does when it hears its caller badly.
extension AgentMachine {
  /// The media path has raised an alarm: the turn in progress is dealt with when it is over, and a
  /// caller who is silent hears at once that there will be a callback.
  mutating func qualityDropped(
    _ score: OpinionScore,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    effects.append(.note(.lineTurned(score, isBad: true)))
    // A speech-to-speech model has no words that it could ask about, nor a voice of ours.
    guard !settings.isRealtime, let rule = settings.qualityAlarm else { return }
    lineRemedy = rule.action
    guard rule.action == .callback, phase == .listening else { return }
    if settings.silence != nil { effects.append(.stop(.silence)) }
    promiseCallback(rule.callback, at: now, &effects)
  }

  /// The line is good again: what has not been said about it is no longer worth saying.
  mutating func qualityRecovered(_ score: OpinionScore, _ effects: inout AgentEffects) {
    effects.append(.note(.lineTurned(score, isBad: false)))
    lineRemedy = .none
  }

  /// Deals with a turn over a bad line; false when it is to be answered as any other.
  mutating func remedyTurn(at now: SimInstant, _ effects: inout AgentEffects) -> Bool {
    guard let rule = settings.qualityAlarm else { return false }
    switch lineRemedy {
    case .none: return false
    case .confirm:
      // Keys are not misheard, and one question is enough for an alarm.
      guard !words.isEmpty else { return false }
      lineRemedy = .none
      takeTurn()
      askBack(rule.confirmation, at: now, &effects)
    case .callback:
      takeTurn()
      promiseCallback(rule.callback, at: now, &effects)
    }
    reply.answersTurn = true
    return true
  }

  /// Says what the caller is understood to have said, for a yes or a no.
  mutating func askBack(
    _ question: String,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    let asked = conversation.latestCallerWords.joined(separator: " ")
    say("\(question) \(asked)?", as: .script, at: now, &effects)
  }

  /// Takes its leave for now.
  mutating func promiseCallback(
    _ text: String,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    lineRemedy = .none
    effects.append(.note(.callbackPromised))
    say(text, as: .script, at: now, &effects)
    reply.sequel = .ending(.callback)
  }

  /// The callback that is still to be promised, when the floor is free.
  var callbackOwed: String? {
    lineRemedy == .callback ? settings.qualityAlarm?.callback : nil
  }
}
