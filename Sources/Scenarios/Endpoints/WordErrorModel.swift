package import SimCore
package import VoicePipeline

/// What a recognizer made of one stretch of speech.
package struct Hypothesis: Sendable, Hashable {
  package var words: [String]
  /// How sure of it the service says it is, 0 to 1.
  package var confidence: Double
  /// The errors that were made, which no service knows: those of the words' cheapest alignment.
  package var errors: WordErrors
}

/// Turns what was said into what a recognizer understands of it.
///
/// Each word meets an error with the expected rate. The words put in and in place of others occur
/// nowhere in the stretch, and one turn has words left out or words too many, not both: thus no
/// alignment is cheaper than the errors that were made, and the measured word error rate is the
/// expected one, at any rate. Above one error a word, further words are put in, if the mix has any.
package struct WordErrorModel: Sendable {
  private let lexicon = ConfusionLexicon.english

  package init() {}

  /// The words of one stretch, with errors.
  ///
  /// `gaps` has the longest run of made-up frames that touches each word, where it is known; the
  /// expected errors then leave those of lost frames out. The draws hang on the stretch and the
  /// position of the word; whether words are left out or put in, on the turn, which may have
  /// several stretches.
  package func recognize(
    _ words: ArraySlice<String>,
    expecting expected: ExpectedErrors,
    gaps: [Int]? = nil,
    draws: DrawKey,
    stretch: Int,
    turn: Int
  ) -> Hypothesis {
    let misheard = gaps.map { $0.map(expected.gaps.misheard(gap:)) } ?? []
    let mix = expected.mix(withLoss: misheard)
    let lengthShare = mix.deletions + mix.insertions
    let putsIn = draws.uniform(.putsIn, UInt64(turn)) * lengthShare < mix.insertions
    var making = HypothesisMaking(
      reference: words,
      lexicon: lexicon,
      draws: draws,
      base: UInt64(stretch) << 16,
      substitutionShare: mix.substitutions,
      putsIn: putsIn
    )
    var rate = expected.rate
    if rate > 1 {
      // Turns that leave words out have one error a word at most: the others make up for it.
      rate = putsIn ? 1 + (rate - 1) * lengthShare / mix.insertions : 1
    }
    making.run(rate: rate, misheard: misheard)
    return making.hypothesis(confidence: draws.uniform(.confidence, UInt64(stretch)))
  }

  /// What a recognizer makes of noise without speech: nothing, or with this chance words that
  /// nobody said.
  package func hallucinate(chance: Double, draws: DrawKey, stretch: Int) -> Hypothesis {
    let index = UInt64(stretch)
    var errors = WordErrors()
    var words: [String] = []
    if draws.chance(chance, .hallucination, index) {
      words = lexicon.phantom(draws.bits(.confusion, index << 16))
      errors.insertions = words.count
    }
    let confidence = ConfidenceModel.confidence(
      errors,
      luck: draws.uniform(.confidence, UInt64(stretch))
    )
    return Hypothesis(words: words, confidence: confidence, errors: errors)
  }
}

/// One hypothesis in the making.
private struct HypothesisMaking {
  let reference: ArraySlice<String>
  let lexicon: ConfusionLexicon
  let draws: DrawKey
  let base: UInt64
  let substitutionShare: Double
  let putsIn: Bool
  private var understood: [String] = []
  private var errors = WordErrors()
  /// So many words of the reference are done with: those before an error are copied in one go.
  private var done = 0

  init(
    reference: ArraySlice<String>,
    lexicon: ConfusionLexicon,
    draws: DrawKey,
    base: UInt64,
    substitutionShare: Double,
    putsIn: Bool
  ) {
    self.reference = reference
    self.lexicon = lexicon
    self.draws = draws
    self.base = base
    self.substitutionShare = substitutionShare
    self.putsIn = putsIn
  }

  /// With the chance by word that a gap in the line spoils it, where gaps are known.
  mutating func run(rate: Double, misheard: [Double]) {
    let purpose = Purpose.wordError
    for position in 0..<reference.count {
      let index = base + UInt64(position)
      let spoiled = position < misheard.count ? misheard[position] * max(1 - rate, 0) : 0
      guard draws.uniform(purpose, index) < rate + spoiled else { continue }
      understand(before: position)
      misunderstand(reference[reference.startIndex + position], index)
      done = position + 1
      if rate > 1 { insertMore(rate - 1, index) }
    }
    errors.hits = reference.count - errors.substitutions - errors.deletions
  }

  mutating func hypothesis(confidence luck: Double) -> Hypothesis {
    if done > 0 { understood.append(contentsOf: reference.dropFirst(done)) }
    return Hypothesis(
      words: done > 0 ? understood : Array(reference),
      confidence: ConfidenceModel.confidence(errors, luck: luck),
      errors: errors
    )
  }

  private mutating func understand(before position: Int) {
    if done == 0 { understood.reserveCapacity(reference.count + reference.count / 4 + 2) }
    let start = reference.startIndex
    understood.append(contentsOf: reference[start + done..<start + position])
  }

  private mutating func misunderstand(_ word: String, _ index: UInt64) {
    if draws.uniform(.errorKind, index) < substitutionShare {
      errors.substitutions += 1
      let bits = draws.bits(.confusion, index)
      understood.append(lexicon.confusion(for: word, bits, notIn: reference))
    } else if putsIn {
      understood.append(word)
      insert(draws.bits(.confusion, index))
    } else {
      errors.deletions += 1
    }
  }

  /// So many words more in the mean, after those that a word is misunderstood as.
  private mutating func insertMore(_ mean: Double, _ index: UInt64) {
    let whole = Int(mean)
    let count = whole + (draws.chance(mean - Double(whole), .oneMore, index) ? 1 : 0)
    var further = draws.stream(.oneMore, index)
    for _ in 0..<count { insert(further.bits()) }
  }

  private mutating func insert(_ bits: UInt64) {
    errors.insertions += 1
    understood.append(lexicon.filler(bits, notIn: reference))
  }
}

/// What a service says of its own certainty.
///
/// On the scale of log odds: 3 for a stretch without errors (95 %), 4 less for one of errors only,
/// in proportion between, and a standard normal deviation for all that a service does not know of
/// its errors. A stretch of six words with one wrong is then told from one without in two of three
/// cases. It is our assumption: no service publishes how its confidence and its errors go together.
private enum ConfidenceModel {
  static func confidence(_ errors: WordErrors, luck: Double) -> Double {
    let words = max(errors.referenceWords, errors.hypothesisWords, 1)
    let wrong = min(Double(errors.errors) / Double(words), 1)
    let odds = 3 - 4 * wrong + Elementary.normalQuantile(luck)
    return 1 / (1 + Elementary.exp(-odds))
  }
}

extension Purpose {
  fileprivate static let wordError = Purpose("recognizer.word_error")
  fileprivate static let errorKind = Purpose("recognizer.error_kind")
  fileprivate static let putsIn = Purpose("recognizer.puts_in")
  fileprivate static let oneMore = Purpose("recognizer.one_more")
  fileprivate static let confusion = Purpose("recognizer.confusion")
  fileprivate static let hallucination = Purpose("recognizer.hallucination")
  fileprivate static let confidence = Purpose("recognizer.confidence")
}
