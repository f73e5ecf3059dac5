package import SimCore
package import VoicePipeline

/// A vendor's answering-machine detector, at the carrier's edge: it hears what the callee says, and
/// errs as often as it is said to.
///
/// ```
/// callee's mouth ──delay──▶ AnsweringMachineDetection ──flips──▶ news to the dialer
/// ```
package actor SimulatedDetector: TimedActor {
  /// What a detector has timers for.
  package enum Due: UInt32, Sendable {
    case deadline
    case speechStarted
    case speechEnded
    /// The word has been said at which a machine is known.
    case enoughWords
    case tone
    /// News reaches the dialer; the argument is its number.
    case news
  }

  package nonisolated let cell: Cell
  private let detection: DetectionSpec
  private let draws: DrawKey
  private let delays: DetectorDelays
  /// Answers whether the call was still there to be told of.
  private let tell: @Sendable (DetectionNews) -> Bool
  private let onVerdict: @Sendable (DetectionVerdict) -> Void
  private var machine: AnsweringMachineDetection
  private var deadline: TimerID?
  private var enoughWords: TimerID?
  private var words = 0
  private var told: [DetectionNews] = []
  /// What it says for a greeting that it took for something else.
  private var isFlipped = false

  package init(
    cell: Cell,
    detection: DetectionSpec,
    draws: DrawKey,
    delays: DetectorDelays,
    onVerdict: @escaping @Sendable (DetectionVerdict) -> Void,
    tell: @escaping @Sendable (DetectionNews) -> Bool
  ) {
    self.cell = cell
    self.detection = detection
    self.draws = draws
    self.delays = delays
    self.onVerdict = onVerdict
    self.tell = tell
    machine = AnsweringMachineDetection(detection.rules)
  }

  /// The call has been answered.
  package func begin() { handle(.answered) }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .deadline:
      deadline = nil
      handle(.elapsed)
    case .speechStarted: handle(.speechStarted)
    case .speechEnded: handle(.speechEnded)
    case .enoughWords:
      enoughWords = nil
      handle(.words(detection.machineWords ?? 0))
    case .tone: handle(.tone)
    case .news: arrive(told[Int(argument)])
    }
  }

  /// The callee begins to say something, or a box makes its tone.
  func begins(_ utterance: Utterance, isTone: Bool) {
    schedule(isTone ? .tone : .speechStarted, after: delays.ear)
    guard !isTone, let most = detection.machineWords, words < most else { return }
    let missing = most - words
    words += utterance.words.count
    guard utterance.words.count >= missing else { return }
    enoughWords = schedule(.enoughWords, after: delays.ear + utterance.wordDuration * missing)
  }

  /// The callee has made the last sound, sooner perhaps than was meant.
  func fallsSilent() {
    if let enoughWords { cell.cancel(enoughWords) }
    enoughWords = nil
    schedule(.speechEnded, after: delays.ear)
  }

  private func handle(_ event: DetectionEvent) {
    let news = machine.handle(event, at: cell.now)
    if let deadline { cell.cancel(deadline) }
    deadline = machine.deadline.map { schedule(.deadline, after: cell.now.duration(to: $0)) }
    switch news {
    case .verdict(let verdict): decide(verdict)
    case .greetingEnded: if !isFlipped { send(.greetingEnded) }
    case nil: break
    }
  }

  private func decide(_ found: DetectionVerdict) {
    let verdict = flipped(found)
    isFlipped = verdict != found
    send(.verdict(verdict))
    // Nobody speaks who could be waited for.
    if isFlipped, verdict == .machine { send(.greetingEnded) }
  }

  /// What the detector says of what it has found.
  private func flipped(_ verdict: DetectionVerdict) -> DetectionVerdict {
    switch verdict {
    case .human: draws.chance(detection.falseMachine, .falseMachine) ? .machine : .human
    case .machine: draws.chance(detection.falseHuman, .falseHuman) ? .human : .machine
    case .unknown: .unknown
    }
  }

  private func send(_ news: DetectionNews) {
    told.append(news)
    schedule(.news, after: delays.report, UInt64(told.count - 1))
  }

  private func arrive(_ news: DetectionNews) {
    let isThere = tell(news)
    if isThere, case .verdict(let verdict) = news { onVerdict(verdict) }
  }
}

/// How long things take on their way to a detector, and from it.
package struct DetectorDelays: Sendable, Hashable {
  /// From the callee's mouth to the carrier's edge.
  package var ear: Duration
  /// From there to the dialer.
  package var report: Duration

  package init(ear: Duration = .zero, report: Duration = .zero) {
    self.ear = ear
    self.report = report
  }
}

/// A callee's mouth that a detector overhears.
package final class OverheardMouth: CallerMouth {
  private let line: any CallerMouth
  private let detector: SimulatedDetector
  /// Sounds without words are a machine's tone.
  private let isMachine: Bool

  package init(_ line: any CallerMouth, detector: SimulatedDetector, isMachine: Bool) {
    self.line = line
    self.detector = detector
    self.isMachine = isMachine
  }

  package func say(_ utterance: Utterance) {
    line.say(utterance)
    let isTone = isMachine && utterance.kind == .noise
    detector.onCell(with: (utterance, isTone)) { $0.begins($1.0, isTone: $1.1) }
  }

  package func fallSilent() {
    line.fallSilent()
    detector.onCell { $0.fallsSilent() }
  }

  package func press(_ digit: Character) { line.press(digit) }

  package func hangUp() { line.hangUp() }
}

extension Purpose {
  fileprivate static let falseMachine = Purpose("detection.false_machine")
  fileprivate static let falseHuman = Purpose("detection.false_human")
}
