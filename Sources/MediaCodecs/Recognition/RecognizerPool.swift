private import Synchronization
package import VoicePipeline

/// Recognizers of one model, as many as threads ask at once: sound in, words out.
///
/// What is heard depends on the sound and the mean alone, not on what was heard before, by which
/// decoder or on which thread.
package final class RecognizerPool: Sendable {
  private let model: RecognizerModel
  /// Decoders that hear sound as it comes, and others that hear it whole: one that has heard both
  /// ways does not hear as one that has not.
  private let idle: Mutex<Idle>

  private struct Idle {
    var streaming: [PocketSphinxDecoder] = []
    var whole: [PocketSphinxDecoder] = []
  }

  /// How the mean of a voice is known.
  package enum Normalisation: Sendable, Hashable {
    /// As learned before: what a recognizer that hears a call as it comes can do.
    case learned(CepstralMean)
    /// From the whole of the sound, before the first word: what is heard lies in the past.
    case wholeSound
  }

  package init(_ model: RecognizerModel) {
    self.model = model
    idle = Mutex(Idle())
  }

  /// The words in a sound of 16 kHz.
  package func words(
    in sound: Sound,
    _ normalisation: Normalisation
  ) throws(RecognitionError) -> [String] {
    precondition(sound.rate == .wideband, "recognizers hear 16 kHz")
    let text =
      switch normalisation {
      case .learned(let mean): try streamed(sound, mean: mean)
      case .wholeSound: try whole(sound)
      }
    return text.split(separator: " ").map { String($0) }
  }

  /// The mean that a voice leaves after some sounds, at best a dozen sentences of it.
  ///
  /// It depends on the sounds and their order, and on nothing else.
  package func mean(of sounds: [Sound]) throws(RecognitionError) -> CepstralMean {
    let decoder =
      if let waiting = idle.withLock({ $0.streaming.popLast() }) { waiting } else { try started() }
    defer { idle.withLock { $0.streaming.append(decoder) } }
    var before: [Float]? = CepstralMean.model.values
    for sound in sounds {
      precondition(sound.rate == .wideband, "recognizers hear 16 kHz")
      _ = try decoder.words(in: sound.samples, mean: before)
      before = nil
    }
    return CepstralMean(values: decoder.mean)
  }

  /// How many decoders wait to be used.
  package var idleCount: Int { idle.withLock { $0.streaming.count + $0.whole.count } }

  private func streamed(_ sound: Sound, mean: CepstralMean) throws(RecognitionError) -> String {
    let decoder =
      if let waiting = idle.withLock({ $0.streaming.popLast() }) { waiting } else { try started() }
    defer { idle.withLock { $0.streaming.append(decoder) } }
    return try decoder.words(in: sound.samples, mean: mean.values)
  }

  private func whole(_ sound: Sound) throws(RecognitionError) -> String {
    let decoder =
      if let waiting = idle.withLock({ $0.whole.popLast() }) { waiting } else { try started() }
    defer { idle.withLock { $0.whole.append(decoder) } }
    return try decoder.words(in: sound.samples, mean: CepstralMean.model.values, isWhole: true)
  }

  private func started() throws(RecognitionError) -> PocketSphinxDecoder {
    try PocketSphinxDecoder(arguments: model.arguments)
  }
}
