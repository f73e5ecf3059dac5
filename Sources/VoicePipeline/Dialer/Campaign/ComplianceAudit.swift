package import SimCore

/// Counts the dials that broke a rule, whatever the gate said.
///
/// It derives the truth anew, from the number and the calendar, with none of the gate's code: a
/// gate that errs shows here.
package struct ComplianceAudit: Sendable {
  private let policy: CompliancePolicy
  private let zoneSets: ZoneSets
  private let registry: DoNotCallRegistry
  private let start: UnixInstant
  private var counts = [Int](repeating: 0, count: ComplianceRule.allCases.count)
  /// Dials that were looked at.
  package private(set) var dials = 0

  package init(
    policy: CompliancePolicy,
    zoneSets: ZoneSets,
    registry: DoNotCallRegistry,
    start: UnixInstant
  ) {
    self.policy = policy
    self.zoneSets = zoneSets
    self.registry = registry
    self.start = start
  }

  package func violations(of rule: ComplianceRule) -> Int { counts[rule.rawValue] }

  /// Looks at a dial that has been made.
  package mutating func record(_ lead: Lead, at time: SimInstant) {
    dials += 1
    for rule in ComplianceRule.allCases where isBroken(rule, lead, at: time) {
      counts[rule.rawValue] += 1
    }
  }

  private func isBroken(_ rule: ComplianceRule, _ lead: Lead, at time: SimInstant) -> Bool {
    switch rule {
    case .consent: return policy.requiresConsent && lead.consent != .granted
    case .doNotCall:
      return lead.isOnDoNotCallList || registry.joining(of: lead.key) <= time
    case .callingHours:
      let areaZones = AreaCodes.zones(of: lead.phone.areaCode)?.zones ?? []
      let zones = areaZones + zoneSets[lead.zones]
      return zones.isEmpty || zones.contains { isForbidden(in: $0, at: time) }
    }
  }

  /// Whether the clock on the wall, read as a person reads it, shows a forbidden hour.
  private func isForbidden(in zone: ZoneID, at time: SimInstant) -> Bool {
    let wall = zone.civil(at: start.at(time).seconds)
    let opening = policy.hours.secondsOfDay.lowerBound
    let closing = policy.hours.secondsOfDay.upperBound
    let now = (wall.hour, wall.minute, wall.second)
    return now < (opening / 3_600, opening / 60 % 60, opening % 60)
      || now >= (closing / 3_600, closing / 60 % 60, closing % 60)
  }
}
