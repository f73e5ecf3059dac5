internal import RunReports
internal import VoicePipeline

extension ComplianceReport {
  /// One row for each check; the violations of a rule stand with the last check of that rule.
  ///
  /// Rules that no dial touched are left out, but for those that hold for every dial.
  var facts: [ComplianceFacts] {
    let checks = tallies.enumerated().map { index, tally in
      let isLast = !tallies[(index + 1)...].contains { $0.check.rule == tally.check.rule }
      return ComplianceFacts(
        rule: tally.check.label,
        checked: tally.checked,
        heldBack: tally.heldBack,
        violations: isLast ? violations(of: tally.check.rule) : 0
      )
    }
    let ringing = ComplianceFacts(
      rule: ComplianceRule.ringTime.label,
      checked: dials,
      heldBack: 0,
      violations: violations(of: .ringTime)
    )
    return checks.filter { $0.checked > 0 || $0.violations > 0 } + [ringing]
  }
}
