internal import SimCore
package import VoicePipeline

extension Scenario {
  /// The empty audit log of a run with a seed.
  func auditLog(
    seed: UInt64,
    subjects: SubjectKey?,
    compress: @escaping RecordTable.Compressor
  ) -> AuditLog {
    let header = AuditHeader(
      run: name,
      seed: seed,
      scenarioDigest: SHA256.hex(of: Array(resolvedText.utf8)),
      start: start,
      duration: duration,
      policy: policy,
      retention: retention
    )
    return AuditLog(
      header: header,
      subjects: subjects ?? SubjectKey(seed: seed),
      compress: compress
    )
  }

  /// The class of the audit log, with where its years come from.
  package var retention: RetentionClass {
    let years = assumptions.first { $0.path == "audit.keep_years" }
    return RetentionClass(
      name: audit.preset,
      years: audit.keepYears,
      provenance: years?.provenance ?? Provenance(grade: .default, source: "simrun default")
    )
  }

  /// Every rule of the file with its value.
  private var policy: String {
    let lead = "compliance."
    return assumptions.filter { $0.path.hasPrefix(lead) }
      .map { "\($0.path.dropFirst(lead.count)) \($0.value)" }
      .joined(separator: ", ")
  }
}
