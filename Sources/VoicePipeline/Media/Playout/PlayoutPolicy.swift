/// How an adaptive jitter buffer trades delay for late frames; times in µs.
package struct PlayoutPolicy: Sendable, Hashable {
  /// Over the delay of the first frame, until enough frames have shown how delays vary.
  package var depthStart: Int
  package var depthMin: Int
  package var depthMax: Int
  /// Share of the frames that may come late, in 1/1024.
  package var lateShare: Int
  /// Room for frames that came early, over the depth: beyond it they are discarded.
  package var roomForEarly: Int
  /// Whether frames carry the one before them at a lower rate (Opus in-band FEC, RFC 6716 clause
  /// 2.1.7), which then need not be concealed.
  package var usesRedundancy: Bool

  package init(
    depthStart: Int = 40_000,
    depthMin: Int = 20_000,
    depthMax: Int = 200_000,
    lateShare: Int = 10,
    roomForEarly: Int = 300_000,
    usesRedundancy: Bool = false
  ) {
    // Redundancy comes a frame later than what it mends: a shallower buffer never gets to use it.
    let least = usesRedundancy ? max(depthMin, Self.depthForRedundancy) : depthMin
    self.depthMin = least
    self.depthStart = max(depthStart, least)
    precondition(0 < depthMin && depthMin <= depthMax && least <= depthMax, "no depth")
    precondition(depthStart <= depthMax, "no depth to start with")
    self.depthMax = depthMax
    self.lateShare = lateShare
    self.roomForEarly = roomForEarly
    self.usesRedundancy = usesRedundancy
  }

  /// A frame, and what the buffer's measurement of delays is off by at most.
  package static let depthForRedundancy = 25_000

  /// Frames in a row that had to be concealed, the last one late, after which the playout point
  /// moves in mid-speech: what is played from there on is stretched.
  package static let concealedRunMax = 4
}
