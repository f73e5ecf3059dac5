package import SimCore
package import VoicePipeline

/// A voicemail box: says its greeting with pauses, beeps, and records silence until it hangs up.
package actor MachineGreeting: TimedActor {
  /// What a machine has timers for.
  package enum Due: UInt32, Sendable {
    case speak
    case finishSpeaking
    case beep
    case finishBeep
    /// The tape is full.
    case hangUp
  }

  /// A greeting is read: slower than talk, with a stop behind each sentence.
  private static let wordDuration = Duration.milliseconds(400)
  private static let stop = Duration.milliseconds(700)
  private static let beepLength = Duration.milliseconds(400)
  /// What it records at most.
  private static let tape = Duration.seconds(60)

  package nonisolated let cell: Cell
  private let line: any CallerMouth
  private let draws: DrawKey
  private let label: CallerLabel
  private var sentences: [[String]]
  private var sentence = 0
  private var speech: (utterance: Utterance, start: SimInstant)?
  private var timer: TimerID?
  private var observer: (any CallObserver)?
  private var isClosed = false
  /// Whether the record is told that it is a machine.
  private let isKnown: Bool
  /// Runs when an agent is heard for the first time.
  private var onAgent: (@Sendable () -> Void)?

  /// `length` is that of the greeting: it has as many sentences as fit.
  package init(
    cell: Cell,
    line: any CallerMouth,
    draws: DrawKey,
    length: Duration,
    label: CallerLabel,
    isKnown: Bool = false,
    onAgent: (@Sendable () -> Void)? = nil
  ) {
    self.isKnown = isKnown
    self.onAgent = onAgent
    self.cell = cell
    self.line = line
    self.draws = draws
    self.label = label
    var left = length
    sentences = []
    for text in Self.texts {
      let words = text.split(separator: " ").map(String.init)
      left -= Self.wordDuration * words.count + Self.stop
      if left < .zero, !sentences.isEmpty { break }
      sentences.append(words)
    }
  }

  /// A box answers about a second after the line is open.
  package func pickUp() { timer = schedule(.speak, after: .milliseconds(800)) }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .speak: speak()
    case .finishSpeaking:
      fallSilent()
      sentence += 1
      timer = schedule(sentence < sentences.count ? .speak : .beep, after: Self.stop)
    case .beep:
      begin(Utterance(noise: Self.beepLength, traits: Self.traits, index: sentence))
      timer = schedule(.finishBeep, after: Self.beepLength)
    case .finishBeep:
      fallSilent()
      timer = schedule(.hangUp, after: Self.tape)
    case .hangUp:
      observer?.callerHungUp(.done)
      close()
      line.hangUp()
    }
  }

  private static let traits = SpeechTraits(snrDecibels: 30, errorOddsFactor: 1)

  private func speak() {
    let utterance = Utterance(
      words: sentences[sentence],
      wordDuration: Self.wordDuration,
      traits: Self.traits,
      index: sentence
    )
    begin(utterance)
    timer = schedule(.finishSpeaking, after: utterance.duration)
  }

  private func begin(_ utterance: Utterance) {
    speech = (utterance, cell.now)
    line.say(utterance)
  }

  private func fallSilent() {
    guard let (utterance, start) = speech else { return }
    speech = nil
    observer?.callerSpoke(
      SpokenWords(words: utterance.words, start: start, end: cell.now, kind: utterance.kind)
    )
    line.fallSilent()
  }

  private func close() {
    isClosed = true
    if let timer { cell.cancel(timer) }
    timer = nil
    observer = nil
  }

  private func observe(for observer: any CallObserver) {
    self.observer = observer
    observer.callerIdentified(label)
    if isKnown { observer.callerNoted(.isMachine) }
  }

  private func heard(_ onset: AgentOnset) {
    onAgent?()
    onAgent = nil
    let heard = ReplyHeard(
      request: onset.request,
      onset: cell.now,
      speechEnded: nil,
      leadingSilence: onset.leadingSilence,
      basis: onset.basis
    )
    observer?.callerHeard(heard)
  }

  /// In the order in which boxes say them.
  private static let texts = [
    "hello you have reached the voicemail of the person that you called",
    "i am sorry that i cannot take your call right now",
    "please leave your name and your number and a short message",
    "i will call you back as soon as i can",
    "if this is urgent please call my office between nine and five",
    "at the tone please record your message",
    "when you have finished recording you may hang up or press one for more options",
  ]
}

extension MachineGreeting: CallerEar {
  package nonisolated func hear(_ event: EarEvent) {
    onCell(with: event) { machine, event in
      switch event {
      case .agentStarted(let onset): machine.heard(onset)
      case .agentWentOn, .agentStopped: break
      case .lineClosed: machine.close()
      }
    }
  }

  package nonisolated func observed(by observer: any CallObserver) {
    onCell { $0.observe(for: observer) }
  }
}
