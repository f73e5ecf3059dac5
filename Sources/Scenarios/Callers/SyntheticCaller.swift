package import SimCore
package import VoicePipeline

/// One person on the phone: listens, speaks in turn, pauses within a turn, breaks in, says "hello?"
/// into dead air and hangs up when patience or the conversation has run out.
///
/// ```
///  agent heard ─▶ listening ─end of reply + gap─▶ speaking ◀─pause─▶ thinking
///                     │ breaks in, "mm-hm"            │
///                     └──────────▶ speaking ─▶ waiting ─reply─▶ listening
///                                                    │ "hello?"
///                                      hang-up ◀─────┘ patience
/// ```
package actor SyntheticCaller: TimedActor {
  /// What a caller has timers for.
  package enum Due: UInt32, Sendable {
    /// The pause after the agent's reply, or within a turn, is over.
    case speak
    /// The last word before a pause has been said.
    case finishSpeaking
    /// Dead air: ask whether anybody is there.
    case sayHello
    /// Dead air has outlasted the caller's patience.
    case giveUp
    /// The conversation has run its course; the argument is 1 when the caller has had enough.
    case goodbye
    /// The caller breaks into the agent's turn; the argument is how.
    case cutIn
    /// The caller gives way to the agent.
    case yield
    /// A sound without words; the argument is its number.
    case noise
    /// The next key; the argument is its place.
    case press
    /// The caller says something into the silence of a call that was just answered.
    case greet
  }

  /// Nobody talks longer about one matter.
  private static let callMax = Duration.seconds(1800)

  package nonisolated let cell: Cell
  let persona: Persona
  let line: any CallerMouth
  private let demand: DemandMeter
  private let answered: SimInstant
  var observer: (any CallObserver)?
  var matter: CallerMatter?

  var stretch = 0
  var turn = 0
  var agentTurn = 0
  private var silences = 0
  private var hellos = 0
  private var hellosInSilence = 0
  var drift: Double?
  /// What is being said, and since when.
  var speech: (utterance: Utterance, start: SimInstant)?
  /// The turn in the making, between its parts as well.
  var plan: TurnPlan?
  var keys: [Character] = []
  var hearing = AgentHearing()
  var overlaps = OverlapLog()
  var isAgentSpeaking = false
  /// The caller has spoken since the agent's last reply began, and expects an answer.
  var awaitsReply = false
  /// The caller has left the telephone for a while.
  var isAway = false
  /// The turn to come has been put off already.
  var hasHeld = false
  var hasTalkedAside = false
  var lastSpeechEnd: SimInstant?
  /// Since when neither speaks; nil while one does.
  var quietSince: SimInstant?
  var hasHungUp = false
  private var speechTimer: TimerID?
  var nextWords: TimerID?
  var cutIn: TimerID?
  private var goodbye: TimerID?
  var noise: TimerID?
  /// What is said on picking up, and how long until the agent's first word.
  var greeting: CalleeGreeting?
  private var greet: TimerID?

  package init(
    cell: Cell,
    persona: Persona,
    line: any CallerMouth,
    demand: DemandMeter,
    matter: CallerMatter? = nil,
    greeting: CalleeGreeting? = nil
  ) {
    self.cell = cell
    self.persona = persona
    self.line = line
    self.demand = demand
    self.matter = matter
    self.greeting = greeting
    answered = cell.now
  }

  /// Picks up: from now on the caller waits for the agent's first words.
  package func pickUp() {
    let talkTime = matter == nil ? persona.talkTime : Self.callMax
    let enough = persona.enough.flatMap { $0 < talkTime ? $0 : nil }
    goodbye = schedule(.goodbye, after: enough ?? talkTime, enough == nil ? 0 : 1)
    demand.onCell { $0.answered() }
    quietSince = cell.now
    if let quiet = persona.quiet(before: 0) { noise = schedule(.noise, after: quiet, 0) }
    waitForAgent()
    if let greeting { greet = schedule(.greet, after: greeting.delay) }
  }

  private func observe(for observer: any CallObserver) {
    self.observer = observer
    observer.callerIdentified(persona.label)
  }

  private func lineClosed() {
    guard !hasHungUp else { return }
    hasHungUp = true
    conclude()
    // Whom nobody ever joined was blocked, and would have talked on.
    let talked = answered.duration(to: cell.now)
    let missed = observer == nil ? max(persona.talkTime - talked, .zero) : .zero
    demand.onCell { $0.ended(in: missed) }
    stopWaiting()
    stopCutIn()
    greeting?.lineClosed()
    for timer in [speechTimer, goodbye, noise, greet] {
      if let timer { cell.cancel(timer) }
    }
    observer = nil
  }

  /// Somebody speaks, or the call is over.
  func endQuiet() {
    guard let since = quietSince else { return }
    quietSince = nil
    observer?.callerNoted(.silent(since.duration(to: cell.now)))
  }

  private func conclude() {
    endQuiet()
    breakOffSentence()
    if let overlap = overlaps.flush(at: cell.now) { observer?.callerNoted(.overlapped(overlap)) }
    if let matter { observer?.callerNoted(.concluded(matter.result)) }
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .speak: speak()
    case .sayHello: sayHello()
    case .finishSpeaking: finishSpeaking()
    case .giveUp: hangUp(.impatient)
    case .goodbye: hangUp(argument == 1 || matter?.isOver == false ? .impatient : .done)
    case .cutIn: cutIn(argument)
    case .yield: yieldTurn()
    case .noise: makeNoise(Int(argument))
    case .press: press(Int(argument))
    case .greet: sayGreeting()
    }
  }

  private func sayGreeting() {
    guard !isAgentSpeaking, speech == nil, plan == nil else { return }
    if let words = greeting?.begin() { begin(words) }
  }

  /// How much worse the call has made the caller's mood.
  var temper: Double {
    let escalation = persona.kind.spec.escalation
    guard escalation > 0 else { return 1 }
    return 1 + escalation * Double(min(hellos + (matter?.repairs ?? 0), 6))
  }

  func waitForAgent() {
    let silence = silences
    silences += 1
    // What comes first ends the silence, so one timer does for both.
    let hello = persona.helloDelay(silence)
    let end = persona.giveUpDelay(silence, temper: temper).flatMap { $0 < hello ? $0 : nil }
    let isLast = persona.kind.spec.patience.hellosMax.map { hellosInSilence >= $0 } ?? false
    nextWords = schedule(end == nil && !isLast ? .sayHello : .giveUp, after: end ?? hello)
  }

  private func sayHello() {
    guard !isAgentSpeaking else { return }
    let index = hellos
    hellos += 1
    hellosInSilence += 1
    begin(persona.aside(PhraseBook.hello, .hello, index, .hello))
  }

  /// The agent is there: dead air begins anew.
  func silenceBroken() { hellosInSilence = 0 }

  func hangUp(_ reason: HangUpReason) {
    guard !hasHungUp else { return }
    conclude()
    matter = nil
    observer?.callerHungUp(reason)
    lineClosed()
    line.hangUp()
  }

  func stopWaiting() {
    if let nextWords { cell.cancel(nextWords) }
    nextWords = nil
  }

  func stopCutIn() {
    if let cutIn { cell.cancel(cutIn) }
    cutIn = nil
  }

  // MARK: Mouth

  /// Begins to say a turn.
  func begin(_ plan: consuming TurnPlan) {
    stopWaiting()
    self.plan = plan
    sayPart()
  }

  /// Says the turn's next words up to a pause.
  func sayPart() {
    guard let part = plan?.next() else { return }
    let utterance = Utterance(
      words: part.words,
      wordDuration: part.wordDuration,
      traits: nextTraits(),
      index: stretch,
      kind: part.kind,
      completesTurn: part.pause == nil
    )
    stretch += 1
    pauseAhead = part.pause
    say(utterance)
  }

  /// The pause behind the words that are being said; nil behind a turn's last.
  private var pauseAhead: Duration?

  func nextTraits() -> SpeechTraits {
    let drift = persona.drift(after: self.drift, stretch: stretch)
    self.drift = drift
    return persona.traits(drift: drift)
  }

  func say(_ utterance: Utterance) {
    if speech != nil { stopSpeaking() }
    endQuiet()
    speech = (utterance, cell.now)
    if isAgentSpeaking {
      if let last = overlaps.flush(at: cell.now) { observer?.callerNoted(.overlapped(last)) }
      overlaps.begin(utterance.kind, agentWasFirst: true, at: cell.now)
    }
    line.say(utterance)
    speechTimer = schedule(.finishSpeaking, after: utterance.duration)
  }

  private func finishSpeaking() {
    guard let (utterance, _) = speech else { return }
    stopSpeaking()
    if utterance.kind == .noise { return }
    if let pauseAhead {
      nextWords = schedule(.speak, after: pauseAhead)
      return
    }
    endTurn(utterance.kind)
  }

  /// The caller's last sound, be it the end or not.
  func stopSpeaking() {
    guard let (utterance, start) = speech else { return }
    speech = nil
    if let speechTimer { cell.cancel(speechTimer) }
    speechTimer = nil
    overlaps.callerStopped(at: cell.now)
    greeting?.ended(at: cell.now)
    let words = utterance.words(by: start.duration(to: cell.now))
    observer?.callerSpoke(
      SpokenWords(
        words: words,
        start: start,
        end: cell.now,
        kind: utterance.kind,
        completesTurn: utterance.completesTurn
      )
    )
    line.fallSilent()
    if utterance.kind.wantsAnswer { lastSpeechEnd = cell.now }
    if !isAgentSpeaking { quietSince = cell.now }
  }
}

extension SyntheticCaller: CallerEar {
  package nonisolated func hear(_ event: EarEvent) {
    onCell(with: event) { caller, event in
      switch event {
      case .agentStarted(let onset): caller.agentStarted(onset)
      case .agentWentOn(let text): caller.agentWentOn(text)
      case .agentStopped(let isCut): caller.agentStopped(isCut: isCut)
      case .lineClosed: caller.lineClosed()
      }
    }
  }

  package nonisolated func observed(by observer: any CallObserver) {
    onCell { $0.observe(for: observer) }
  }
}

extension Utterance {
  /// The words that have been said whole.
  fileprivate func words(by length: Duration) -> [String] {
    guard length < duration, !words.isEmpty else { return words }
    return Array(words.prefix(Int(length.nanoseconds / max(wordDuration.nanoseconds, 1))))
  }
}

extension Purpose {
  fileprivate static let hello = Purpose("caller.hello")
}
