import SimCore
import VoicePipeline

/// The verdict in sentences: what failed and by how much, or how near it came.
struct VerdictText {
  /// The first is the verdict itself.
  let sentences: [String]

  init(_ facts: RunFacts) {
    var sentences = [Self.lead(facts)]
    let failed = facts.thresholds.filter { $0.verdict == .fail }
    sentences += failed.prefix(3).map(\.sentence)
    if failed.isEmpty {
      sentences += facts.thresholds.filter { $0.verdict == .inconclusive }.prefix(3).map(\.sentence)
    }
    if let claim = facts.claim {
      let isExpected = claim.finding == claim.expected
      let tail =
        isExpected
        ? "as expected."
        : "\(claim.finding == .undecided ? "where" : "but") \(claim.expected.words) was expected."
      sentences.append("The claim \(claim.id) is \(claim.finding.words), \(tail)")
      sentences.append(claim.sentence)
    }
    if failed.isEmpty, let nearest = Self.nearest(facts.thresholds) { sentences.append(nearest) }
    if let saturation = Saturation(facts.load) { sentences.append(saturation.sentence) }
    self.sentences = sentences
  }

  private static func lead(_ facts: RunFacts) -> String {
    let all = facts.thresholds.count
    let failed = facts.thresholds.count { $0.verdict == .fail }
    let unjudged = facts.thresholds.count { $0.verdict == .inconclusive }
    let broken = facts.checks.count { !$0.passed }
    if failed > 0 { return "\(Self.part(failed, all)) failed." }
    if let claim = facts.claim, claim.finding != claim.expected, facts.verdict == .fail {
      return "The finding is not the expected one."
    }
    if facts.verdict == .inconclusive {
      if unjudged > 0 { return "\(Self.part(unjudged, all)) cannot be judged." }
      if broken > 0 {
        return "The run is not valid: \(broken) of \(facts.checks.count) checks failed."
      }
      if facts.claim?.finding == .undecided { return "The claim is not decided." }
      return "The run cannot be judged."
    }
    if facts.verdict == .fail { return "The run failed." }
    return switch all {
    case 0 where facts.claim != nil: "The finding is the expected one."
    case 0: "No threshold was set, so there was nothing to fail."
    case 1: "The one threshold passed."
    default: "All \(all) thresholds passed."
    }
  }

  private static func part(_ part: Int, _ all: Int) -> String {
    all == 1 ? "The one threshold" : "\(part) of \(all) thresholds"
  }

  /// The passing threshold that is nearest to its bound, in parts of the bound.
  private static func nearest(_ thresholds: [ThresholdFacts]) -> String? {
    let room = thresholds.compactMap { threshold -> (Double, ThresholdFacts)? in
      guard threshold.verdict == .pass, let measured = threshold.measured, threshold.bound != 0,
        measured != threshold.bound
      else { return nil }
      return (((measured - threshold.bound) / threshold.bound).magnitude, threshold)
    }
    return room.min { $0.0 < $1.0 }.map {
      "Nearest to its limit: \($0.1.quantityName), \($0.1.measuredText) against \($0.1.boundText)."
    }
  }
}

extension ClaimFinding {
  var words: String {
    switch self {
    case .confirmed, .refuted: rawValue
    case .depends: "true or not, depending on assumptions"
    case .undecided: "not decided, for n is too small"
    }
  }
}

/// When and how long more calls wanted a slot than there were slots.
struct Saturation {
  let start: SimInstant
  /// In all, not only from the first to the last moment.
  let length: Duration
  let blocked: Int
  let slots: Int

  /// Nil when no call was blocked.
  init?(_ load: LoadFacts) {
    blocked = load.blocked.reduce(0, +)
    guard blocked > 0, let first = load.blocked.firstIndex(where: { $0 > 0 }) else { return nil }
    start = .zero.advanced(by: load.bucket * first)
    length = load.bucket * load.blocked.count { $0 > 0 }
    slots = load.slots
  }

  var sentence: String {
    let cause =
      slots > 0 ? "all \(Figures.count(slots)) slots were taken" : "the platform has no slot"
    return "\(Figures.counted(blocked, "call")) \(blocked == 1 ? "was" : "were") blocked because "
      + "\(cause), first at \(Figures.clock(start)), for \(Figures.span(length)) in all."
  }
}
