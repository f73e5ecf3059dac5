private import SimCore
package import VoicePipeline

/// Finds speech in a stream of frames of 20 ms: noise suppression, then WebRTC's detector.
///
/// Of the detectors tried this pair alone is right in nine frames of ten in white, car, street and
/// office noise 10 dB below speech; a babble of voices sets it off, as it does every other.
package final class VoiceActivityDetector {
  /// Samples of a frame.
  package let frameSamples: Int
  private let suppressor: NoiseSuppressor?
  private let classifier: VoiceClassifierState
  /// Judges the sound as it comes in, while the suppressor learns what the noise is.
  private let firstClassifier: VoiceClassifierState
  /// Frames judged so far.
  private var frames = 0
  /// What the first classifier has said of the frame before.
  private var wasSpeech = false
  private var activity: FrameVoiceActivity
  /// How many samples the verdict on a frame is late.
  private let delay: Int

  /// While the suppressor learns, what it lets through of a steady noise sounds like speech: up to
  /// 1.3 s of white noise at -30 dBm0 in our measurement.
  private static let learningFrames = 70

  /// A detector of WebRTC's mode 0, which lets most through, to 3.
  package init(
    rate: SampleRate = .wideband,
    mode: Int = 2,
    suppressesNoise: Bool = true,
    activity: FrameVoiceActivity? = nil
  ) throws(AudioError) {
    precondition((0...3).contains(mode), "a mode is 0 to 3")
    frameSamples = rate.samples(in: .milliseconds(20))
    suppressor = suppressesNoise ? try NoiseSuppressor(rate: rate) : nil
    classifier = try VoiceClassifierState(rate: rate, mode: mode)
    firstClassifier = try VoiceClassifierState(rate: rate, mode: mode)
    self.activity = activity ?? FrameVoiceActivity(rate: rate)
    delay = suppressesNoise ? frameSamples : 0
  }

  /// Whether speech was reported as started, and not yet as ended.
  package var isSpeaking: Bool { activity.isSpeaking }

  /// The verdict on the frame that went in `delay` samples ago, without onset and hangover.
  package func isSpeech(_ frame: [Int16]) throws(AudioError) -> Bool {
    guard let suppressor else { return try classifier.isSpeech(frame.span) }
    let isSpeech = try classifier.isSpeech(suppressor.clean(frame).span)
    guard frames < Self.learningFrames else { return isSpeech }
    frames += 1
    let agrees = isSpeech && wasSpeech
    wasSpeech = try firstClassifier.isSpeech(frame.span)
    return agrees
  }

  /// Listens to the next frame; positions are samples of what went in.
  package func process(_ frame: [Int16]) throws(AudioError) -> [FrameVoiceActivity.Event] {
    activity.hear(isSpeech: try isSpeech(frame)).map(inStream)
  }

  /// Moves what is said of the cleaned sound to the sound that went in.
  private func inStream(_ event: FrameVoiceActivity.Event) -> FrameVoiceActivity.Event {
    switch event {
    case .speechStarted(let sample): .speechStarted(at: max(0, sample - delay))
    case .speechEnded(let last, let silence):
      .speechEnded(lastActiveSample: max(0, last - delay), silence: silence + delay)
    }
  }
}
