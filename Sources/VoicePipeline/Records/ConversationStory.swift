internal import SimCore

/// Puts together what agent and caller tell of one conversation, each by their own clock.
struct ConversationStory: Sendable {
  /// A reply's first sound, with the turn that it answers.
  enum Answer: Sendable {
    case known(AgentTurn, WordErrors, speechEnded: SimInstant)
    /// Of an agent that tells nothing of itself.
    case voice(speechEnded: SimInstant)
  }

  private var tally = CallTally()
  /// Caller speech that no reply has been reported for yet.
  private var unanswered: [SpokenWords] = []
  /// Replies that play, but have not reached the caller's ear.
  private var unheard: [UnheardReply] = []
  /// The caller's last turn has not been answered.
  private var isTurnOpen = false
  /// The caller has paused within a turn.
  private var isMidTurn = false

  /// The counts, when the call is over; `isSettled` when the caller's last words wanted no answer.
  func finished(isSettled: Bool) -> CallTally {
    var tally = tally
    if isTurnOpen && isSettled { tally.turnsOffered -= 1 }
    return tally
  }

  mutating func spoken(_ utterance: SpokenWords) {
    unanswered.append(utterance)
    tally.callerSpeech += utterance.start.duration(to: utterance.end)
    if utterance.kind.wantsAnswer { isMidTurn = !utterance.completesTurn }
    guard utterance.kind.wantsAnswer, utterance.completesTurn else { return }
    tally.turnsOffered += 1
    isTurnOpen = true
    if utterance.kind == .hello { tally.hellos += 1 }
  }

  mutating func replied(_ turn: AgentTurn) {
    guard turn.turn > 0 else {
      unheard.append(UnheardReply(agent: turn))
      return
    }
    var reply = UnheardReply(agent: turn)
    let said = takeSpeech(until: turn.stamps.speechEnded)
    // What the agent took for the end of the turn was a pause.
    if said.last(where: \.kind.wantsAnswer)?.completesTurn == false { tally.falseEndpoints += 1 }
    let reference = said.count == 1 ? said[0].words : said.flatMap(\.words)
    reply.errors = WordErrors(reference: reference, hypothesis: turn.words)
    reply.isUncalledFor = !said.isEmpty && !said.contains(where: \.kind.wantsAnswer)
    unheard.append(reply)
  }

  /// What the caller had said by the end of what the agent had heard.
  ///
  /// Of an utterance that began before that, and is over, the agent has heard the end too: frames
  /// and edges of words may make it seem a little earlier than it was.
  private mutating func takeSpeech(until end: SimInstant) -> [SpokenWords] {
    let count = unanswered.prefix { $0.start < end }.count
    let said = Array(unanswered.prefix(count))
    unanswered.removeFirst(count)
    return said
  }

  mutating func noted(_ note: AgentNote) {
    switch note {
    case .ignored(let end):
      tally.ignored += 1
      _ = takeSpeech(until: end)
    // After a whole turn, what was taken for its going on is a "hello?" or a noise.
    case .tookBack: if isMidTurn { tally.falseEndpoints += 1 }
    case .filled: tally.fillers += 1
    case .fellBack: tally.fallbacks += 1
    case .escalated: tally.isEscalated = true
    case .callbackPromised: tally.isCallbackPromised = true
    default: break
    }
  }

  mutating func overlapped(_ overlap: SpeechOverlap) { tally.add(overlap) }

  mutating func wasSilent(for silence: Duration) { tally.add(silence: silence) }

  /// What a reply's first sound answers; nil when that is no turn of the caller.
  mutating func heard(_ hearing: ReplyHeard) -> Answer? {
    if isTurnOpen {
      tally.turnsAnswered += 1
      isTurnOpen = false
    }
    guard hearing.request != nil else { return heardVoice(hearing) }
    guard let at = unheard.firstIndex(where: { $0.agent.request == hearing.request })
    else { return nil }
    let reply = unheard.remove(at: at)
    guard reply.agent.turn > 0, !reply.isUncalledFor, let speechEnded = hearing.speechEnded
    else { return nil }
    return .known(reply.agent, reply.errors, speechEnded: speechEnded)
  }

  /// The first sound of an agent that tells nothing of itself: it answers what was said by then.
  private mutating func heardVoice(_ hearing: ReplyHeard) -> Answer? {
    guard unanswered.contains(where: \.kind.wantsAnswer), let speechEnded = hearing.speechEnded
    else { return nil }
    unanswered = []
    return .voice(speechEnded: speechEnded)
  }
}

/// A reply that plays, but has not reached the caller's ear.
private struct UnheardReply: Sendable {
  let agent: AgentTurn
  var errors = WordErrors()
  /// It answers a sound or words that wanted no answer: there is no response to measure.
  var isUncalledFor = false

  init(agent: AgentTurn) { self.agent = agent }
}
