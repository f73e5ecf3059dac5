internal import SimCore

/// The texts of one campaign: how many each lead has coming, and what became of them.
struct TextLedger: Sendable {
  let policy: TextPolicy?
  var account = TextAccount()
  /// Texts planned so far, by lead; looked up only.
  private var planned: [Int: Int] = [:]

  init(_ policy: TextPolicy?) { self.policy = policy }

  /// Plans a text after a call; when, if there is to be one.
  mutating func plan(_ lead: Int, after outcome: CallOutcome) -> Duration? {
    guard let policy, let reason = TextReason(outcome), policy.reasons.contains(reason),
      planned[lead, default: 0] < policy.most
    else { return nil }
    planned[lead, default: 0] += 1
    account.planned += 1
    return policy.delay
  }
}

/// What is to be done about a text that has fallen due.
enum TextDecision {
  case send
  case wait(until: SimInstant)
  case drop(TextDropReason)
  case heldBack(ComplianceRule, until: SimInstant?)
}

extension Campaign {
  /// Decides on a text that has fallen due.
  mutating func decideText(
    to lead: Int,
    at now: SimInstant,
    contacts: ContactLedger
  ) -> TextDecision {
    if isHalted { return .drop(.halted) }
    if now >= settings.limits.end { return .drop(.tooLate) }
    switch ledger[lead] {
    case .reached, .unreachable: return .drop(.overtaken)
    // Nobody texts a person whose phone is ringing.
    case .calling: return .wait(until: now.advanced(by: Self.patience))
    default: break
    }
    guard case .heldBack(let rule, let until) = clearText(leads[lead], at: now, contacts: contacts)
    else { return .send }
    // What may go out only after the end of the plan never does.
    return .heldBack(rule, until: until.flatMap { $0 < settings.limits.end ? $0 : nil })
  }

  /// How long a text waits for a call that is underway, before it is looked at again.
  private static let patience = Duration.seconds(60)

  /// A text that a rule holds back.
  func textHeld(
    _ lead: Lead,
    by rule: ComplianceRule,
    until: SimInstant?,
    at now: SimInstant
  ) -> AuditEntry {
    var entry = held(lead, by: rule, until: until, at: now)
    if rule == .smsConsent {
      entry.data = .text(
        "text; consent \(lead.smsConsent == .refused ? "refused" : "not on record")"
      )
    }
    return entry
  }

  /// A text that goes out.
  func textSent(_ lead: Lead, after outcome: CallOutcome, at now: SimInstant) -> AuditEntry {
    let reason = TextReason(outcome)?.rawValue ?? outcome.rawValue
    return AuditEntry(
      .sms,
      by: .dialer,
      at: now,
      campaign: settings.name,
      phone: lead.phone.digits,
      data: .text("after \(reason)")
    )
  }
}
