package import SimCore

/// For how long the words and voices of calls may be kept, which is mostly much shorter than their
/// log has to be.
package struct MediaRetention: Sendable, Hashable {
  package var days: Int
  package var provenance: Provenance

  package init(days: Int, provenance: Provenance) {
    self.days = days
    self.provenance = provenance
  }

  /// The day on which they have to go, such as `2026-04-01`, when the last dial may start at an
  /// instant.
  package func end(after last: UnixInstant) -> String {
    var text = TextBuffer()
    text.date(CivilDateTime(unixSeconds: last.seconds + 86_400 * Int64(days)))
    return text.contents
  }
}
