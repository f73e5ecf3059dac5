private import SimCore
internal import VoicePipeline

/// Texts to sound at 16 kHz by either engine: what the bank keeps is made here.
struct SpeechSynthesis: Sendable {
  /// nil where there is no `espeak-ng`; the voices of flite are there all the same.
  private let espeak: Result<EspeakProgram, SpeechError>

  /// Factors on the length of a sound that flite is asked for.
  static let stretches = 0.5...2.0

  init(espeakPath: String) {
    espeak = Result { () throws(SpeechError) in try EspeakProgram(path: espeakPath) }
  }

  /// The engine and its version: two versions say the same text differently.
  func version(of engine: Voice.Engine) throws(SpeechError) -> String {
    switch engine {
    case .flite: FliteLibrary.version
    case .espeak: try espeak.get().version
    }
  }

  /// A text in a voice.
  ///
  /// `stretch` is the factor on how long it lasts, to which engines come near only, and `pitch`
  /// that on the voice's pitch.
  func sound(
    of text: String,
    voice: Voice,
    stretch: Double,
    pitch: Double
  ) throws(SpeechError) -> Sound {
    switch voice.engine {
    case .flite:
      let factor = min(max(stretch, Self.stretches.lowerBound), Self.stretches.upperBound)
      return try Self.wideband(
        FliteLibrary.sound(of: text, voice: voice.name, stretch: factor, pitch: pitch)
      )
    case .espeak:
      let pace = (voice.wordsPerMinute / stretch).rounded()
      return try Self.wideband(
        espeak.get().sound(
          of: text,
          voice: voice.name,
          wordsPerMinute: Int(min(max(pace, 1), 1_000)),
          pitch: pitch
        )
      )
    }
  }

  /// The sound at 16 kHz.
  static func wideband(_ sound: Sound) throws(SpeechError) -> Sound {
    do {
      return try sound.resampled(to: .wideband, quality: Resampler.highQuality)
    } catch {
      throw .audio(error)
    }
  }
}
