internal import RunReports
internal import VoicePipeline

extension ComplianceReport {
  /// One row for each check; the violations of a rule stand with the last check of that rule.
  var facts: [ComplianceFacts] {
    tallies.enumerated().map { index, tally in
      let isLast = !tallies[(index + 1)...].contains { $0.check.rule == tally.check.rule }
      return ComplianceFacts(
        rule: tally.check.label,
        checked: tally.checked,
        heldBack: tally.heldBack,
        violations: isLast ? violations(of: tally.check.rule) : 0
      )
    }
  }
}
