package import SimCore

/// What a call may find none left of.
package enum LimitedResource: String, Sendable, Hashable, CaseIterable {
  case carriers
  case slots
  case recognizer
  case modelSlots = "model_slots"
  case model
  case synthesizer
  case realtime

  package var label: String {
    switch self {
    case .carriers: "calls that carriers take"
    case .slots: "slots of pods"
    case .recognizer: "quota of speech recognition"
    case .modelSlots: "slots of the language model"
    case .model: "quota of the language model"
    case .synthesizer: "quota of speech synthesis"
    case .realtime: "quota of the speech-to-speech model"
    }
  }

  /// What happens to who finds none.
  package var effect: String {
    switch self {
    case .carriers: "dials refused or late"
    case .slots: "calls without an agent, or late"
    case .modelSlots: "replies that waited"
    case .recognizer, .model, .synthesizer, .realtime: "requests refused"
    }
  }
}

/// Which resources ran out, when first, and how many found none; of the whole run.
package struct LimitTally: Sendable, Hashable {
  /// Of one resource.
  package struct Shortage: Sendable, Hashable {
    package var first: SimInstant?
    package var times = 0
  }

  private var shortages = [Shortage](repeating: Shortage(), count: LimitedResource.allCases.count)
  /// Replies that callers heard, by the minute in which their turn had ended.
  package private(set) var replies: [Int] = []

  package init() {}

  package subscript(resource: LimitedResource) -> Shortage { shortages[resource.index] }

  /// Those that ran out, in the order in which they first did.
  package var order: [LimitedResource] {
    LimitedResource.allCases.filter { self[$0].first != nil }.enumerated().sorted {
      let (left, right) = (self[$0.element].first ?? .zero, self[$1.element].first ?? .zero)
      return (left, $0.offset) < (right, $1.offset)
    }.map(\.element)
  }

  mutating func miss(_ resource: LimitedResource, at instant: SimInstant) {
    let index = resource.index
    shortages[index].times += 1
    shortages[index].first = min(shortages[index].first ?? instant, instant)
  }

  mutating func add(_ call: CallRecord) {
    for leg in call.failedLegs where leg.outcome == .throttled { miss(.carriers, at: leg.started) }
    switch call.outcome {
    case .throttled: miss(.carriers, at: call.legStarted)
    case .blocked: miss(.slots, at: call.answered ?? call.ended)
    default: break
    }
  }

  /// A 429 is a limit of the asker's.
  mutating func add(_ call: ModelCall) {
    guard case .failed(.refused(429, _)) = call.ending else { return }
    switch call.service {
    case .recognizer: miss(.recognizer, at: call.begun)
    case .languageModel, .lightModel: miss(.model, at: call.begun)
    case .synthesizer: miss(.synthesizer, at: call.begun)
    case .realtime: miss(.realtime, at: call.begun)
    case .turnDetector, .tool: break
    }
  }

  mutating func add(_ turn: TurnRecord) {
    let minute = Int(turn.speechEnded.nanoseconds / 60_000_000_000)
    while replies.count <= minute { replies.append(0) }
    replies[minute] += 1
    guard let stages = turn.account?.stages, stages.modelQueue > .zero else { return }
    miss(.modelSlots, at: turn.speechEnded)
  }

  mutating func merge(_ other: LimitTally) {
    for (index, theirs) in other.shortages.enumerated() {
      guard let first = theirs.first else { continue }
      shortages[index].times += theirs.times
      shortages[index].first = min(shortages[index].first ?? first, first)
    }
    let missing = other.replies.count - replies.count
    if missing > 0 { replies += [Int](repeating: 0, count: missing) }
    for (minute, count) in other.replies.enumerated() { replies[minute] += count }
  }
}

extension LimitedResource {
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
