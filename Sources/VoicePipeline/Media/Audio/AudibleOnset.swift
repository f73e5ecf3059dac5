package import SimCore

/// What an ear hears of audio as it is played: when sound begins and when it is over.
///
/// Unlike a detector of speech it waits for nothing: the first sample above the threshold is sound.
/// That is what a response latency ends with.
package struct AudibleOnset: Sendable, Hashable, Codable {
  /// What was heard.
  package enum Event: Sendable, Hashable, Codable {
    /// Sound began after silence, with the sample that is played at this instant.
    case began(at: SimInstant)
    /// The gap has passed in silence; the last sound was over at this instant.
    case ended(at: SimInstant)
  }

  private let threshold: SoundThreshold
  /// The longest silence that does not end a sound, in nanoseconds.
  private let gap: Int64

  /// Whether a sound has begun and is not known to be over.
  package private(set) var isAudible = false
  /// When the last sound was over, as far as it was played.
  package private(set) var soundEnd: SimInstant?

  /// An ear that has heard nothing; silence within a sound is shorter than the gap.
  package init(threshold: SoundThreshold = .ordinary, gap: Duration = .milliseconds(300)) {
    precondition(gap >= .milliseconds(1), "a gap is at least 1 ms long")
    self.threshold = threshold
    self.gap = gap.nanoseconds
  }

  /// Hears a frame whose first sample is played at an instant; what lies between frames is silence.
  ///
  /// Frames come in the order of their instants.
  package mutating func hear(_ frame: Span<UInt8>, at instant: SimInstant) -> [Event] {
    var events: [Event] = []
    let threshold = threshold
    threshold.sweep(frame) { first, last in
      let begin = Self.instant(of: first, after: instant)
      close(by: begin, &events)
      if !isAudible { events.append(.began(at: begin)) }
      isAudible = true
      soundEnd = Self.instant(of: last &+ 1, after: instant)
    }
    close(by: Self.instant(of: frame.count, after: instant), &events)
    return events
  }

  /// Hears nothing more until an instant; returns when the last sound was over, once the gap shows
  /// that it is.
  package mutating func passSilence(until instant: SimInstant) -> SimInstant? {
    var events: [Event] = []
    close(by: instant, &events)
    return events.isEmpty ? nil : soundEnd
  }

  /// Ends the sound when the gap has passed at an instant.
  @inline(__always)
  private mutating func close(by instant: SimInstant, _ events: inout [Event]) {
    guard isAudible, let soundEnd, instant.nanoseconds &- soundEnd.nanoseconds >= gap else {
      return
    }
    isAudible = false
    events.append(.ended(at: soundEnd))
  }

  @inline(__always)
  private static func instant(of sample: Int, after start: SimInstant) -> SimInstant {
    let offset = Int64(truncatingIfNeeded: sample) &* TelephoneAudio.sampleNanoseconds
    return SimInstant(nanoseconds: start.nanoseconds &+ offset)
  }
}
