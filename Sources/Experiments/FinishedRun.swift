package import RunReports

/// A run whose directory stands complete on disk.
package struct FinishedRun: Sendable {
  package var facts: RunFacts
  /// The run directory, as a path that the user can open from where the command was started.
  package var directory: String

  package init(facts: RunFacts, directory: String) {
    self.facts = facts
    self.directory = directory
  }
}

/// Whether a replay of a run directory came to the same bytes.
package struct ReplayOutcome: Sendable, Hashable {
  package var identical: Bool
  /// One sentence for each thing that differs: the digests, the build, an input file.
  package var differences: [String]
  /// Digest in the run directory, hexadecimal.
  package var recordedDigest: String
  /// Digest of the replay, hexadecimal.
  package var observedDigest: String

  package init(
    identical: Bool,
    differences: [String],
    recordedDigest: String,
    observedDigest: String
  ) {
    self.identical = identical
    self.differences = differences
    self.recordedDigest = recordedDigest
    self.observedDigest = observedDigest
  }
}
