import SimCore
import VoicePipeline

/// A call as its picture and its file show it: times since the answer, at the caller's end.
struct CallStory {
  /// A stretch of time within the call.
  struct Span: Hashable {
    var start: Duration
    var end: Duration

    var length: Duration { end - start }
  }

  /// One of the agent's sentences as it was heard.
  struct Sentence {
    var span: Span
    /// Nil when only its sound is known.
    var heard: String?
    /// How many of its words were never heard, for it broke off.
    var unheard: Int?
  }

  /// A stage of a turn at its place in time.
  struct Stage {
    /// Nil for sound after the caller's last word that the agent took for speech, so that it did
    /// not begin to wait for the turn's end: the stages of all turns count it with the network.
    var metric: MetricName?
    var span: Span
  }

  /// A turn of the caller with the reply to it.
  struct Turn {
    var record: TurnRecord
    var agent: AgentTurn?
    /// What the recognizer understood.
    var recognized: String?
    /// The caller's last sound to the agent's first.
    var response: Span
    var stages: [Stage]
  }

  /// A request to a model or a tool.
  struct Request {
    var call: ModelCall
    var span: Span
  }

  let record: CallRecord
  let isWhole: Bool
  /// Of the whole call.
  let length: Duration
  private(set) var speech: [(words: SpokenWords, span: Span)] = []
  private(set) var sentences: [Sentence] = []
  private(set) var turns: [Turn] = []
  private(set) var overlaps: [(overlap: SpeechOverlap, span: Span)] = []
  private(set) var silences: [Span] = []
  private(set) var requests: [Request] = []
  private(set) var notes: [(note: AgentNote, at: Duration)] = []
  private(set) var hangUp: (reason: HangUpReason, at: Duration)?

  /// Whether the numbers are masked that were said.
  private let masksNumbers: Bool

  /// Nil for a call that nobody answered.
  init?(_ exemplar: ExemplarCall, masksNumbers: Bool = true) {
    self.masksNumbers = masksNumbers
    guard let answered = exemplar.record.answered else { return nil }
    record = exemplar.record
    isWhole = exemplar.chronicle.isWhole
    length = answered.duration(to: exemplar.record.ended)
    let clock = Clock(answered: answered)
    for entry in exemplar.chronicle.entries { add(entry, clock) }
    turns = exemplar.chronicle.turns.map { Turn($0, clock, masksNumbers: masksNumbers) }
  }

  /// From instants of the run to times since the answer.
  fileprivate struct Clock {
    let answered: SimInstant

    func time(_ instant: SimInstant) -> Duration { answered.duration(to: instant) }
    func span(_ start: SimInstant, _ end: SimInstant) -> Span {
      Span(start: time(start), end: max(time(start), time(end)))
    }
  }

  private mutating func add(_ entry: CallChronicle.Entry, _ clock: Clock) {
    switch entry {
    case .said(var words):
      if masksNumbers { words.words = SaidDigits.masked(words.words) }
      speech.append((words, clock.span(words.start, words.end)))
    case .heard(var sentence):
      if masksNumbers { sentence.text = sentence.text.map { SaidDigits.masked($0) } }
      sentences.append(Sentence(sentence, clock))
    case .overlapped(let overlap):
      overlaps.append((overlap, clock.span(overlap.onset, overlap.end)))
    case .silent(let silence, let end):
      silences.append(clock.span(end.advanced(by: .zero - silence), end))
    case .noted(.called(let call), _):
      requests.append(Request(call: call, span: clock.span(call.begun, call.ended)))
    case .noted(let note, let instant): notes.append((note, clock.time(instant)))
    case .hungUp(let reason, let instant): hangUp = (reason, clock.time(instant))
    }
  }

  /// The turn that made the call one of the worst.
  var slowest: Turn? {
    turns.max { $0.record.responseLatency < $1.record.responseLatency }
  }
}

extension CallStory.Sentence {
  fileprivate init(_ sentence: HeardSentence, _ clock: CallStory.Clock) {
    span = clock.span(sentence.start, sentence.end)
    heard = sentence.text
    guard let text = sentence.text, let count = sentence.wordsHeard else { return }
    let words = text.split(separator: " ")
    heard = words.prefix(count).joined(separator: " ")
    unheard = max(words.count - count, 0)
  }
}

extension CallStory.Turn {
  fileprivate init(_ turn: CallChronicle.Turn, _ clock: CallStory.Clock, masksNumbers: Bool) {
    record = turn.record
    agent = turn.agent
    recognized = turn.agent.map { agent in
      (masksNumbers ? SaidDigits.masked(agent.words) : agent.words).joined(separator: " ")
    }
    let ended = turn.record.speechEnded
    let heard = ended.advanced(by: turn.record.responseLatency)
    response = clock.span(ended, heard)
    stages = []
    guard let agent, let account = turn.record.account else { return }
    let stamps = agent.stamps
    let audible = stamps.firstSentence.advanced(by: account.stages.synthesis)
    let arrived = Self.arrival(ended, stamps.speechEnded, wayBack: audible.duration(to: heard))
    var parts: [(MetricName?, SimInstant, SimInstant)] = [
      (.network, ended, arrived), (nil, arrived, stamps.speechEnded),
      (.endpointing, stamps.speechEnded, stamps.committed),
      (.transcription, stamps.committed, stamps.transcribed),
    ]
    if agent.origin == .model {
      parts += [
        (.routing, stamps.transcribed, stamps.requested),
        (.tools, stamps.requested, stamps.asked), (.modelQueue, stamps.asked, stamps.started),
        (.timeToFirstToken, stamps.started, stamps.firstToken),
        (.firstSentence, stamps.firstToken, stamps.firstSentence),
      ]
    } else {
      parts.append((.routing, stamps.transcribed, stamps.firstSentence))
    }
    parts += [(.synthesis, stamps.firstSentence, audible), (.network, audible, heard)]
    stages = parts.filter { $0.1 < $0.2 }.map {
      CallStory.Stage(metric: $0.0, span: clock.span($0.1, $0.2))
    }
  }

  /// Longer than any jitter, shorter than any noise.
  private static let jitter = Duration.milliseconds(100)

  /// When the caller's last sound came to the agent, which takes speech to end at `believed`.
  ///
  /// The way there is no longer than the way back, which has the playout buffer.
  private static func arrival(
    _ ended: SimInstant,
    _ believed: SimInstant,
    wayBack: Duration
  ) -> SimInstant {
    let isLate = ended.duration(to: believed) > wayBack + jitter
    return isLate ? ended.advanced(by: max(wayBack, .zero)) : believed
  }

  /// What the recognizer understood, where it differs from what was said.
  var misheard: String? {
    guard let errors = record.account?.wordErrors, errors.errors > 0 else { return nil }
    return recognized
  }

  /// The stages' lengths in order of time, the parts of one stage added up.
  var stageLengths: [(name: String, length: Duration)] {
    var result: [(name: String, length: Duration)] = []
    for stage in stages {
      if let at = result.firstIndex(where: { $0.name == stage.name }) {
        result[at].length += stage.span.length
      } else {
        result.append((stage.name, stage.span.length))
      }
    }
    return result
  }
}

extension CallStory.Stage {
  var name: String { metric?.label ?? "sound taken for speech" }
}

extension SpokenWords {
  var text: String { words.joined(separator: " ") }
}
