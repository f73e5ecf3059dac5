internal import SimCore
internal import VoicePipeline

/// One sentence of the agent on its way to the far end, sent a little ahead of its playback.
struct OutgoingSentence: Sendable {
  let mark: PlaybackMark
  let shape: SpeechShape
  let leadingSilence: Duration
  /// When its playback begins, by the agent's clock.
  let start: SimInstant
  /// Samples that were sent.
  var sent = 0

  init(_ speech: SynthesizedSpeech, mark: PlaybackMark, start: SimInstant, draws: DrawKey) {
    let words = speech.text.split(separator: " ").map(String.init)
    let spoken = speech.duration - speech.leadingSilence
    self.mark = mark
    self.start = start
    leadingSilence = speech.leadingSilence
    shape = SpeechShape(
      words: words,
      wordDuration: spoken / max(words.count, 1),
      leadingSilence: speech.leadingSilence,
      draws: draws
    )
  }

  var duration: Duration { TelephoneAudio.duration(ofSamples: shape.sampleCount) }
  var end: SimInstant { start.advanced(by: duration) }
  var isSent: Bool { sent >= shape.sampleCount }

  /// When what comes next is played.
  var nextPlayed: SimInstant {
    start.advanced(by: TelephoneAudio.duration(ofSamples: sent))
  }

  /// How much of it is played by an instant.
  func heard(by now: SimInstant) -> Duration {
    min(max(start.duration(to: now), .zero), duration)
  }

  /// The next frame, or the rest if that is shorter.
  mutating func nextFrame() -> [UInt8] {
    let next = min(sent + TelephoneAudio.frameSamples, shape.sampleCount)
    defer { sent = next }
    return shape.bytes(sent..<next)
  }
}
