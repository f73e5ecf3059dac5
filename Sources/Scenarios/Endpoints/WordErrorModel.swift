package import SimCore

/// Turns what was said into what a recognizer of a given word error rate understands.
///
/// Each reference word meets at most one error, and an insertion may follow it; the shares of
/// substitutions, deletions and insertions are those of clean speech (60, 25, 15 %).
package struct WordErrorModel: Sendable {
  private static let substitutionShare = 0.60
  private static let deletionShare = 0.25
  /// Words that a recognizer puts in a word's place.
  private static let confusions = [
    "the", "a", "to", "it", "in", "on", "and", "that", "for", "not", "so", "you", "we", "one",
  ]

  package init() {}

  /// The recognized words; `rate` is the expected word error rate, at most 0.9.
  package func recognize(
    _ words: ArraySlice<String>,
    rate: Double,
    draws: DrawKey,
    stretch: Int
  ) -> [String] {
    let expected = min(rate, 0.9)
    let base = UInt64(stretch) << 16
    var understood: [String] = []
    understood.reserveCapacity(words.count)
    for (position, word) in words.enumerated() {
      let index = base + UInt64(position)
      let luck = draws.uniform(.wordError, index)
      if luck >= expected {
        understood.append(word)
      } else if luck < expected * Self.substitutionShare {
        understood.append(confusion(for: word, draws.bits(.confusion, index)))
      } else if luck >= expected * (Self.substitutionShare + Self.deletionShare) {
        understood.append(word)
        understood.append(confusion(for: word, draws.bits(.confusion, index)))
      }
    }
    return understood
  }

  private func confusion(for word: String, _ bits: UInt64) -> String {
    let count = Self.confusions.count
    let choice = Int(bits.multipliedFullWidth(by: UInt64(count)).high)
    let picked = Self.confusions[choice]
    return picked == word ? Self.confusions[(choice + 1) % count] : picked
  }
}

extension Purpose {
  fileprivate static let wordError = Purpose("recognizer.word_error")
  fileprivate static let confusion = Purpose("recognizer.confusion")
}
