import Testing
import VoicePipeline

@Suite("Word errors")
struct WordErrorsTests {
  @Test func `an empty hypothesis is all deletions`() {
    let errors = WordErrors(reference: ["one", "two"], hypothesis: [])
    #expect(errors.deletions == 2)
    #expect(errors.rate == 1)
    #expect(errors.matchErrorRate == 1)
    #expect(errors.informationPreserved == 0)
    #expect(errors.informationLost == 1)
  }

  @Test func `an empty reference counts its insertions`() {
    let errors = WordErrors(reference: [], hypothesis: ["one", "two"])
    #expect(errors.rate == 2)
    #expect(errors.matchErrorRate == 1)
    #expect(errors.informationPreserved == 0)
  }

  @Test func `two empty texts are without error`() {
    let errors = WordErrors(reference: [], hypothesis: [])
    #expect(errors.rate == 0)
    #expect(errors.matchErrorRate == 0)
    #expect(errors.informationPreserved == 1)
    #expect(errors.informationLost == 0)
  }

  @Test func `errors are pooled over calls, not averaged`() {
    var pooled = WordErrors(reference: ["one"], hypothesis: ["two"])
    pooled += WordErrors(
      reference: Array(repeating: "yes", count: 9),
      hypothesis: Array(repeating: "yes", count: 9)
    )
    #expect(pooled.rate == 0.1)
  }

  @Test func `characters are counted with their spaces`() {
    let errors = WordErrors.characters(reference: "at four", hypothesis: "a four o")
    #expect(errors.referenceWords == 7)
    #expect(errors.hypothesisWords == 8)
    #expect(errors.errors == 3)
  }
}
