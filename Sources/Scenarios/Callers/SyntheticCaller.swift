package import SimCore
package import VoicePipeline

/// One person on the phone: listens, speaks in turn, says "hello?" into dead air and hangs up when
/// patience or the conversation has run out.
///
/// ```
///  agent heard ─▶ listening ─end of reply + gap─▶ speaking ─▶ waiting ─reply─▶ listening
///                                                    ▲           │ "hello?"
///                                                    └───────────┤
///                                                      hang-up ◀─┘ patience
/// ```
package actor SyntheticCaller: TimedActor {
  /// What a caller has timers for.
  package enum Due: UInt32, Sendable {
    /// The pause after the agent's reply is over.
    case speak
    /// The last word has been said.
    case finishSpeaking
    /// Dead air: ask whether anybody is there.
    case sayHello
    /// Dead air has outlasted the caller's patience.
    case giveUp
    /// The conversation has run its course.
    case goodbye
  }

  package nonisolated let cell: Cell
  private let persona: Persona
  private let line: any CallerMouth
  private let demand: DemandMeter
  private let answered: SimInstant
  private var observer: (any CallObserver)?
  private var stretch = 0
  private var silences = 0
  /// What is being said, and since when.
  private var speech: (utterance: Utterance, start: SimInstant)?
  private var isAgentSpeaking = false
  /// The caller has spoken since the agent's last reply began, and expects an answer.
  private var awaitsReply = false
  private var lastSpeechEnd: SimInstant?
  private var hasHungUp = false
  private var speechTimer: TimerID?
  private var nextWords: TimerID?
  private var goodbye: TimerID?

  package init(cell: Cell, persona: Persona, line: any CallerMouth, demand: DemandMeter) {
    self.cell = cell
    self.persona = persona
    self.line = line
    self.demand = demand
    answered = cell.now
  }

  /// Picks up: from now on the caller waits for the agent's first words.
  package func pickUp() {
    goodbye = schedule(.goodbye, after: persona.talkTime)
    demand.onCell { $0.answered() }
    waitForAgent()
  }

  private func observe(for observer: any CallObserver) {
    self.observer = observer
    observer.callerIdentified(persona.label)
  }

  private func agentStarted(_ onset: AgentOnset) {
    guard !hasHungUp else { return }
    isAgentSpeaking = true
    awaitsReply = false
    stopWaiting()
    let heard = ReplyHeard(
      request: onset.request,
      onset: cell.now,
      speechEnded: lastSpeechEnd,
      leadingSilence: onset.leadingSilence,
      basis: onset.basis
    )
    observer?.callerHeard(heard)
  }

  private func agentStopped() {
    guard !hasHungUp else { return }
    isAgentSpeaking = false
    guard speech == nil else { return }
    stopWaiting()
    if awaitsReply {
      waitForAgent()
    } else {
      nextWords = schedule(.speak, after: persona.turnGap(stretch))
    }
  }

  private func lineClosed() {
    guard !hasHungUp else { return }
    hasHungUp = true
    // Whom nobody ever joined was blocked, and would have talked on.
    let talked = answered.duration(to: cell.now)
    let missed = observer == nil ? max(persona.talkTime - talked, .zero) : .zero
    demand.onCell { $0.ended(in: missed) }
    stopWaiting()
    if let speechTimer { cell.cancel(speechTimer) }
    if let goodbye { cell.cancel(goodbye) }
    observer = nil
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .speak: speak(persona.utterance(stretch))
    case .sayHello: if !isAgentSpeaking { speak(persona.hello(stretch)) }
    case .finishSpeaking: finishSpeaking()
    case .giveUp: hangUp(.impatient)
    case .goodbye: hangUp(.done)
    }
  }

  private func speak(_ utterance: Utterance) {
    stopWaiting()
    stretch += 1
    speech = (utterance, cell.now)
    line.say(utterance)
    speechTimer = schedule(.finishSpeaking, after: utterance.duration)
  }

  private func finishSpeaking() {
    guard let (utterance, start) = speech else { return }
    speech = nil
    lastSpeechEnd = cell.now
    awaitsReply = true
    observer?.callerSpoke(SpokenWords(words: utterance.words, start: start, end: cell.now))
    line.fallSilent()
    if !isAgentSpeaking { waitForAgent() }
  }

  private func waitForAgent() {
    let silence = silences
    silences += 1
    // What comes first ends the silence, so one timer does for both.
    let hello = persona.helloDelay(silence)
    let end = persona.giveUpDelay(silence).flatMap { $0 < hello ? $0 : nil }
    nextWords = schedule(end == nil ? .sayHello : .giveUp, after: end ?? hello)
  }

  private func hangUp(_ reason: HangUpReason) {
    guard !hasHungUp else { return }
    observer?.callerHungUp(reason)
    lineClosed()
    line.hangUp()
  }

  private func stopWaiting() {
    if let nextWords { cell.cancel(nextWords) }
    nextWords = nil
  }
}

extension SyntheticCaller: CallerEar {
  package nonisolated func hear(_ event: EarEvent) {
    onCell(with: event) { caller, event in
      switch event {
      case .agentStarted(let onset): caller.agentStarted(onset)
      case .agentWentOn: break
      case .agentStopped: caller.agentStopped()
      case .lineClosed: caller.lineClosed()
      }
    }
  }

  package nonisolated func observed(by observer: any CallObserver) {
    onCell { $0.observe(for: observer) }
  }
}
