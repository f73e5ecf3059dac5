/// What became of each word: the cheapest alignment of what was said and what was understood.
package struct WordAlignment: Sendable, Hashable {
  /// One step of the alignment, with the words that it takes.
  package enum Operation: Sendable, Hashable {
    case hit(String)
    case substitution(of: String, by: String)
    case deletion(String)
    case insertion(String)
  }

  /// In the order of the words.
  package let operations: [Operation]
  package let errors: WordErrors

  package init(reference: [String], hypothesis: [String]) {
    let path = EditPath(reference.count, hypothesis.count) {
      reference[$0].hasSameScalars(as: hypothesis[$1])
    }
    var backwards: [Operation] = []
    var errors = WordErrors()
    path.walk { edit, row, column in
      errors.count(edit)
      switch edit {
      case .hit: backwards.append(.hit(reference[row]))
      case .substitution:
        backwards.append(.substitution(of: reference[row], by: hypothesis[column]))
      case .deletion: backwards.append(.deletion(reference[row]))
      case .insertion: backwards.append(.insertion(hypothesis[column]))
      }
    }
    operations = backwards.reversed()
    self.errors = errors
  }
}

extension WordAlignment {
  /// Three lines in the manner of NIST's sclite: asterisks for what is missing, errors in capitals.
  ///
  /// ```
  /// REF:  the second of APRIL ** please
  /// HYP:  the second of APE   UH please
  /// Eval:               S     I
  /// ```
  package var text: String {
    var lines = ["REF: ", "HYP: ", "Eval:"]
    for operation in operations {
      let cells = operation.cells
      let width = cells.map(\.count).max() ?? 0
      for (line, cell) in cells.enumerated() {
        lines[line] += " " + cell + String(repeating: " ", count: width - cell.count)
      }
    }
    return lines.map { $0.trimmingEnd + "\n" }.joined()
  }
}

extension WordAlignment.Operation {
  /// The reference's side, the hypothesis's side, and the letter of the error.
  fileprivate var cells: [String] {
    switch self {
    case .hit(let word): [word, word, ""]
    case .substitution(let word, let by): [word.uppercased(), by.uppercased(), "S"]
    case .deletion(let word): [word.uppercased(), Self.stars(word), "D"]
    case .insertion(let word): [Self.stars(word), word.uppercased(), "I"]
    }
  }

  private static func stars(_ word: String) -> String {
    String(repeating: "*", count: max(word.uppercased().count, 1))
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
