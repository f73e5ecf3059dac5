/// What became of the frames that a receiver expected.
package struct PlayoutCounts: Sendable, Hashable {
  /// Frames of speech that were sent.
  package var frames = 0
  /// Never arrived.
  package var lost = 0
  /// Arrived after their turn.
  package var late = 0
  /// Arrived before the buffer had room for them.
  package var discarded = 0
  /// Gone, but played from the redundancy in the frame behind.
  package var recovered = 0
  /// Gone and not recovered: what the ear hears is made up.
  package var concealed = 0
  /// Stretches of concealed frames.
  package var bursts = 0
  /// How often the playout point moved in mid-speech, and by how much in all.
  package var stretches = 0
  package var stretchedMicros = 0

  package init() {}

  /// Of all frames; 0 without any.
  package var lossRatio: Double { share(lost) }
  package var concealedRatio: Double { share(concealed) }
  /// Mean length of a burst, in frames; 0 without any.
  package var burstLength: Double { bursts > 0 ? Double(concealed) / Double(bursts) : 0 }

  private func share(_ count: Int) -> Double { frames > 0 ? Double(count) / Double(frames) : 0 }

  package static func + (left: PlayoutCounts, right: PlayoutCounts) -> PlayoutCounts {
    var sum = left
    sum.frames += right.frames
    sum.lost += right.lost
    sum.late += right.late
    sum.discarded += right.discarded
    sum.recovered += right.recovered
    sum.concealed += right.concealed
    sum.bursts += right.bursts
    sum.stretches += right.stretches
    sum.stretchedMicros += right.stretchedMicros
    return sum
  }

  package static func - (left: PlayoutCounts, right: PlayoutCounts) -> PlayoutCounts {
    var rest = left
    rest.frames -= right.frames
    rest.lost -= right.lost
    rest.late -= right.late
    rest.discarded -= right.discarded
    rest.recovered -= right.recovered
    rest.concealed -= right.concealed
    rest.bursts -= right.bursts
    rest.stretches -= right.stretches
    rest.stretchedMicros -= right.stretchedMicros
    return rest
  }
}
