package import VoicePipeline

/// One rule: how often it was applied, how often it held a dial back, how often it was broken.
package struct ComplianceFacts: Sendable {
  package var rule: String
  package var checked: Int
  package var heldBack: Int
  package var violations: Int

  package init(rule: String, checked: Int, heldBack: Int, violations: Int) {
    self.rule = rule
    self.checked = checked
    self.heldBack = heldBack
    self.violations = violations
  }
}

/// The lead file and what became of its rows.
package struct LeadFacts: Sendable {
  /// As in the scenario file.
  package var file: String
  /// SHA-256 of the file, hexadecimal.
  package var digest: String
  package var rows: Int
  package var accepted: Int
  /// Reason and number, in falling order of number, then by reason.
  package var rejected: [(reason: String, count: Int)]
  /// How the file was read: encoding and separator, or the sheet.
  package var format: String
  /// What of it was not read, and what else its owner should know, a sentence each.
  package var notes: [String]

  package init(
    file: String,
    digest: String,
    rows: Int,
    accepted: Int,
    rejected: [(reason: String, count: Int)],
    format: String,
    notes: [String]
  ) {
    self.file = file
    self.digest = digest
    self.rows = rows
    self.accepted = accepted
    self.rejected = rejected
    self.format = format
    self.notes = notes
  }
}

/// One condition under which the run may be judged.
package struct ValidityCheck: Sendable {
  package var passed: Bool
  package var text: String

  package init(passed: Bool, text: String) {
    self.passed = passed
    self.text = text
  }
}

/// A published claim and what the run, its replications or its arms measured.
package struct ClaimFacts: Sendable {
  package var id: String
  package var quote: String
  package var source: String
  package var metric: String
  /// What `claimed` and `samples` are in, such as `calls` or `ms`; empty for a pure number.
  package var unit: String
  /// Nil for a claim that compares arms.
  package var claimed: ClosedRange<Double>?
  package var finding: ClaimFinding
  /// What the scenario's author expects; another finding fails the run.
  package var expected: ClaimFinding
  /// One sentence with the numbers.
  package var sentence: String
  /// Name and value of each figure behind the finding.
  package var figures: [(name: String, value: String)]
  /// One value per replication.
  package var samples: [Double]
  /// Of a claim that compares arms.
  package var comparison: ComparisonFacts?

  package init(
    id: String,
    quote: String,
    source: String,
    metric: String,
    unit: String,
    claimed: ClosedRange<Double>?,
    finding: ClaimFinding,
    expected: ClaimFinding,
    sentence: String,
    figures: [(name: String, value: String)],
    samples: [Double],
    comparison: ComparisonFacts? = nil
  ) {
    self.id = id
    self.quote = quote
    self.source = source
    self.metric = metric
    self.unit = unit
    self.claimed = claimed
    self.finding = finding
    self.expected = expected
    self.sentence = sentence
    self.figures = figures
    self.samples = samples
    self.comparison = comparison
  }
}
