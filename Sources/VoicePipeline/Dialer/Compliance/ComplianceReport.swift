/// What the compliance of a run's campaigns came to.
package struct ComplianceReport: Sendable, Hashable {
  /// One for each check, over all campaigns.
  package var tallies: [ComplianceTally]
  /// Dials that the audit looked at.
  package var dials: Int
  /// Texts that the audit looked at, and rules that they broke.
  package var texts: Int
  package var textViolations: Int
  /// Calls and texts to one debtor within one window of the cap, at most.
  package var contactsMax: Int
  /// By rule, in the order of declaration.
  fileprivate var violations: [Int]

  /// Adds up what the gates counted, beside what the audit found.
  init(gates: [[ComplianceTally]], audit: ComplianceAudit) {
    var sums = ComplianceCheck.allCases.map { ComplianceTally(check: $0) }
    for tallies in gates {
      for (index, tally) in tallies.enumerated() {
        sums[index].checked += tally.checked
        sums[index].heldBack += tally.heldBack
      }
    }
    tallies = sums
    dials = audit.dials
    texts = audit.texts
    textViolations = audit.textViolations
    contactsMax = audit.contactsMax
    violations = ComplianceRule.allCases.map { audit.violations(of: $0) }
  }

  /// Of a zone that has people of its own: nobody is called from two.
  package mutating func merge(_ other: ComplianceReport) {
    for (index, tally) in other.tallies.enumerated() {
      tallies[index].checked += tally.checked
      tallies[index].heldBack += tally.heldBack
    }
    dials += other.dials
    texts += other.texts
    textViolations += other.textViolations
    contactsMax = max(contactsMax, other.contactsMax)
    for index in violations.indices { violations[index] += other.violations[index] }
  }

  package func violations(of rule: ComplianceRule) -> Int { violations[rule.rawValue] }

  /// Of all rules.
  package var violationsTotal: Int { violations.reduce(0, +) }
}
