package import SimCore

/// Who has answered, as far as listening can tell.
package enum DetectionVerdict: String, Sendable, Hashable, Codable, CaseIterable {
  case human
  case machine
  /// Nothing that tells: silence, or speech without an end in time.
  case unknown
}

/// The thresholds of a detector, as vendors document them.
package struct DetectionRules: Sendable, Hashable, Codable {
  /// Speech that lasts so long is a machine's; nil for a detector that does not count it.
  package var machineSpeech: Duration?
  /// Words from which on it is a machine; nil for a detector that counts none.
  package var machineWords: Int?
  /// Silence after which speech is over: a shorter pause is part of it.
  package var speechEnd: Duration
  /// Silence from the answer on after which nothing is known.
  package var initialSilence: Duration
  /// When the detector gives up.
  package var timeout: Duration

  package init(
    machineSpeech: Duration?,
    machineWords: Int? = nil,
    speechEnd: Duration,
    initialSilence: Duration,
    timeout: Duration
  ) {
    self.machineSpeech = machineSpeech
    self.machineWords = machineWords
    self.speechEnd = speechEnd
    self.initialSilence = initialSilence
    self.timeout = timeout
  }
}

/// What a detector hears on the line, each at the instant at which it does.
package enum DetectionEvent: Sendable, Hashable {
  case answered
  case speechStarted
  case speechEnded
  /// So many words have been understood by now.
  case words(Int)
  /// A tone such as a box makes before it records.
  case tone
  /// The deadline may have come.
  case elapsed
}

/// What a detector tells.
package enum DetectionNews: Sendable, Hashable {
  case verdict(DetectionVerdict)
  /// The machine's greeting is over: what is said now is recorded.
  case greetingEnded
}

/// Tells people from machines by how long they speak when they answer, as a state machine.
///
/// ```
///          speech                 end of speech            silence of `speechEnd`
/// silent ─────────▶ speaking ◀──────────────────▶ paused ───────────────────────────▶ human
///   │ `initialSilence` │ `machineSpeech`, words     (speech again after `machineSpeech`: machine)
///   ▼                  ▼
/// unknown           machine ── tone, or silence of `speechEnd` ──▶ greeting ended
/// ```
/// Whoever holds it sends `elapsed` at its deadline. Its value is the whole state.
package struct AnsweringMachineDetection: Sendable, Hashable, Codable {
  private let rules: DetectionRules
  private var answered: SimInstant?
  /// Of the speech that is judged.
  private var onset: SimInstant?
  private var lastSound: SimInstant?
  private var isSpeaking = false
  private var hasEnded = false
  package private(set) var verdict: DetectionVerdict?

  package init(_ rules: DetectionRules) { self.rules = rules }

  /// When something becomes known if nothing is heard until then; nil when nothing will.
  package var deadline: SimInstant? {
    guard let answered, !isOver else { return nil }
    let end = answered.advanced(by: rules.timeout)
    guard let onset else { return min(answered.advanced(by: rules.initialSilence), end) }
    if isSpeaking {
      guard verdict == nil, let most = rules.machineSpeech else { return end }
      return min(onset.advanced(by: most), end)
    }
    return min((lastSound ?? onset).advanced(by: rules.speechEnd), end)
  }

  /// Whether nothing more will be told.
  package var isOver: Bool { hasEnded || verdict == .human || verdict == .unknown }

  /// Takes one event; what has become known by it.
  package mutating func handle(_ event: DetectionEvent, at now: SimInstant) -> DetectionNews? {
    guard !isOver else { return nil }
    switch event {
    case .answered: answered = answered ?? now
    case .speechStarted:
      isSpeaking = true
      onset = onset ?? now
      return judge(at: now)
    case .speechEnded:
      isSpeaking = false
      lastSound = now
      return judge(at: now)
    case .words(let count):
      guard verdict == nil, let most = rules.machineWords, count >= most else { return nil }
      return decide(.machine)
    case .tone:
      return verdict == .machine ? end() : decide(.machine)
    case .elapsed: return elapsed(at: now)
    }
    return nil
  }

  /// Speech that has lasted too long for a person's greeting.
  private mutating func judge(at now: SimInstant) -> DetectionNews? {
    guard verdict == nil, let onset, let most = rules.machineSpeech,
      onset.duration(to: now) >= most
    else { return nil }
    return decide(.machine)
  }

  private mutating func elapsed(at now: SimInstant) -> DetectionNews? {
    guard let deadline, now >= deadline else { return nil }
    if verdict == .machine { return end() }
    if let news = isSpeaking ? judge(at: now) : nil { return news }
    let isSilent = onset == nil || isSpeaking
    return decide(isSilent ? .unknown : silenceTells(at: now))
  }

  /// The silence after speech has lasted, or the time is up before it has.
  private func silenceTells(at now: SimInstant) -> DetectionVerdict {
    guard let lastSound else { return .unknown }
    return lastSound.duration(to: now) >= rules.speechEnd ? .human : .unknown
  }

  private mutating func decide(_ verdict: DetectionVerdict) -> DetectionNews {
    self.verdict = verdict
    return .verdict(verdict)
  }

  private mutating func end() -> DetectionNews {
    hasEnded = true
    return .greetingEnded
  }
}
