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

  /// Nil for an outcome that ends the matter.
  package init?(_ outcome: CallOutcome) {
    switch outcome {
    case .busy: self = .busy
    case .noAnswer: self = .noAnswer
    case .voicemail: self = .voicemail
    case .throttled, .carrierFailure: self = .failed
    case .blocked: self = .blocked
    case .callback: self = .callback
    case .completed, .abandoned, .cutOff, .failed, .unfinished, .unobtainable, .declined,
      .transferred:
      return nil
    }
  }
}

// How a lead's account counts its retries: 32 bits for all reasons.
extension RetryReason {
  /// Whoever answered was reached, whatever has come of it.
  var isReached: Bool { self == .blocked || self == .callback }

  /// Of its first bit.
  var shift: UInt32 { UInt32(rawValue) * 6 }

  /// Promises are few: two bits are left for them.
  var mask: UInt32 { self == .callback ? 3 : 63 }

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
