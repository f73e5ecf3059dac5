/// Counts of an alignment: what word error rates, and the rates beside them, are made of.
///
/// Rates are those of jiwer 4. Counts of many pairs are added up; rates are never averaged.
package struct WordErrors: Sendable, Hashable, Codable {
  package var hits = 0
  package var substitutions = 0
  package var deletions = 0
  package var insertions = 0

  package init() {}

  /// Words of the reference.
  package var referenceWords: Int { hits + substitutions + deletions }

  /// Words of the hypothesis.
  package var hypothesisWords: Int { hits + substitutions + insertions }

  package var errors: Int { substitutions + deletions + insertions }

  package static func += (left: inout WordErrors, right: WordErrors) {
    left.hits += right.hits
    left.substitutions += right.substitutions
    left.deletions += right.deletions
    left.insertions += right.insertions
  }
}

extension WordErrors {
  /// The word error rate: (S + D + I) / N, over 1 where many words are inserted.
  ///
  /// The number of insertions for an empty reference.
  package var rate: Double {
    referenceWords == 0 ? Double(insertions) : Double(errors) / Double(referenceWords)
  }

  /// The match error rate: the share of errors in all matches of the alignment (Morris 2004).
  ///
  /// 0 for two empty texts.
  package var matchErrorRate: Double {
    let matches = hits + errors
    return matches == 0 ? 0 : Double(errors) / Double(matches)
  }

  /// The word information preserved: H / N of the reference times H / N of the hypothesis.
  ///
  /// 1 for two empty texts, 0 if one of them is empty.
  package var informationPreserved: Double {
    guard referenceWords > 0, hypothesisWords > 0 else {
      return referenceWords == hypothesisWords ? 1 : 0
    }
    return (Double(hits) / Double(referenceWords)) * (Double(hits) / Double(hypothesisWords))
  }

  /// The word information lost: 1 less what is preserved.
  package var informationLost: Double { 1 - informationPreserved }
}

extension WordErrors {
  /// The cheapest alignment of two word sequences, each edit costing 1 (Levenshtein).
  ///
  /// Words are the same if their Unicode scalars are. Of equally cheap alignments it is the one
  /// that jiwer counts: see `EditPath`.
  package init(reference: [String], hypothesis: [String]) {
    let path = EditPath(reference.count, hypothesis.count) {
      reference[$0].hasSameScalars(as: hypothesis[$1])
    }
    path.walk { edit, _, _ in self.count(edit) }
  }

  /// The alignment of two texts character by character: its `rate` is the character error rate.
  ///
  /// A character is a Unicode scalar, as in Python, and a space counts as one.
  package static func characters(reference: String, hypothesis: String) -> WordErrors {
    let said = Array(reference.unicodeScalars)
    let heard = Array(hypothesis.unicodeScalars)
    var errors = WordErrors()
    EditPath(said.count, heard.count) { said[$0] == heard[$1] }
      .walk { edit, _, _ in errors.count(edit) }
    return errors
  }

  mutating func count(_ edit: EditPath.Edit) {
    switch edit {
    case .hit: hits += 1
    case .substitution: substitutions += 1
    case .deletion: deletions += 1
    case .insertion: insertions += 1
    }
  }
}

extension String {
  /// Whether the two have the same Unicode scalars: `==` takes other spellings of a character for
  /// the same, which scoring tools do not.
  func hasSameScalars(as other: String) -> Bool {
    guard self == other, utf8.count == other.utf8.count else { return false }
    // As long in UTF-16 as in UTF-8: all ASCII, of which no two spellings are equally long.
    return utf16.count == utf8.count || unicodeScalars.elementsEqual(other.unicodeScalars)
  }
}
