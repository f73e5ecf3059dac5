package import SimCore
package import VoicePipeline

/// One caller as drawn for one call: every trait hangs on the call, none on the order of events.
package struct Persona: Sendable {
  let kind: CallerKind
  let draws: DrawKey
  /// How long the caller wants to talk, from the answer, if nothing else ends the call.
  package let talkTime: Duration
  /// Of each word of a turn of seven and more.
  package let wordDuration: Duration
  /// In the noise of every day.
  private let usualTraits: SpeechTraits
  /// What this caller's turn-taking differs from others', in seconds.
  private let dyad: Double

  package init(_ kind: CallerKind, draws: DrawKey) {
    self.kind = kind
    self.draws = draws
    let spec = kind.spec
    talkTime = spec.talkTime.sample(draws.bits(.talkTime))
    let rate = spec.wordsPerMinute.value(at: draws.uniform(.speakingRate)) * kind.mood.rate
    wordDuration = .nanoseconds(Int64(60e9 / rate))
    usualTraits = spec.traits(wordsPerMinute: rate)
    dyad =
      kind.takeover == nil
      ? 0
      : spec.turnTaking.dyadDeviation.seconds * Elementary.normalQuantile(draws.uniform(.dyad))
  }

  package var label: CallerLabel { kind.label }

  private var habits: HabitSpec { kind.spec.habits }

  // MARK: Words

  /// What a caller without a goal says as turn number `turn`.
  package func words(_ turn: Int) -> [String] {
    let spec = kind.spec
    let isOneWord = draws.chance(spec.oneWordShare, .oneWord, UInt64(turn))
    let length =
      isOneWord ? 1 : spec.wordsPerTurn.value(at: draws.uniform(.turnLength, UInt64(turn)))
    return PhraseBook.appointments.phrase(
      nearTo: Int(min(length, 40) + 0.5),
      choice: draws.bits(.phrase, UInt64(turn))
    )
  }

  /// A turn of these words; `values` are the places at which a value begins.
  package func plan(
    _ words: [String],
    turn: Int,
    kind: SpeechKind = .turn,
    values: [Int] = []
  ) -> TurnPlan {
    var plan = TurnPlan(words, kind: kind, wordDuration: pace(words.count))
    if self.kind.spec.pauses.share > 0 { plan.breaks = breaks(words.count, turn, values) }
    return plan
  }

  private func breaks(_ count: Int, _ turn: Int, _ values: [Int]) -> [TurnPlan.Break] {
    let spec = kind.spec.pauses
    var breaks: [TurnPlan.Break] = []
    for place in 1..<max(count, 1) {
      let index = UInt64(turn) << 8 | UInt64(place & 0xFF)
      let isThinking = values.contains(place)
      guard draws.chance(spec.share * (isThinking ? 3 : 1), .pauseAt, index) else { continue }
      let length = spec.length(
        kind: draws.uniform(.pauseKind, index),
        draws.uniform(.pauseLength, index)
      )
      let pause = isThinking ? length * spec.thinking : length
      // What is shorter is heard as part of the words.
      if pause >= .milliseconds(100) { breaks.append(.init(words: place, pause: pause)) }
    }
    return breaks
  }

  /// A few words are said more slowly than many.
  private func pace(_ count: Int) -> Duration {
    let slowest = kind.spec.shortTurnPace
    guard slowest != 1, count < 7 else { return wordDuration }
    return wordDuration * (1 / (slowest + (1 - slowest) * Double(max(count, 1) - 1) / 6))
  }

  /// "Hello?" into dead air, and other phrases that need no goal.
  func aside(
    _ phrases: [[String]],
    _ purpose: Purpose,
    _ index: Int,
    _ kind: SpeechKind
  )
    -> TurnPlan
  {
    let words = phrases[draws.below(phrases.count, purpose, UInt64(index))]
    return TurnPlan(words, kind: kind, wordDuration: pace(words.count))
  }

  // MARK: Sound

  /// The traits of a stretch of speech; `drift` is the state of the noise, in deviations.
  func traits(drift: Double) -> SpeechTraits {
    var traits = usualTraits
    traits.snrDecibels += kind.mood.decibels + drift * kind.spec.noiseOverTime.drift
    traits.errorOddsFactor = kind.errorOdds
    return traits
  }

  /// The noise's drift at the next stretch of speech: an AR(1) of deviation 1.
  func drift(after drift: Double?, stretch: Int) -> Double {
    guard kind.spec.noiseOverTime.drift > 0 else { return 0 }
    let news = Elementary.normalQuantile(draws.uniform(.drift, UInt64(stretch)))
    guard let drift else { return news }
    let correlation = kind.spec.noiseOverTime.correlation
    return correlation * drift + (1 - correlation * correlation).squareRoot() * news
  }

  /// From one sound without words to the next; nil when there are none.
  func quiet(before burst: Int) -> Duration? {
    let rate = kind.spec.noiseOverTime.burstsPerMinute
    guard rate > 0 else { return nil }
    return Duration(seconds: -60 / rate * Elementary.log(draws.uniform(.burst, UInt64(burst))))
  }

  func burstLength(_ burst: Int) -> Duration {
    max(
      kind.spec.noiseOverTime.burst.sample(draws.bits(.burstLength, UInt64(burst))),
      .milliseconds(1)
    )
  }

  // MARK: Timing

  /// End of the agent's turn to the caller's first sound; negative when the caller begins before.
  package func turnGap(_ turn: Int) -> Duration {
    guard let takeover = kind.takeover else {
      return kind.spec.turnGap.sample(draws.bits(.turnGap, UInt64(turn)))
    }
    return Duration(seconds: dyad + takeover.quantile(draws.uniform(.turnGap, UInt64(turn))))
  }

  /// When, into the silence number `index`, the caller asks whether anybody is there.
  func helloDelay(_ index: Int) -> Duration {
    kind.spec.patience.hello.sample(draws.bits(.helloDelay, UInt64(index)))
  }

  /// When, into the silence number `index`, the caller hangs up; nil when never.
  func giveUpDelay(_ index: Int, temper: Double) -> Duration? {
    let survival = draws.uniform(.patience, UInt64(index))
    let hazard = index == 0 ? kind.openingPatience : kind.patience
    return hazard.delay(atSurvival: survival, factor: kind.mood.hazard * temper)
  }

  /// When, from the answer, the caller has had enough whatever is said; nil when never.
  var enough: Duration? {
    let rate = kind.spec.patience.midcallPerSecond
    guard rate > 0 else { return nil }
    return Duration(seconds: -Elementary.log(draws.uniform(.enough)) / rate)
  }

  // MARK: Habits, by turn of the agent's or of the caller's own

  /// When, into the agent's turn, the caller breaks in; nil when not.
  package func interruption(_ agentTurn: Int, temper: Double) -> Duration? {
    let index = UInt64(agentTurn)
    let share = habits.interruptions * kind.mood.interruptions * temper
    guard share > 0, draws.chance(share, .interrupts, index) else { return nil }
    let luck = draws.uniform(.interruptsAt, index)
    if draws.chance(habits.earlyInterruptions, .interruptsEarly, index) {
      return Duration(seconds: 0.3 + 1.2 * luck)
    }
    // A hazard that grows with the length of the agent's turn: 0.08 per second and second.
    return Duration(seconds: 1.5 + (-2 * Elementary.log(luck) / 0.08).squareRoot())
  }

  /// When, into the agent's turn, the caller says "mm-hm"; nil when not.
  package func backchannel(_ agentTurn: Int) -> Duration? {
    let index = UInt64(agentTurn)
    guard draws.chance(habits.backchannels, .backchannels, index) else { return nil }
    return Duration(seconds: 1 + 2.5 * draws.uniform(.backchannelAt, index))
  }

  func corrects(_ agentTurn: Int) -> Bool {
    draws.chance(habits.corrections, .corrects, UInt64(agentTurn))
  }

  func talksOver(_ agentTurn: Int) -> Bool {
    draws.chance(habits.talksOver, .talksOver, UInt64(agentTurn))
  }

  /// From hearing the agent to falling silent.
  func yieldDelay(_ agentTurn: Int) -> Duration {
    Duration(seconds: 0.25 + 0.35 * draws.uniform(.yields, UInt64(agentTurn)))
  }

  func silence(_ turn: Int) -> Duration {
    guard draws.chance(habits.silences, .silences, UInt64(turn)) else { return .zero }
    return habits.silence.sample(draws.bits(.silence, UInt64(turn)))
  }

  func hold(_ turn: Int) -> Duration? {
    guard draws.chance(habits.holds, .holds, UInt64(turn)) else { return nil }
    return habits.hold.sample(draws.bits(.hold, UInt64(turn)))
  }

  func talksAside(_ turn: Int) -> Bool { draws.chance(habits.asides, .asides, UInt64(turn)) }

  var usesKeypad: Bool { draws.chance(habits.keypad, .keypad) }
}

extension Purpose {
  fileprivate static let talkTime = Purpose("caller.talk_time")
  fileprivate static let speakingRate = Purpose("caller.speaking_rate")
  fileprivate static let dyad = Purpose("caller.dyad")
  fileprivate static let oneWord = Purpose("caller.one_word")
  fileprivate static let turnLength = Purpose("caller.turn_length")
  fileprivate static let phrase = Purpose("caller.phrase")
  fileprivate static let pauseAt = Purpose("caller.pause_at")
  fileprivate static let pauseKind = Purpose("caller.pause_kind")
  fileprivate static let pauseLength = Purpose("caller.pause_length")
  fileprivate static let drift = Purpose("caller.noise_drift")
  fileprivate static let burst = Purpose("caller.noise_burst")
  fileprivate static let burstLength = Purpose("caller.noise_burst_length")
  fileprivate static let turnGap = Purpose("caller.turn_gap")
  fileprivate static let helloDelay = Purpose("caller.hello_delay")
  fileprivate static let patience = Purpose("caller.patience")
  fileprivate static let enough = Purpose("caller.enough")
  fileprivate static let interrupts = Purpose("caller.interrupts")
  fileprivate static let interruptsAt = Purpose("caller.interrupts_at")
  fileprivate static let interruptsEarly = Purpose("caller.interrupts_early")
  fileprivate static let backchannels = Purpose("caller.backchannels")
  fileprivate static let backchannelAt = Purpose("caller.backchannel_at")
  fileprivate static let corrects = Purpose("caller.corrects")
  fileprivate static let talksOver = Purpose("caller.talks_over")
  fileprivate static let yields = Purpose("caller.yields")
  fileprivate static let silences = Purpose("caller.silences")
  fileprivate static let silence = Purpose("caller.silence")
  fileprivate static let holds = Purpose("caller.holds")
  fileprivate static let hold = Purpose("caller.hold")
  fileprivate static let asides = Purpose("caller.asides")
  fileprivate static let keypad = Purpose("caller.keypad")
}
