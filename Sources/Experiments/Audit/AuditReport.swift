internal import RunReports
internal import SimCore
package import VoicePipeline

/// What verifying one log came to.
package struct AuditReport: Sendable {
  /// As the user named it.
  let path: String
  let file: String
  let verdict: AuditVerdict
  /// A date on which to ask for the log's retention, such as `2031-03-02`.
  let day: String?
  /// Of a run directory.
  var access: AccessReport?

  package init(path: String, file: String, verdict: AuditVerdict, day: String?) {
    self.path = path
    self.file = file
    self.verdict = verdict
    self.day = day
  }

  package var isWhole: Bool {
    if case .broken = access { return false }
    if case .whole = verdict { return true }
    return false
  }

  /// Whether the log need not be kept any more on the day that was asked for.
  package var isPastRetention: Bool {
    guard case .whole(let log) = verdict, let day else { return false }
    // Dates of RFC 3339 sort as they follow each other.
    return log.header.retainUntilText <= day
  }

  package var text: String {
    switch verdict {
    case .whole(let log):
      if case .broken(let file, let finding) = access {
        broken(file, finding)
      } else {
        (["\(path): whole"] + lines(log)).joined(separator: "\n") + "\n"
      }
    case .broken(let finding): broken(file, finding)
    case .foreign: "\(path): no audit log\n"
    }
  }

  private func broken(_ file: String, _ finding: AuditFinding) -> String {
    "\(path): broken\n  \(file)\(finding.line.map { ":\($0)" } ?? ""): \(finding.text)\n"
  }

  private func lines(_ log: AuditSummary) -> [String] {
    let dials = log.rows.count { $0.event == AuditEvent.dialled.rawValue }
    let held = log.rows.count { $0.event == AuditEvent.heldBack.rawValue }
    return [
      "  \(count(log.entries)) entries of \(log.header.run), seed \(log.header.seed), from "
        + "\(log.header.start.text()) on",
      "  \(count(dials)) dials, each with its end; \(count(held)) held back; no number in clear",
      "  head \(log.head)",
      "  \(retention(log.header))",
    ] + accessLines
  }

  private var accessLines: [String] {
    guard case .whole(let log) = access, !log.rows.isEmpty else { return [] }
    let opened = log.rows.count { $0.action == .opened }
    let purged = log.rows.count { $0.action == .purged }
    return [
      "  access log: \(Figures.counted(opened, "call")) opened, "
        + "\(Figures.counted(purged, "file")) purged; "
        + "head \(log.headText)"
    ]
  }

  private func count(_ value: Int) -> String { FixedDecimal.grouped(value) }

  private func retention(_ header: AuditHeader) -> String {
    let until = header.retainUntilText
    let lead = "retention \(header.retention), \(header.retentionYears) years: "
    guard let day else { return lead + "to be kept until \(until)" }
    return lead
      + (isPastRetention
        ? "past it on \(day), since \(until)" : "on \(day) still to be kept, until \(until)")
  }
}

/// What the access log of a run directory and the files of its calls came to.
enum AccessReport: Sendable {
  case whole(AccessLog)
  case broken(file: String, AuditFinding)
}
