package import SimCore

/// How the audio of many calls arrived, in one direction.
package struct MediaCounts: Sendable {
  package var calls = 0
  package private(set) var frames = PlayoutCounts()
  package private(set) var duplicates = 0
  package private(set) var reordered = 0
  package private(set) var retransmitted = 0
  /// Of whole calls, and of the worst 8 s of each that is as long.
  package private(set) var scores = ScoreHistogram()
  package private(set) var worstScores = ScoreHistogram()
  /// RFC 3550 interarrival jitter at the end of each call.
  package private(set) var jitter = LatencyHistogram()
  /// From sending to playing, buffers included.
  package private(set) var playoutDelay = LatencyHistogram()

  package init() {}

  mutating func merge(_ other: MediaCounts) {
    calls += other.calls
    frames = frames + other.frames
    duplicates += other.duplicates
    reordered += other.reordered
    retransmitted += other.retransmitted
    scores += other.scores
    worstScores += other.worstScores
    jitter.merge(other.jitter)
    playoutDelay.merge(other.playoutDelay)
  }

  mutating func add(_ leg: LegMedia) {
    calls += 1
    frames = frames + leg.counts
    duplicates += leg.duplicates
    reordered += leg.reordered
    retransmitted += leg.retransmitted
    if let score = leg.score { scores.record(score) }
    if let worst = leg.worstRating { worstScores.record(OpinionScore(rating: worst)) }
    guard leg.counts.frames > 0 else { return }
    jitter.record(leg.jitter)
    playoutDelay.record(leg.playoutDelay)
  }
}

/// Both directions of the calls of one carrier.
package struct CarrierMedia: Sendable {
  package let carrier: String
  package internal(set) var uplink = MediaCounts()
  package internal(set) var downlink = MediaCounts()

  init(carrier: String) { self.carrier = carrier }

  mutating func merge(_ other: CarrierMedia) {
    uplink.merge(other.uplink)
    downlink.merge(other.downlink)
  }

  mutating func add(_ media: CallMedia) {
    uplink.add(media.uplink)
    downlink.add(media.downlink)
  }
}
