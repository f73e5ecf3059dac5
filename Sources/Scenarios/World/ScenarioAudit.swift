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
      run: zone.place.count > 1
        ? "\(name), zone \(zone.place.index + 1) of \(zone.place.count)" : name,
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
    RetentionClass(
      name: audit.preset,
      years: audit.keepYears,
      provenance: provenance(of: "audit.keep_years")
    )
  }

  /// For how long the words and voices of the calls are kept.
  package var mediaRetention: MediaRetention {
    MediaRetention(days: audit.keepMedia, provenance: provenance(of: "audit.keep_media"))
  }

  /// The day on which they have to go, such as `2026-04-01`.
  package var mediaEnd: String { mediaRetention.end(after: start.advanced(by: duration)) }

  private func provenance(of path: String) -> Provenance {
    assumptions.first { $0.path == path }?.provenance
      ?? Provenance(grade: .default, source: "simrun default")
  }

  /// Every rule of the file with its value.
  private var policy: String {
    let lead = "compliance."
    return assumptions.filter { $0.path.hasPrefix(lead) }
      .map { "\($0.path.dropFirst(lead.count)) \($0.value)" }
      .joined(separator: ", ")
  }
}
