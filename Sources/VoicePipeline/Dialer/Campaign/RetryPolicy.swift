/// Why a lead may be dialled again.
package enum RetryReason: Int, Sendable, Hashable, CaseIterable {
  case busy
  case noAnswer
  case voicemail
  /// The carrier has failed or refused it.
  case failed
  /// A person answered, and no agent was free.
  case blocked
  /// The agent has promised to call back.
  case callback
  /// A conversation has broken off for want of its pod, of a model or of audio.
  case dropped

  /// Nil for an outcome that ends the matter.
  package init?(_ outcome: CallOutcome) {
    switch outcome {
    case .busy: self = .busy
    case .noAnswer: self = .noAnswer
    case .voicemail: self = .voicemail
    case .throttled, .carrierFailure: self = .failed
    case .blocked: self = .blocked
    case .callback: self = .callback
    case .failed, .cutOff: self = .dropped
    case .completed, .abandoned, .unfinished, .unobtainable, .declined,
      .transferred:
      return nil
    }
  }
}

// How a lead's account counts its retries: 32 bits for all reasons.
extension RetryReason {
  /// Whoever answered was reached, whatever has come of it.
  var isReached: Bool { self == .blocked || self == .callback || self == .dropped }

  /// Of its first bit.
  var shift: UInt32 {
    switch self {
    case .busy, .noAnswer, .voicemail, .failed, .blocked: UInt32(rawValue) * 6
    case .dropped: 28
    case .callback: 30
    }
  }

  /// People who were reached are not called again and again: few bits are left for them.
  var mask: UInt32 {
    switch self {
    case .busy, .noAnswer, .voicemail, .failed: 63
    case .blocked: 15
    case .callback, .dropped: 3
    }
  }

  /// Retries that can be counted.
  package var mostMax: Int { Int(mask) }
}

/// When a lead is dialled again after one outcome, and how often for it at most.
package struct RetryRule: Sendable, Hashable {
  package var after: Duration
  package var most: Int

  package init(after: Duration, most: Int) {
    precondition(after >= .zero, "a retry comes after its attempt")
    precondition((0...Self.mostMax).contains(most), "a retry count is 0 to \(Self.mostMax)")
    self.after = after
    self.most = most
  }

  /// Six bits of a lead's account.
  package static let mostMax = 63
}

/// How often a campaign tries a lead.
package struct RetryPolicy: Sendable, Hashable {
  /// In all, the first one included.
  package let attemptsMax: Int
  /// By reason, in the order of declaration; nil for no retry.
  private let rules: [RetryRule?]

  /// One attempt and no more.
  package static let none = RetryPolicy(attemptsMax: 1) { _ in nil }

  package init(attemptsMax: Int, rule: (RetryReason) -> RetryRule?) {
    precondition((1...255).contains(attemptsMax), "a lead has 1 to 255 attempts")
    self.attemptsMax = attemptsMax
    rules = RetryReason.allCases.map(rule)
  }

  package func rule(_ reason: RetryReason) -> RetryRule? { rules[reason.rawValue] }
}
