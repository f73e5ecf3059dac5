/// What has become of a lead; at any time each lead is in exactly one of these.
package enum LeadState: UInt8, Sendable, Hashable, CaseIterable {
  /// In the queue, not dialled so far.
  case waiting
  /// Not queued: no consent is on record.
  case withoutConsent
  /// Not queued: on a do-not-call list.
  case listed
  case calling
  /// Dialled, and to be dialled again.
  case retrying
  /// A person has answered.
  case reached
  /// No further dial would help: not in service, or declined.
  case unreachable
  /// Nobody was reached in all the attempts that the campaign makes.
  case exhausted
  /// Taken out of the queue: the person has joined a do-not-call list, or never may be called.
  case barred

  /// As a report names it.
  package var label: String {
    switch self {
    case .waiting: "waiting"
    case .withoutConsent: "without consent"
    case .listed: "on a do-not-call list"
    case .calling: "in a call"
    case .retrying: "to be tried again"
    case .reached: "reached"
    case .unreachable: "unreachable"
    case .exhausted: "given up"
    case .barred: "barred while waiting"
    }
  }
}

/// The account of a campaign's leads: no lead is lost, and none is called out of turn.
package struct LeadLedger: Sendable {
  private let policy: RetryPolicy
  private let defect: PlantedDefect?
  private var states: [LeadState]
  /// Attempts so far, by lead; empty where there is one at most.
  private var attempts: [UInt8]
  /// Retries so far, six bits for each reason; empty where there are none.
  private var retries: [UInt32]

  package init(count: Int, policy: RetryPolicy, defect: PlantedDefect? = nil) {
    self.policy = policy
    self.defect = defect
    states = [LeadState](repeating: .waiting, count: count)
    let counted = policy.attemptsMax > 1 ? count : 0
    attempts = [UInt8](repeating: 0, count: counted)
    retries = [UInt32](repeating: 0, count: counted)
  }

  package subscript(lead: Int) -> LeadState { states[lead] }

  /// Leads in a state.
  package func count(of state: LeadState) -> Int { states.count { $0 == state } }

  /// A lead that may not be queued.
  package mutating func refuse(_ lead: Int, _ rule: ComplianceRule) {
    move(lead, from: [.waiting], to: rule == .doNotCall ? .listed : .withoutConsent)
  }

  /// A queued lead that may never be called any more.
  package mutating func bar(_ lead: Int) {
    move(lead, from: [.waiting, .retrying], to: .barred)
  }

  /// A dial begins; which one it is for its lead, from 0.
  package mutating func begin(_ lead: Int) -> Int {
    move(lead, from: [.waiting, .retrying], to: .calling)
    guard !attempts.isEmpty else { return 0 }
    attempts[lead] += 1
    return Int(attempts[lead]) - 1
  }

  /// A dial has ended; the time until the next one, if there is to be one.
  package mutating func end(_ lead: Int, _ outcome: CallOutcome) -> Duration? {
    guard let reason = RetryReason(outcome) else {
      let isVain = outcome == .unobtainable || outcome == .declined
      move(lead, from: [.calling], to: isVain ? .unreachable : .reached)
      return nil
    }
    guard let rule = policy.rule(reason), !attempts.isEmpty,
      attempts[lead] < policy.attemptsMax
        || defect == .attemptsUnlimited && attempts[lead] < .max,
      retries[lead] >> reason.shift & reason.mask < min(rule.most, reason.mostMax)
    else {
      // Whoever answered and found nobody was reached all the same.
      move(lead, from: [.calling], to: reason.isReached ? .reached : .exhausted)
      return nil
    }
    retries[lead] += 1 << reason.shift
    move(lead, from: [.calling], to: .retrying)
    return rule.after
  }

  private mutating func move(_ lead: Int, from allowed: [LeadState], to state: LeadState) {
    precondition(
      allowed.contains(states[lead]),
      "lead \(lead) is \(states[lead]), and cannot become \(state)"
    )
    states[lead] = state
  }
}
