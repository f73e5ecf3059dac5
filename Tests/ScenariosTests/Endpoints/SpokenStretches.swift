import Scenarios
import SimCore
import VoicePipeline

/// Stretches of speech of the callers' phrases, of 1 to 26 words.
enum SpokenStretches {
  static let phrases: [[String]] = (1...26).flatMap { length in
    (0..<4 as Range<UInt64>).map { choice in
      PhraseBook.appointments.phrase(nearTo: length, choice: choice << 62)
    }
  }

  /// The phrases over and over, up to so many words, and what is understood of each.
  static func hear(
    _ words: Int,
    expecting expected: ExpectedErrors,
    seed: UInt64,
    _ visit: ([String], Hypothesis) -> Void
  ) {
    let model = WordErrorModel()
    let root = DrawKey(seed: seed)
    var said = 0
    var call: UInt64 = 0
    while said < words {
      let draws = root.entity("call", call)
      for stretch in 0..<8 {
        let phrase = phrases[Int(call * 8 + UInt64(stretch)) % phrases.count]
        let heard = model.recognize(
          phrase[...],
          expecting: expected,
          draws: draws,
          stretch: stretch,
          turn: stretch + 1
        )
        visit(phrase, heard)
        said += phrase.count
      }
      call += 1
    }
  }

  /// The counts of the aligner over so many words.
  static func measured(
    _ words: Int,
    expecting expected: ExpectedErrors,
    seed: UInt64
  ) -> WordErrors {
    var pooled = WordErrors()
    hear(words, expecting: expected, seed: seed) { phrase, heard in
      // Without an error the two are one array: nothing to align.
      if heard.words == phrase {
        pooled.hits += phrase.count
      } else {
        pooled += WordErrors(reference: phrase, hypothesis: heard.words)
      }
    }
    return pooled
  }
}

extension ErrorMix {
  /// Substitutions, deletions and insertions.
  var shares: [Double] { [substitutions, deletions, insertions] }
}

extension WordErrors {
  var shares: [Double] {
    [substitutions, deletions, insertions].map { Double($0) / Double(max(errors, 1)) }
  }
}
