internal import VoicePipeline

#if Audio
  private import CFlite
  private import Synchronization
#endif

/// flite, which speaks one line after the other: it has one random generator and one set of voices.
enum FliteLibrary {
  /// The Debian package that the library comes from.
  static let package = "flite1-dev"

  #if Audio
    static let version = FLITE_PROJECT_VERSION
    static var statedVersion: String? { version }

    /// Voices as they were registered; only whoever holds the lock touches them.
    @safe
    private struct Voices {
      var isReady = false
      var named: [String: UnsafeMutablePointer<cst_voice>] = unsafe [:]

      mutating func voice(_ name: String) -> UnsafeMutablePointer<cst_voice>? {
        if !isReady {
          cst_regex_init()
          isReady = true
        }
        if let known = unsafe named[name] { return unsafe known }
        let made: UnsafeMutablePointer<cst_voice>? =
          switch name {
          case "slt": unsafe register_cmu_us_slt(nil)
          case "rms": unsafe register_cmu_us_rms(nil)
          case "awb": unsafe register_cmu_us_awb(nil)
          case "kal16": unsafe register_cmu_us_kal16(nil)
          default: nil
          }
        unsafe named[name] = made
        return unsafe made
      }
    }

    private static let voices = Mutex(Voices())

    /// A text as sound at the voice's own rate, with factors on the length of every phone and on
    /// the pitch.
    static func sound(
      of text: String,
      voice name: String,
      stretch: Double,
      pitch: Double
    ) throws(SpeechError) -> Sound {
      let sound = voices.withLock { voices -> Sound? in
        guard let voice = unsafe voices.voice(name) else { return nil }
        // What is said must not depend on what was said before: the noise of the vocoder comes
        // from the C library's generator, and the voice keeps its settings.
        srand(1)
        unsafe flite_set_pace(voice, Float(stretch))
        unsafe flite_set_pitch(voice, Float(pitch))
        return unsafe spoken(text, by: voice)
      }
      guard let sound else {
        throw .synthesisFailed(voice: "flite:\(name)", reason: "flite knows no such voice")
      }
      return sound
    }

    private static func spoken(
      _ text: String,
      by voice: UnsafeMutablePointer<cst_voice>
    ) -> Sound? {
      let utterance = unsafe new_utterance()
      unsafe utt_set_input_text(utterance, text)
      unsafe utt_init(utterance, voice)
      guard unsafe utt_synth(utterance) != nil, let wave = unsafe utt_wave(utterance) else {
        return nil
      }
      defer { unsafe delete_utterance(utterance) }
      let rate = unsafe Int(wave.pointee.sample_rate)
      guard rate > 0, unsafe wave.pointee.samples != nil else { return nil }
      let samples = unsafe UnsafeBufferPointer(
        start: wave.pointee.samples,
        count: Int(wave.pointee.num_samples)
      )
      return unsafe Sound(rate: SampleRate(hertz: rate), samples: Array(samples))
    }
  #else
    static let version = "none"
    static var statedVersion: String? { nil }

    static func sound(
      of text: String,
      voice name: String,
      stretch: Double,
      pitch: Double
    ) throws(SpeechError) -> Sound {
      throw .builtWithoutAudio(package: package)
    }
  #endif
}
