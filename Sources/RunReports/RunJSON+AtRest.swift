import SimCore
import VoicePipeline

extension RunJSON {
  /// What `simrun audit purge` and `breach` go by.
  static func atRest(_ facts: AtRestFacts) -> JSONValue {
    .object([
      .init("cipher", facts.key == nil ? .null : .string(SealedFile.cipherName)),
      .init("key", facts.key.map(JSONValue.string) ?? .null),
      .init("keep_media_days", .integer(facts.media.days)),
      .init("keep_media_grade", .string(facts.media.provenance.grade.rawValue)),
      .init("keep_media_source", .string(facts.media.provenance.source)),
      .init("media_until", .string(facts.mediaEnd)),
    ])
  }
}
