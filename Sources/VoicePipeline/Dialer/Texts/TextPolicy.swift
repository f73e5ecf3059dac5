internal import SimCore

/// After which calls a person gets a text.
package enum TextReason: String, Sendable, Hashable, Codable, CaseIterable {
  case noAnswer = "no_answer"
  case voicemail

  /// Nil for an outcome that no text follows.
  package init?(_ outcome: CallOutcome) {
    switch outcome {
    case .noAnswer: self = .noAnswer
    case .voicemail: self = .voicemail
    default: return nil
    }
  }
}

/// The texts that follow a campaign's calls.
package struct TextPolicy: Sendable, Hashable {
  package var reasons: [TextReason]
  /// From the end of the call.
  package var delay: Duration
  /// For one lead, in the whole run.
  package var most: Int
  /// Of one text.
  package var price: Nanodollars

  package init(reasons: [TextReason], delay: Duration, most: Int, price: Nanodollars) {
    precondition(delay >= .zero && most >= 0, "a text comes after its call")
    self.reasons = reasons
    self.delay = delay
    self.most = most
    self.price = price
  }
}

/// Why a planned text was never sent, without a rule of law against it.
package enum TextDropReason: Int, Sendable, Hashable, CaseIterable {
  /// A later call has reached the person, or will never reach anybody.
  case overtaken
  /// An operator has paused or stopped the campaign.
  case halted
  /// The campaign's plan was over before it could go out.
  case tooLate

  /// As a report names it.
  package var label: String {
    switch self {
    case .overtaken: "a later call has settled it"
    case .halted: "paused or stopped"
    case .tooLate: "the campaign was over"
    }
  }
}

/// What became of a campaign's texts, over the whole run.
package struct TextAccount: Sendable, Hashable {
  package internal(set) var planned = 0
  package internal(set) var sent = 0
  /// Texts that a rule let go out later only; each as often as it was put off.
  package internal(set) var putOff = 0
  /// By rule, in the order of declaration: texts that were never sent for it.
  private var heldBack = [Int](repeating: 0, count: ComplianceRule.allCases.count)
  private var drops = [Int](repeating: 0, count: TextDropReason.allCases.count)
  package internal(set) var cost = Nanodollars.zero

  package init() {}

  /// Texts that were neither sent nor given up; none once a run is over.
  package var pending: Int { planned - sent - heldBack.reduce(0, +) - drops.reduce(0, +) }

  package func heldBack(by rule: ComplianceRule) -> Int { heldBack[rule.rawValue] }

  package func dropped(for reason: TextDropReason) -> Int { drops[reason.rawValue] }

  mutating func merge(_ other: TextAccount) {
    planned += other.planned
    sent += other.sent
    putOff += other.putOff
    for index in heldBack.indices { heldBack[index] += other.heldBack[index] }
    for index in drops.indices { drops[index] += other.drops[index] }
    cost += other.cost
  }

  mutating func holdBack(_ rule: ComplianceRule) { heldBack[rule.rawValue] += 1 }

  mutating func drop(_ reason: TextDropReason) { drops[reason.rawValue] += 1 }

  mutating func send(at price: Nanodollars) {
    sent += 1
    cost += price
  }
}
