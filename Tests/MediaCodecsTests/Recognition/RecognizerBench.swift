import MediaCodecs
import VoicePipeline

/// Lines, a recognizer of them, and how many words it gets wrong.
struct RecognizerBench {
  let pool: RecognizerPool
  let bank: SpeechBank

  init(_ language: RecognizerLanguage, effort: RecognizerEffort = .fast, folder: String) throws {
    pool = RecognizerPool(try RecognizerModel(language, effort: effort, folder: folder))
    bank = try SpeechBank()
  }

  /// A line with a fifth of a second of its floor on both sides.
  func sound(_ sentence: String, _ voice: Voice) throws -> Sound {
    try bank.line(sentence, voice).sound(before: .milliseconds(200), after: .milliseconds(200))
  }

  func mean(of voice: Voice) throws -> CepstralMean {
    try pool.mean(of: SpeechSamples.sentences.prefix(10).map { try sound($0, voice) })
  }

  /// The word error rate over all sentences, of sounds that were changed on the way.
  func errorRate(
    _ voice: Voice,
    _ normalisation: RecognizerPool.Normalisation? = nil,
    change: (Int, Sound) -> Sound = { $1 }
  ) throws -> Double {
    let normalisation = try normalisation ?? .learned(mean(of: voice))
    var errors = WordErrors()
    for (index, sentence) in SpeechSamples.sentences.enumerated() {
      let heard = try pool.words(in: change(index, sound(sentence, voice)), normalisation)
      errors += WordErrors(reference: SentenceWords.of(sentence), hypothesis: heard)
    }
    return errors.rate
  }
}
