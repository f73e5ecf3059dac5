import SimCore
import VoicePipeline

/// What a caller does in one call, and when: nothing hangs on what the agent does.
struct CallerScript: Sendable {
  struct Speech: Sendable {
    let utterance: Utterance
    let start: SimInstant
    /// The caller may break off in the midst of a word.
    let end: SimInstant
  }

  struct Key: Sendable {
    let digit: Character
    let instant: SimInstant
  }

  enum Deed: Sendable {
    case say(Utterance)
    case fallSilent
    case press(Character)
    case hangUp
  }

  var speeches: [Speech]
  var keys: [Key]
  var hangUp: SimInstant

  /// Everything in its order; nothing is done once the receiver is down.
  var deeds: [(instant: SimInstant, deed: Deed)] {
    var all: [(instant: SimInstant, deed: Deed)] = []
    for speech in speeches {
      all.append((speech.start, .say(speech.utterance)))
      all.append((speech.end, .fallSilent))
    }
    for key in keys { all.append((key.instant, .press(key.digit))) }
    let done = all.filter { $0.instant < hangUp }.enumerated().sorted {
      ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset)
    }
    return done.map(\.element) + [(hangUp, .hangUp)]
  }

  /// What is being said at an instant.
  func speech(at instant: SimInstant) -> Speech? {
    speeches.first { $0.start <= instant && instant < min($0.end, hangUp) }
  }
}

extension CallerScript {
  /// A call of about twenty seconds.
  init(key: DrawKey) {
    var writer = ScriptWriter(draws: key.stream(.script), words: ScriptWriter.words)
    let first = SimInstant.zero.advanced(by: writer.duration(200, 3_000))
    let speeches = writer.speeches(from: first, index: 0)
    self.speeches = speeches
    keys = writer.keys(after: .zero)
    let last = speeches.last?.end ?? first
    let isCutShort = writer.chance(0.1)
    hangUp =
      isCutShort
      ? SimInstant.zero.advanced(by: writer.duration(4_000, 16_000))
      : last.advanced(by: writer.duration(200, 4_000))
  }

  /// An instant at which two worlds may part; mostly in the midst of speech.
  func parting(key: DrawKey) -> SimInstant {
    var writer = ScriptWriter(draws: key.stream(.parting), words: [])
    let begun = speeches.filter { $0.start < hangUp }
    guard writer.chance(0.85), !begun.isEmpty else {
      return writer.instant(between: .zero, and: hangUp)
    }
    let speech = begun[writer.below(begun.count)]
    return writer.instant(between: speech.start, and: min(speech.end, hangUp))
  }

  /// A script that is this one until an instant, the instant included, and another one after it.
  ///
  /// Of what is being said then, the words that are whole stay; the rest is other words, more or
  /// fewer of them.
  func parted(after instant: SimInstant, key: DrawKey) -> CallerScript {
    var writer = ScriptWriter(draws: key.stream(.parted), words: ScriptWriter.otherWords)
    var said = speeches.filter { $0.end <= instant }
    var free = instant
    if let speech = speech(at: instant) {
      let changed = writer.continuation(of: speech, after: instant)
      said.append(changed)
      free = changed.end
    }
    let isImpatient = writer.chance(0.3)
    let next = free.advanced(by: writer.pause())
    said += writer.speeches(from: next, index: said.count)
    let last = max(said.last?.end ?? free, free)
    return CallerScript(
      speeches: said,
      keys: keys.filter { $0.instant <= instant } + writer.keys(after: instant),
      hangUp: isImpatient
        ? instant.advanced(by: writer.duration(1, 1_500))
        : last.advanced(by: writer.duration(200, 4_000))
    )
  }
}

/// Draws parts of scripts.
private struct ScriptWriter {
  static let words = ["one", "move", "my", "visit", "to", "friday", "please", "thanks", "maybe"]
  static let otherWords = ["no", "cancel", "it", "who", "is", "that", "speaking", "louder"]

  /// Nobody begins to speak later.
  private static let lastStart = SimInstant(nanoseconds: 18_000_000_000)

  var draws: DrawStream
  let words: [String]

  mutating func chance(_ probability: Double) -> Bool { draws.uniform() < probability }

  mutating func below(_ count: Int) -> Int { min(Int(draws.uniform() * Double(count)), count - 1) }

  /// Between two numbers of milliseconds, at least one nanosecond.
  mutating func duration(_ low: Int64, _ high: Int64) -> Duration {
    let span = Double((high - low) * 1_000_000)
    return .nanoseconds(low * 1_000_000 + 1 + Int64(span * draws.uniform()))
  }

  /// An instant of `start..<end`.
  mutating func instant(between start: SimInstant, and end: SimInstant) -> SimInstant {
    let span = Double(start.duration(to: end).nanoseconds)
    return start.advanced(by: .nanoseconds(Int64(span * draws.uniform())))
  }

  /// Some too short for voice activity detection to notice, some too short for an answer.
  mutating func pause() -> Duration {
    let kind = draws.uniform()
    if kind < 0.25 { return duration(40, 800) }
    return kind < 0.6 ? duration(800, 2_500) : duration(2_500, 6_000)
  }

  mutating func phrase(_ count: Int) -> [String] {
    (0..<count).map { _ in
      let choice = below(words.count)
      return words[choice]
    }
  }

  mutating func speeches(from first: SimInstant, index: Int) -> [CallerScript.Speech] {
    var speeches: [CallerScript.Speech] = []
    var start = first
    while start < Self.lastStart {
      let utterance = Utterance(
        words: phrase(1 + below(10)),
        wordDuration: duration(150, 450),
        traits: SpeechTraits(snrDecibels: 20 * draws.uniform(), errorOddsFactor: 1),
        index: index + speeches.count
      )
      let whole = start.advanced(by: utterance.duration)
      let end = chance(0.15) ? instant(between: start, and: whole) : whole
      speeches.append(CallerScript.Speech(utterance: utterance, start: start, end: end))
      start = end.advanced(by: pause())
    }
    return speeches
  }

  mutating func continuation(
    of speech: CallerScript.Speech,
    after instant: SimInstant
  ) -> CallerScript.Speech {
    let old = speech.utterance
    let said = speech.start.duration(to: instant)
    let kept = Int(said.nanoseconds / old.wordDuration.nanoseconds)
    let utterance = Utterance(
      words: old.words.prefix(kept) + phrase(1 + below(8)),
      wordDuration: old.wordDuration,
      traits: old.traits,
      index: old.index
    )
    let whole = speech.start.advanced(by: utterance.duration)
    let next = instant.advanced(by: .nanoseconds(1))
    let end = chance(0.3) ? self.instant(between: next, and: whole) : whole
    return CallerScript.Speech(utterance: utterance, start: speech.start, end: max(end, next))
  }

  mutating func keys(after instant: SimInstant) -> [CallerScript.Key] {
    (0..<below(4)).map { _ in
      let delay = duration(300, 9_000)
      let digits = Array("0123456789*#")
      return CallerScript.Key(
        digit: digits[below(digits.count)],
        instant: instant.advanced(by: delay)
      )
    }
  }
}

extension Purpose {
  fileprivate static let script = Purpose("test.seam.script")
  fileprivate static let parting = Purpose("test.seam.parting")
  fileprivate static let parted = Purpose("test.seam.parted")
}
