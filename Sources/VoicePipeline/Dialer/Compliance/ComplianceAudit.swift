package import SimCore

/// Counts the dials that broke a rule, whatever the gates said.
///
/// It derives the truth anew, from the number, the calendar and what it has seen of the calls, with
/// none of a gate's code: a gate that errs shows here. One audit looks at all campaigns.
package struct ComplianceAudit: Sendable {
  private var registry: DoNotCallRegistry
  private let start: UnixInstant
  private var counts = [Int](repeating: 0, count: ComplianceRule.allCases.count)
  /// Of the people to whom a cap applies.
  private var debtors: [UInt64: Debtor] = [:]
  /// Answered by a person, and of these without an agent, by campaign and period of 30 days.
  private var periods: [[(live: Int, abandoned: Int)]] = []
  /// Dials that were looked at.
  package private(set) var dials = 0
  /// Texts that were looked at, and rules that they broke.
  package private(set) var texts = 0
  package private(set) var textViolations = 0
  /// Calls and texts to one debtor within one window, at most.
  package private(set) var contactsMax = 0

  package init(registry: DoNotCallRegistry, start: UnixInstant) {
    self.registry = registry
    self.start = start
  }

  /// Dials and texts that broke a rule; for abandonment, campaigns and periods.
  package func violations(of rule: ComplianceRule) -> Int {
    guard rule == .abandonment else { return counts[rule.rawValue] }
    return periods.reduce(0) { sum, campaign in
      sum + campaign.count { Double($0.abandoned) > 0.03 * Double($0.live) }
    }
  }

  /// Looks at a dial that has been made.
  package mutating func record(
    _ lead: Lead,
    zones: [ZoneID],
    policy: CompliancePolicy,
    at time: SimInstant
  ) {
    dials += 1
    if policy.requiresConsent, !lead.consent.isGranted { add(.consent) }
    if policy.requiresWrittenConsent, lead.consent != .written { add(.writtenConsent) }
    look(at: lead, zones: zones, policy: policy, time)
  }

  /// Looks at a text that has been sent.
  package mutating func record(
    textTo lead: Lead,
    zones: [ZoneID],
    policy: CompliancePolicy,
    at time: SimInstant
  ) {
    texts += 1
    let before = counts.reduce(0, +)
    if lead.smsConsent != .granted { add(.smsConsent) }
    look(at: lead, zones: zones, policy: policy, time)
    textViolations += counts.reduce(0, +) - before
  }

  /// What holds for calls and texts alike.
  private mutating func look(
    at lead: Lead,
    zones: [ZoneID],
    policy: CompliancePolicy,
    _ time: SimInstant
  ) {
    if lead.isOnDoNotCallList || registry.joining(of: lead.key) <= time { add(.doNotCall) }
    let zones = (AreaCodes.zones(of: lead.phone.areaCode)?.zones ?? []) + zones
    if zones.isEmpty || zones.contains(where: { isForbidden(in: $0, at: time, policy) }) {
      add(.callingHours)
    }
    guard let cap = policy.frequency else { return }
    let day = start.at(time).seconds / 86_400
    let days = cap.window.nanoseconds / 86_400_000_000_000
    var debtor = debtors[lead.phone.digits] ?? Debtor()
    debtor.days.removeAll { $0 <= day - days }
    debtor.days.append(day)
    contactsMax = max(contactsMax, debtor.days.count)
    if debtor.days.count > cap.most { add(.callFrequency) }
    if let conversed = debtor.conversed, conversed.duration(to: time) < cap.pause {
      add(.afterConversation)
    }
    debtors[lead.phone.digits] = debtor
  }

  /// A person has asked not to be called any more.
  package mutating func list(_ phone: PhoneNumber, at now: SimInstant) {
    registry.list(phone, at: now)
  }

  /// Looks at a call that has ended.
  package mutating func record(
    _ call: AttemptResult,
    to phone: PhoneNumber,
    of campaign: Int,
    policy: CompliancePolicy
  ) {
    if call.outcome == .noAnswer, let rang = call.rang,
      rang.duration(to: call.ended) < policy.ringMin
    {
      add(.ringTime)
    }
    guard call.outcome.isHumanAnswer, let answered = call.answered else { return }
    if policy.frequency != nil, call.outcome != .blocked {
      debtors[phone.digits, default: Debtor()].conversed = call.ended
    }
    let period = Int(answered.nanoseconds / (30 * 86_400 * 1_000_000_000))
    while periods.count <= campaign { periods.append([]) }
    while periods[campaign].count <= period { periods[campaign].append((0, 0)) }
    periods[campaign][period].live += 1
    if call.outcome == .blocked { periods[campaign][period].abandoned += 1 }
  }

  private mutating func add(_ rule: ComplianceRule) { counts[rule.rawValue] += 1 }

  /// Whether the clock on the wall, read as a person reads it, shows a forbidden hour.
  private func isForbidden(
    in zone: ZoneID,
    at time: SimInstant,
    _ policy: CompliancePolicy
  ) -> Bool {
    let wall = zone.civil(at: start.at(time).seconds)
    let opening = policy.hours.secondsOfDay.lowerBound
    let closing = policy.hours.secondsOfDay.upperBound
    let now = (wall.hour, wall.minute, wall.second)
    return now < (opening / 3_600, opening / 60 % 60, opening % 60)
      || now >= (closing / 3_600, closing / 60 % 60, closing % 60)
  }
}

private struct Debtor: Sendable {
  /// Days since 1970 of calls and texts, as far as they may count.
  var days: [Int64] = []
  var conversed: SimInstant?
}
