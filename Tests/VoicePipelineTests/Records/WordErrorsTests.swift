import Testing
import VoicePipeline

@Suite("Word errors")
struct WordErrorsTests {
  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  @Test func `alignments have as many errors as jiwer counts`() {
    for row in WordErrorVectors.rows {
      let errors = WordErrors(
        reference: Self.words(row.reference),
        hypothesis: Self.words(row.hypothesis)
      )
      #expect(errors.errors == row.errors, "\(row.reference) / \(row.hypothesis)")
      #expect(errors.referenceWords == row.words)
    }
  }

  @Test func `hits, insertions and deletions account for both texts`() {
    for row in WordErrorVectors.rows {
      let hypothesis = Self.words(row.hypothesis)
      let errors = WordErrors(reference: Self.words(row.reference), hypothesis: hypothesis)
      #expect(errors.hits + errors.substitutions + errors.insertions == hypothesis.count)
    }
  }

  @Test func `an empty hypothesis is all deletions`() {
    let errors = WordErrors(reference: ["one", "two"], hypothesis: [])
    #expect(errors.deletions == 2)
    #expect(errors.rate == 1)
  }

  @Test func `an empty reference counts its insertions`() {
    #expect(WordErrors(reference: [], hypothesis: ["one", "two"]).rate == 2)
    #expect(WordErrors(reference: [], hypothesis: []).rate == 0)
  }

  @Test func `errors are pooled over calls, not averaged`() {
    var pooled = WordErrors(reference: ["one"], hypothesis: ["two"])
    pooled += WordErrors(
      reference: Array(repeating: "yes", count: 9),
      hypothesis: Array(repeating: "yes", count: 9)
    )
    #expect(pooled.rate == 0.1)
  }
}
