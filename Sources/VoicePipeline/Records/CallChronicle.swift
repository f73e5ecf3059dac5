package import SimCore

/// What happened in one conversation, in the order in which it was told.
///
/// One is kept of every call while it lives, and that of the few worst thereafter: so an entry is
/// small, and there is a bound to their number.
package struct CallChronicle: Sendable {
  /// One thing that was told.
  package enum Entry: Sendable {
    case said(SpokenWords)
    case heard(HeardSentence)
    case overlapped(SpeechOverlap)
    /// Dead air, up to the instant at which it ended.
    case silent(Duration, until: SimInstant)
    case noted(AgentNote, at: SimInstant)
    case hungUp(HangUpReason, at: SimInstant)
  }

  /// A reply that the caller heard, with what the agent told of it.
  package struct Turn: Sendable {
    package var record: TurnRecord
    /// Nil for an agent of which only its voice is known.
    package var agent: AgentTurn?

    package init(record: TurnRecord, agent: AgentTurn?) {
      self.record = record
      self.agent = agent
    }
  }

  /// Enough for half an hour of lively talk.
  package static let entriesMax = 2_000
  package static let turnsMax = 400

  /// What a usual call has: growing from one by doubling would copy as much again.
  private static let entriesUsual = 24
  private static let turnsUsual = 6

  package private(set) var entries: [Entry] = []
  package private(set) var turns: [Turn] = []
  /// Whether nothing was left out at the end for want of room.
  package private(set) var isWhole = true

  package init() {}

  package mutating func add(_ entry: Entry) {
    guard entries.count < Self.entriesMax else {
      isWhole = false
      return
    }
    if entries.isEmpty { entries.reserveCapacity(Self.entriesUsual) }
    entries.append(entry)
  }

  package mutating func add(_ turn: Turn) {
    guard turns.count < Self.turnsMax else {
      isWhole = false
      return
    }
    if turns.isEmpty { turns.reserveCapacity(Self.turnsUsual) }
    turns.append(turn)
  }

  /// Keeps what the agent tells; of the requests that every turn has, only those that failed.
  mutating func add(_ note: AgentNote, at now: SimInstant) {
    if case .called(let call) = note, !call.isTold { return }
    add(.noted(note, at: now))
  }
}

extension ModelCall {
  /// Whether it says something that the stages of a turn do not.
  fileprivate var isTold: Bool {
    switch service {
    case .languageModel, .lightModel, .tool, .realtime: return true
    case .recognizer, .turnDetector, .synthesizer:
      if case .failed = ending { return true }
      return false
    }
  }
}

/// A call that is worth being looked at, with all that is known of it.
package struct ExemplarCall: Sendable {
  package var record: CallRecord
  package var chronicle: CallChronicle

  package init(record: CallRecord, chronicle: CallChronicle) {
    self.record = record
    self.chronicle = chronicle
  }
}
