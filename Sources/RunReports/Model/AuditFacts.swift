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

  /// Logs of zones that share nothing, one each; what is said of one log else is that of all.
  package var zones = 1

  /// `audit.csv.gz`, or `audit-07.csv.gz` for the seventh of several zones.
  package static func fileName(zone: Int, of zones: Int) -> String {
    guard zones > 1 else { return "audit.csv.gz" }
    let number = String(zone + 1)
    let width = String(zones).count
    return "audit-" + String(repeating: "0", count: width - number.count) + number + ".csv.gz"
  }

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
