package import VoicePipeline

/// How the words and voices of a run's calls are kept.
package struct AtRestFacts: Sendable {
  package var media: MediaRetention
  /// The day on which they have to go, such as `2026-04-01`.
  package var mediaEnd: String
  /// The fingerprint of the key that they are sealed under; nil when they stand in clear, with the
  /// numbers masked that people said.
  package var key: String?

  package init(media: MediaRetention, mediaEnd: String, key: String? = nil) {
    self.media = media
    self.mediaEnd = mediaEnd
    self.key = key
  }
}

/// The key that a run's words are sealed under, and what seals.
package struct Sealing: Sendable {
  package var key: SealKey
  package var cipher: any AuthenticatedCipher

  package init(key: SealKey, cipher: any AuthenticatedCipher) {
    self.key = key
    self.cipher = cipher
  }
}
