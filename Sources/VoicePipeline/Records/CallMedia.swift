/// How the media of one call arrived, in both directions.
package struct CallMedia: Sendable, Hashable {
  /// At the agent: what the recognizer has to work with.
  package var uplink: LegMedia
  /// At the caller's ear.
  package var downlink: LegMedia
  /// Over the quality at the agent; nil where nobody watches it.
  package var alarms: QualityAlarms?

  package init(uplink: LegMedia, downlink: LegMedia) {
    self.uplink = uplink
    self.downlink = downlink
  }
}

/// How one direction of a call arrived.
package struct LegMedia: Sendable, Hashable {
  package var counts: PlayoutCounts
  /// RFC 3550 interarrival jitter at the end of the call (clause 6.4.1).
  package var jitter: Duration
  /// From sending to playing, in the mean over all spurts.
  package var playoutDelay: Duration
  /// The E-model's rating of the whole call; nil where nothing was said.
  package var rating: Double?
  /// Of the worst 8 s of speech; nil for calls that have less of it.
  package var worstRating: Double?
  package var duplicates: Int
  package var reordered: Int
  package var retransmitted: Int

  package init(
    counts: PlayoutCounts,
    jitter: Duration = .zero,
    playoutDelay: Duration = .zero,
    rating: Double? = nil,
    worstRating: Double? = nil,
    duplicates: Int = 0,
    reordered: Int = 0,
    retransmitted: Int = 0
  ) {
    self.counts = counts
    self.jitter = jitter
    self.playoutDelay = playoutDelay
    self.rating = rating
    self.worstRating = worstRating
    self.duplicates = duplicates
    self.reordered = reordered
    self.retransmitted = retransmitted
  }

  package var score: OpinionScore? { rating.map { OpinionScore(rating: $0) } }
}
