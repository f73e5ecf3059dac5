import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Word error model")
struct WordErrorModelTests {
  private func heard(
    _ words: [String],
    rate: Double,
    mix: ErrorMix = .clean,
    call: UInt64
  ) -> Hypothesis {
    WordErrorModel().recognize(
      words[...],
      expecting: ExpectedErrors(rate: rate, mix: mix),
      draws: DrawKey(seed: 2).entity("call", call),
      stretch: 0,
      turn: 1
    )
  }

  @Test(arguments: [0.02, 0.3, 0.9, 1, 1.04, 1.5, 4])
  func `the errors that are made are the errors that are measured`(rate: Double) {
    for mix in [ErrorMix.clean, .noise, .loss] {
      let expected = ExpectedErrors(rate: rate, mix: mix)
      var pooled = WordErrors()
      SpokenStretches.hear(100_000, expecting: expected, seed: 7) { phrase, heard in
        let errors = WordErrors(reference: phrase, hypothesis: heard.words)
        #expect(errors == heard.errors, "\(phrase) \(heard.words)")
        pooled += errors
      }
      // Errors are few at a low rate; at a very high one, a few turns have most of them.
      let tolerance = (0.1...1.5).contains(rate) ? 0.02 : 0.06
      #expect((pooled.rate / rate - 1).magnitude < tolerance, "\(pooled.rate)")
      guard rate <= 1, rate > 0.1 else { continue }
      for (found, share) in zip(pooled.shares, mix.shares) {
        #expect((found - share).magnitude < 0.01, "\(pooled.shares)")
      }
    }
  }

  @Test func `a rate of zero understands every word`() {
    #expect(heard(["yes", "please"], rate: 0, call: 0).words == ["yes", "please"])
  }

  @Test func `the same draws understand the same`() {
    let words = SpokenStretches.phrases.last ?? []
    for call in 0..<200 as Range<UInt64> {
      let first = heard(words, rate: 0.4, call: call)
      #expect(first == heard(words, rate: 0.4, call: call))
    }
    #expect(heard(words, rate: 0.4, call: 1) != heard(words, rate: 0.4, call: 2))
  }

  @Test func `raising the rate never mends a word that was wrong`() {
    let words = Array(repeating: "appointment", count: 30)
    for call in 0..<300 as Range<UInt64> {
      var least = 0
      for rate in [0.01, 0.05, 0.2, 0.5] {
        let errors = heard(words, rate: rate, call: call).errors.errors
        #expect(errors >= least, "call \(call) at \(rate)")
        least = errors
      }
    }
  }

  @Test func `a small change of the rate changes as few words`() {
    let words = SpokenStretches.phrases.last ?? []
    var changed = 0
    for call in 0..<4_000 as Range<UInt64> {
      let before = heard(words, rate: 0.20, call: call)
      let after = heard(words, rate: 0.21, call: call)
      changed += WordErrors(reference: before.words, hypothesis: after.words).errors
    }
    let share = Double(changed) / Double(4_000 * words.count)
    #expect((0.009...0.011).contains(share), "\(share)")
  }

  @Test func `a small change of the mix changes few words`() {
    let words = SpokenStretches.phrases.last ?? []
    let mix = ErrorMix(substitutions: 0.59, deletions: 0.26, insertions: 0.15)
    var changed = 0
    for call in 0..<4_000 as Range<UInt64> {
      let before = heard(words, rate: 0.2, call: call)
      let after = heard(words, rate: 0.2, mix: mix, call: call)
      changed += WordErrors(reference: before.words, hypothesis: after.words).errors
    }
    // 1 % of 20 % is of another kind, and some turns put in what they left out.
    #expect(Double(changed) / Double(4_000 * words.count) < 0.006)
  }

  @Test func `numbers are taken for numbers, days for days`() {
    let numbers: Set = ["zero", "five", "fourteen", "ten", "thirteen", "forty", "three", "ninety"]
    for call in 0..<400 as Range<UInt64> {
      let fifteen = heard(["fifteen"], rate: 1, mix: .onlySubstitutions, call: call)
      #expect(fifteen.words == ["fifty"])
      let both = heard(["fifteen", "fifty"], rate: 1, mix: .onlySubstitutions, call: call)
      #expect(both.words.allSatisfy { !["fifteen", "fifty"].contains($0) })
      let day = heard(["saturday"], rate: 1, mix: .onlySubstitutions, call: call)
      #expect(day.words.allSatisfy { $0.hasSuffix("day") && $0 != "saturday" }, "\(day.words)")
    }
    let found = (0..<400 as Range<UInt64>).map {
      heard(["fifteen", "fifty"], rate: 1, mix: .onlySubstitutions, call: $0).words[0]
    }
    #expect(numbers.isSubset(of: found))
  }

  @Test func `a word without kin is taken for one of about its length`() {
    for call in 0..<400 as Range<UInt64> {
      for word in ["xylophone", "zebra", "if"] {
        let found = heard([word], rate: 1, mix: .onlySubstitutions, call: call).words[0]
        #expect(found != word)
        #expect((-1...1).contains(found.utf8.count - word.utf8.count), "\(word) \(found)")
      }
    }
  }

  @Test func `confidence is lower where there are errors, and never sure`() {
    var right: [Double] = []
    var wrong: [Double] = []
    let expected = ExpectedErrors(rate: 0.1)
    SpokenStretches.hear(60_000, expecting: expected, seed: 3) { _, heard in
      if heard.errors.errors == 0 {
        right.append(heard.confidence)
      } else {
        wrong.append(heard.confidence)
      }
    }
    #expect((right + wrong).allSatisfy { $0 > 0 && $0 < 1 })
    // How often a right stretch has more confidence than a wrong one.
    let wins = zip(right, wrong).count { $0 > $1 }
    let chance = Double(wins) / Double(min(right.count, wrong.count))
    #expect((0.6...0.8).contains(chance), "\(chance)")
    #expect((right.sorted()[right.count / 2] - 0.953).magnitude < 0.005)
  }

  @Test func `noise alone is taken for words as often as is said`() {
    let model = WordErrorModel()
    var invented = 0
    var insertions = WordErrors()
    for stretch in 0..<20_000 {
      let heard = model.hallucinate(chance: 0.3, draws: DrawKey(seed: 4), stretch: stretch)
      #expect(heard.errors == WordErrors(reference: [], hypothesis: heard.words))
      if !heard.words.isEmpty { invented += 1 }
      insertions += heard.errors
    }
    #expect((Double(invented) / 20_000 - 0.3).magnitude < 0.012)
    #expect(insertions.insertions > invented)
    #expect(insertions.referenceWords == 0)
  }
}

extension ErrorMix {
  fileprivate static let onlySubstitutions = ErrorMix(
    substitutions: 1,
    deletions: 0,
    insertions: 0
  )
}
