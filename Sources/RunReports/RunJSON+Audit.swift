import SimCore
import VoicePipeline

extension RunJSON {
  /// What `simrun audit verify` holds the log against.
  static func audit(_ facts: AuditFacts) -> JSONValue {
    .object([
      .init("entries", .integer(facts.entries)),
      .init("head", .string(facts.head)),
      .init("seal", .string(facts.seal)),
      .init("digest", .string(facts.digest)),
      .init("retention", .string(facts.retention.name)),
      .init("retention_years", .integer(facts.retention.years)),
      .init("retention_grade", .string(facts.retention.provenance.grade.rawValue)),
      .init("retention_source", .string(facts.retention.provenance.source)),
      .init("retain_until", .string(facts.retainUntil)),
    ])
  }
}
