import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Word error model")
struct WordErrorModelTests {
  @Test(arguments: [0.02, 0.08, 0.25])
  func `the measured word error rate hits its target within 2 percent of it`(target: Double) {
    let model = WordErrorModel()
    let phrase = "i would like to move my appointment to the end of april".split(separator: " ")
    let words = phrase.map(String.init)
    var pooled = WordErrors()
    for call in 0..<20_000 as Range<UInt64> {
      let draws = DrawKey(seed: 5).entity("call", call)
      let understood = model.recognize(words[...], rate: target, draws: draws, stretch: 1)
      pooled += WordErrors(reference: words, hypothesis: understood)
    }
    #expect(pooled.referenceWords == 240_000)
    #expect((pooled.rate / target - 1).magnitude < 0.02, "\(pooled.rate)")
  }

  @Test func `a rate of zero understands every word`() {
    let words = ["yes", "please"]
    let understood = WordErrorModel().recognize(
      words[...],
      rate: 0,
      draws: DrawKey(seed: 1),
      stretch: 0
    )
    #expect(understood == words)
  }

  @Test func `raising the rate never mends a word that was wrong`() {
    let words = Array(repeating: "appointment", count: 30)
    for call in 0..<300 as Range<UInt64> {
      let draws = DrawKey(seed: 2).entity("call", call)
      var least = 0
      for rate in [0.01, 0.05, 0.2, 0.5] {
        let understood = WordErrorModel()
          .recognize(words[...], rate: rate, draws: draws, stretch: 0)
        let errors = WordErrors(reference: words, hypothesis: understood).errors
        #expect(errors >= least, "call \(call) at \(rate)")
        least = errors
      }
    }
  }
}
