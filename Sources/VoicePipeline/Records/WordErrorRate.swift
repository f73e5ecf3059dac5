/// Counts of a word alignment: what the word error rate is made of.
package struct WordErrors: Sendable, Hashable, Codable {
  package var hits = 0
  package var substitutions = 0
  package var deletions = 0
  package var insertions = 0

  package init() {}

  /// Words of the reference.
  package var referenceWords: Int { hits + substitutions + deletions }

  package var errors: Int { substitutions + deletions + insertions }

  /// (S + D + I) / N; 0 for an empty reference without insertions, and the number of insertions
  /// for an empty reference with them.
  package var rate: Double {
    referenceWords == 0 ? Double(insertions) : Double(errors) / Double(referenceWords)
  }

  package static func += (left: inout WordErrors, right: WordErrors) {
    left.hits += right.hits
    left.substitutions += right.substitutions
    left.deletions += right.deletions
    left.insertions += right.insertions
  }

  /// The cheapest alignment of two word sequences, each edit costing 1 (Levenshtein).
  ///
  /// Among equally cheap alignments a substitution is preferred over an insertion and an insertion
  /// over a deletion, from the end backwards, as common scoring tools do; the sum of errors does
  /// not depend on it.
  package init(reference: [String], hypothesis: [String]) {
    if reference == hypothesis {
      hits = reference.count
      return
    }
    let columns = hypothesis.count + 1
    var cost = [Int32](repeating: 0, count: (reference.count + 1) * columns)
    for column in 0..<columns { cost[column] = Int32(column) }
    for row in 1..<(reference.count + 1) {
      cost[row * columns] = Int32(row)
      for column in 1..<columns {
        let above = (row - 1) * columns + column
        let same = reference[row - 1] == hypothesis[column - 1]
        let diagonal = cost[above - 1] + (same ? 0 : 1)
        let edit = min(cost[above], cost[row * columns + column - 1]) + 1
        cost[row * columns + column] = min(diagonal, edit)
      }
    }
    trace(cost, columns: columns, reference: reference, hypothesis: hypothesis)
  }

  private mutating func trace(
    _ cost: [Int32],
    columns: Int,
    reference: [String],
    hypothesis: [String]
  ) {
    var row = reference.count
    var column = hypothesis.count
    while row > 0 || column > 0 {
      let here = cost[row * columns + column]
      if row > 0, column > 0 {
        let same = reference[row - 1] == hypothesis[column - 1]
        if cost[(row - 1) * columns + column - 1] + (same ? 0 : 1) == here {
          if same { hits += 1 } else { substitutions += 1 }
          row -= 1
          column -= 1
          continue
        }
      }
      if column > 0, cost[row * columns + column - 1] + 1 == here {
        insertions += 1
        column -= 1
      } else {
        deletions += 1
        row -= 1
      }
    }
  }
}
