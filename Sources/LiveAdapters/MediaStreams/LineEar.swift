internal import SimCore
internal import VoicePipeline

/// What a caller's telephone plays: the far end's audio in order, with what its marks wait for.
struct LineEar: Sendable {
  /// What a piece of audio brings.
  enum Sound: Sendable, Hashable {
    /// The first sound after silence.
    case began(at: SimInstant)
    /// Sound is followed by a silence that ends it, known only at this instant.
    case ended(at: SimInstant)
  }

  /// A silence within audio that goes on: longer than any between two sentences.
  private static let gap = Duration.milliseconds(700)

  /// When the audio that has come is played to its end.
  private(set) var playoutEnds = SimInstant.zero
  /// The sentence that is being received, if the far end says so.
  private(set) var sentence: (mark: PlaybackMark, leadingSilence: Duration)?
  private var onset = AudibleOnset(gap: gap)
  private var isPlaying = false

  mutating func begin(_ mark: PlaybackMark, leadingSilence: Duration) {
    sentence = (mark, leadingSilence)
  }

  /// Queues audio whose first sample may be played at `earliest`.
  mutating func take(_ audio: [UInt8], earliest: SimInstant) -> [Sound] {
    if !isPlaying || playoutEnds < earliest {
      playoutEnds = max(playoutEnds, earliest)
      isPlaying = true
    }
    let events = onset.hear(audio.span, at: playoutEnds)
    playoutEnds = playoutEnds.advanced(by: TelephoneAudio.duration(ofSamples: audio.count))
    return events.map { event in
      switch event {
      case .began(let instant): .began(at: instant)
      case .ended(let instant): .ended(at: instant.advanced(by: Self.gap))
      }
    }
  }

  /// Drops what is played after an instant; whether there was any.
  mutating func cut(at instant: SimInstant) -> Bool {
    guard isPlaying, playoutEnds > instant else { return false }
    playoutEnds = instant
    return true
  }

  /// Everything has been played.
  mutating func runDry() {
    isPlaying = false
    onset = AudibleOnset(gap: Self.gap)
  }
}
