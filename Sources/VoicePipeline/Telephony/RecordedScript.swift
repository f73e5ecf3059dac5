internal import SimCore

/// A recording that answers for a campaign: no agent talks, and no model is asked.
package struct RecordedScript: Sendable, Hashable {
  /// What the recording is for.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A message, and the call is over.
    case prerecorded
    /// A menu, whose keys decide.
    case ivr
  }

  package var kind: Kind
  package var length: Duration
  /// How long a key is waited for after the last word.
  package var wait: Duration
  /// Puts the number on the do-not-call list (47 CFR 64.1200(b)(3)).
  package var optOut: Character = "9"
  /// Asks for an agent; no key of a message does.
  package var transfer: Character? { kind == .ivr ? "1" : nil }

  package init(_ kind: Kind, length: Duration, wait: Duration) {
    self.kind = kind
    self.length = length
    self.wait = wait
  }
}

/// How a call ended that a recording has answered for.
package enum ScriptEnding: Int, Sendable, Hashable, CaseIterable {
  /// It was played to its end, and no key was pressed.
  case heard
  /// Who answered has hung up before.
  case hungUp
  case optedOut
  /// An agent was asked for.
  case transferred
  /// A machine has answered.
  case machine
  /// The line has failed.
  case failed
}

/// What the calls of a campaign came to, and what they cost.
package struct CampaignCosts: Sendable {
  /// Calls that have done what the campaign calls for; those of people only.
  package private(set) var resolved = 0
  /// Calls that people answered.
  package private(set) var answered = 0
  /// Answer to end of all answered calls, machines included.
  package private(set) var held = Duration.zero
  /// Of models.
  package private(set) var models = Nanodollars.zero
  /// Of minutes, at the price of the carriers.
  package private(set) var line = Nanodollars.zero
  private var endings = [Int](repeating: 0, count: ScriptEnding.allCases.count)

  package init() {}

  package mutating func take(_ call: AttemptResult) {
    if call.outcome.isHumanAnswer { answered += 1 }
    if call.cost.isResolved { resolved += 1 }
    held += call.cost.held
    models += call.cost.models
    line += call.cost.line
    if let ending = call.script { endings[ending.rawValue] += 1 }
  }

  mutating func merge(_ other: CampaignCosts) {
    resolved += other.resolved
    answered += other.answered
    held += other.held
    models += other.models
    line += other.line
    for index in endings.indices { endings[index] += other.endings[index] }
  }

  package func count(of ending: ScriptEnding) -> Int { endings[ending.rawValue] }

  package var total: Nanodollars { models + line }

  /// In US dollars; nil when no call was resolved.
  package var perResolved: Double? { resolved > 0 ? total.dollars / Double(resolved) : nil }
}

/// What one call came to, and what it cost.
package struct CallCost: Sendable, Hashable {
  package var isResolved = false
  package var held = Duration.zero
  package var models = Nanodollars.zero
  package var line = Nanodollars.zero

  package init() {}
}
