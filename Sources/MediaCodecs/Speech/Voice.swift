/// Who speaks: a voice of one of the two synthesizers.
package struct Voice: Sendable, Hashable {
  /// What makes the sound.
  package enum Engine: String, Sendable, Hashable, CaseIterable {
    /// Linked into the program (CMU, BSD-like licence).
    case flite
    /// A program of its own for each line: it is under the GPL, and its sounds depend on what one
    /// process has said before.
    case espeak = "espeak-ng"
  }

  package let engine: Engine
  /// As the engine knows it.
  package let name: String

  package init(_ engine: Engine, _ name: String) {
    self.engine = engine
    self.name = name
  }

  /// The pace at which the engine speaks unless it is told otherwise (`espeak-ng -s`, whose default
  /// is 175).
  var wordsPerMinute: Double { 175 }

  /// Such as `flite:slt`.
  package var label: String { "\(engine.rawValue):\(name)" }
}

extension Voice {
  /// An American woman.
  package static let slt = Voice(.flite, "slt")
  /// An American man.
  package static let rms = Voice(.flite, "rms")
  /// A Scottish man with an American lexicon.
  package static let awb = Voice(.flite, "awb")
  /// An American man in diphones: twenty times cheaper, and less natural.
  package static let kal16 = Voice(.flite, "kal16")

  package static let american = Voice(.espeak, "en-us")
  package static let receivedPronunciation = Voice(.espeak, "en-gb-x-rp")
  package static let newYork = Voice(.espeak, "en-us-nyc")
  /// English words by the rules of Hindi.
  package static let hindi = Voice(.espeak, "hi")
  package static let scottish = Voice(.espeak, "en-gb-scotland")
  package static let caribbean = Voice(.espeak, "en-029")

  /// Every voice, flite's first, then the accents in the order in which they are harder to
  /// recognize (word error rates of pocketsphinx with a bigram of the texts: 6, 9, 12, 17, 31 and
  /// 53 %; flite's are under 3 %).
  package static let all = [
    slt, rms, awb, kal16,
    american, receivedPronunciation, newYork, hindi, scottish, caribbean,
  ]
}
