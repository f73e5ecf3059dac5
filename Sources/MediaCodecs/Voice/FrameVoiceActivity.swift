private import SimCore
package import VoicePipeline

/// Finds where speech starts and ends from verdicts on frames of equal length.
///
/// It reports what `EnergyVoiceActivity` reports, by the same rules, with frames as its grain:
/// positions are samples from the start of the stream, at the stream's own rate.
package struct FrameVoiceActivity: Sendable, Hashable, Codable {
  /// What is reported.
  package typealias Event = EnergyVoiceActivity.Event

  private let frameSamples: Int
  /// Frames from the first of a stretch to the one with which it is reported.
  private let onset: Int
  /// Quiet frames within the onset that do not end a stretch.
  private let tolerance: Int
  /// Quiet frames after which speech is over.
  private let hangover: Int

  /// Frames judged so far.
  package private(set) var frames = 0
  /// Whether speech was reported as started, and not yet as ended.
  package private(set) var isSpeaking = false
  private var lastActiveFrame: Int?
  /// The first frame of the stretch that the latest one is part of.
  private var start = 0

  /// Durations count in frames of 20 ms, each begun one whole; the defaults are those of
  /// `EnergyVoiceActivity`.
  package init(
    rate: SampleRate = .wideband,
    onset: Duration = .milliseconds(60),
    tolerance: Duration = .milliseconds(30),
    hangover: Duration = .milliseconds(200)
  ) {
    precondition(onset >= .zero && tolerance >= .zero, "no duration is negative")
    precondition(hangover >= .milliseconds(1), "silence is at least 1 ms long")
    frameSamples = rate.samples(in: .milliseconds(20))
    self.onset = max(1, Self.frames(in: onset))
    self.tolerance = Self.frames(in: tolerance)
    self.hangover = Self.frames(in: hangover)
  }

  /// Takes the verdict on the next frame.
  package mutating func hear(isSpeech: Bool) -> [Event] {
    let frame = frames
    frames += 1
    if isSpeech { return hearSpeech(frame) }
    guard isSpeaking, let last = lastActiveFrame, frame - last >= hangover else { return [] }
    isSpeaking = false
    return [
      .speechEnded(
        lastActiveSample: (last + 1) * frameSamples - 1,
        silence: (frame - last) * frameSamples
      )
    ]
  }

  private mutating func hearSpeech(_ frame: Int) -> [Event] {
    let gap = lastActiveFrame.map { frame - $0 - 1 } ?? .max
    lastActiveFrame = frame
    guard !isSpeaking else { return [] }
    if gap > tolerance || gap >= hangover { start = frame }
    guard frame - start + 1 >= onset else { return [] }
    isSpeaking = true
    return [.speechStarted(at: start * frameSamples)]
  }

  private static func frames(in duration: Duration) -> Int {
    let frame = 20_000_000 as Int64
    return Int((duration.nanoseconds + frame - 1) / frame)
  }
}
