import Testing
import VoicePipeline

@Suite("Word alignment")
struct WordAlignmentTests {
  /// The least number of edits by its definition, with rows of its own.
  private func distance(_ left: [String], _ right: [String]) -> Int {
    var row = Array(0...right.count)
    for (index, word) in left.enumerated() {
      var next = [index + 1]
      for (column, other) in right.enumerated() {
        next.append(
          min(row[column] + (word == other ? 0 : 1), row[column + 1] + 1, next[column] + 1)
        )
      }
      row = next
    }
    return row[right.count]
  }

  private func errors(_ left: [String], _ right: [String]) -> Int {
    WordErrors(reference: left, hypothesis: right).errors
  }

  @Test func `the errors are a distance: least, symmetric, within bounds`() {
    for seed in 0..<3_000 as Range<UInt64> {
      var chance = WordErrorPairs(seed: seed)
      let words = Array(["a", "b", "c", "d"].prefix(1 + chance.below(4)))
      let texts = (0..<3).map { _ in chance.some(chance.below(9), of: words) }
      let (a, b, c) = (texts[0], texts[1], texts[2])
      #expect(errors(a, b) == distance(a, b), "seed \(seed)")
      #expect(errors(a, b) == errors(b, a), "seed \(seed)")
      #expect((errors(a, b) == 0) == (a == b), "seed \(seed)")
      #expect(errors(a, c) <= errors(a, b) + errors(b, c), "seed \(seed)")
      #expect(errors(a, b) >= abs(a.count - b.count), "seed \(seed)")
      #expect(errors(a, b) <= max(a.count, b.count), "seed \(seed)")
      #expect(errors(a + b, a + c) == errors(b, c), "seed \(seed)")
      #expect(errors(a + b, b + c) <= errors(a, b) + errors(b, c), "seed \(seed)")
    }
  }

  @Test func `the operations take both texts in order, and are what is counted`() {
    for seed in 0..<2_000 as Range<UInt64> {
      var chance = WordErrorPairs(seed: seed)
      let reference = chance.some(chance.below(12), of: ["a", "b", "c"])
      let hypothesis = chance.some(chance.below(12), of: ["a", "b", "c"])
      let alignment = WordAlignment(reference: reference, hypothesis: hypothesis)
      var taken = (reference: [String](), hypothesis: [String]())
      var counted = WordErrors()
      for operation in alignment.operations {
        switch operation {
        case .hit(let word):
          taken.reference.append(word)
          taken.hypothesis.append(word)
          counted.hits += 1
        case .substitution(let word, let by):
          #expect(word != by)
          taken.reference.append(word)
          taken.hypothesis.append(by)
          counted.substitutions += 1
        case .deletion(let word):
          taken.reference.append(word)
          counted.deletions += 1
        case .insertion(let word):
          taken.hypothesis.append(word)
          counted.insertions += 1
        }
      }
      #expect(taken.reference == reference, "seed \(seed)")
      #expect(taken.hypothesis == hypothesis, "seed \(seed)")
      #expect(counted == alignment.errors, "seed \(seed)")
      #expect(counted == WordErrors(reference: reference, hypothesis: hypothesis), "seed \(seed)")
    }
  }

  @Test func `its text has the two lines of sclite and the letters of the errors`() {
    let alignment = WordAlignment(
      reference: WordErrorPairs.words("i think it was the second of april but check that"),
      hypothesis: WordErrorPairs.words("think it was the seconds of uh april but check that")
    )
    #expect(
      alignment.text == """
        REF:  I think it was the SECOND  of ** april but check that
        HYP:  * think it was the SECONDS of UH april but check that
        Eval: D                  S          I

        """
    )
    #expect(WordAlignment(reference: [], hypothesis: []).text == "REF:\nHYP:\nEval:\n")
  }
}
