internal import SimCore

/// What a conversation was doing when its pod died.
package enum ConversationMoment: String, Sendable, Hashable, CaseIterable {
  /// The greeting is being made, or said.
  case greeting
  case listening
  case hearing
  /// The caller is silent, and may have come to the end of the turn.
  case endpointing
  /// Of the turn, the words are still to come.
  case transcribing
  /// A known reply, passages or a model are looked for.
  case routing
  /// A model is writing, and nothing of it has been heard.
  case generating
  /// Tools run.
  case tools
  /// A request that failed is to be made again.
  case retrying
  case speaking
  /// Both sides speak.
  case overlapping
  /// A human has been asked for.
  case transferring

  package var label: String {
    switch self {
    case .greeting: "greeting"
    case .listening: "waiting for the caller"
    case .hearing: "caller speaks"
    case .endpointing: "caller has paused"
    case .transcribing: "words to come"
    case .routing: "looking for a model"
    case .generating: "model writes"
    case .tools: "tools run"
    case .retrying: "before a retry"
    case .speaking: "agent speaks"
    case .overlapping: "both speak"
    case .transferring: "waiting for a human"
    }
  }
}

/// What has come of a call whose pod died.
package enum PodLossEnd: String, Sendable, Hashable, CaseIterable {
  /// Another pod has taken the conversation up.
  case resumed
  /// The caller hung up before.
  case hungUp = "hung_up"
  /// The conversation was kept nowhere, or no longer.
  case noState = "no_state"
  /// No pod had a slot in time.
  case noSlot = "no_slot"

  package var label: String {
    switch self {
    case .resumed: "resumed"
    case .hungUp: "hung up meanwhile"
    case .noState: "state lost"
    case .noSlot: "no slot in time"
    }
  }
}

/// A death of the pod that a conversation was on.
package struct PodLossRecord: Sendable, Hashable {
  package var moment: ConversationMoment
  package var end: PodLossEnd
  /// From the death to the end of the gap: resumed, hung up or given up.
  package var gap: Duration
  /// Sentences that are said again, for nobody has told that they were heard.
  package var repeated = 0
  /// Stretches of the caller's speech that nobody listened to.
  package var unheard = 0

  package init(moment: ConversationMoment, end: PodLossEnd, gap: Duration) {
    self.moment = moment
    self.end = end
    self.gap = gap
  }
}

/// All such deaths of a run, by moment and by end.
package struct PodLossCounts: Sendable, Hashable {
  private var counts = [Int](
    repeating: 0,
    count: ConversationMoment.allCases.count * PodLossEnd.allCases.count
  )
  package private(set) var repeated = 0
  package private(set) var unheard = 0
  /// Conversations that went on elsewhere, and had lost some of what was said.
  package private(set) var maimed = 0

  package init() {}

  package mutating func merge(_ other: PodLossCounts) {
    for place in counts.indices { counts[place] += other.counts[place] }
    repeated += other.repeated
    unheard += other.unheard
    maimed += other.maimed
  }

  package mutating func add(_ loss: PodLossRecord) {
    counts[Self.place(loss.moment, loss.end)] += 1
    repeated += loss.repeated
    unheard += loss.unheard
    if loss.end == .resumed, loss.unheard > 0 { maimed += 1 }
  }

  package func count(_ moment: ConversationMoment, _ end: PodLossEnd) -> Int {
    counts[Self.place(moment, end)]
  }

  package func count(_ end: PodLossEnd) -> Int {
    ConversationMoment.allCases.reduce(0) { $0 + count($1, end) }
  }

  package func count(_ moment: ConversationMoment) -> Int {
    PodLossEnd.allCases.reduce(0) { $0 + count(moment, $1) }
  }

  package var total: Int { counts.reduce(0, +) }

  private static func place(_ moment: ConversationMoment, _ end: PodLossEnd) -> Int {
    let row = ConversationMoment.allCases.firstIndex(of: moment) ?? 0
    return row * PodLossEnd.allCases.count + (PodLossEnd.allCases.firstIndex(of: end) ?? 0)
  }
}
