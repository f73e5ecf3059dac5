package import VoicePipeline

/// The audit log of a run.
package struct AuditFacts: Sendable {
  package var entries: Int
  /// The chain value of the last entry, hexadecimal.
  package var head: String
  /// The chain value of the seal, on which every byte of the log hangs.
  package var seal: String
  /// SHA-256 of `audit.csv`, hexadecimal.
  package var digest: String
  package var retention: RetentionClass
  /// The first day on which the log need not be kept any more, such as `2031-03-02`.
  package var retainUntil: String

  package init(
    entries: Int,
    head: String,
    seal: String,
    digest: String,
    retention: RetentionClass,
    retainUntil: String
  ) {
    self.entries = entries
    self.head = head
    self.seal = seal
    self.digest = digest
    self.retention = retention
    self.retainUntil = retainUntil
  }
}
