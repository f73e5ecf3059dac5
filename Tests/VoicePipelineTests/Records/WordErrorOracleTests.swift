import Testing
import VoicePipeline

@Suite("Word errors as jiwer counts them")
struct WordErrorOracleTests {
  private static func counts(_ errors: WordErrors) -> [Int] {
    [errors.substitutions, errors.deletions, errors.insertions]
  }

  private static func rates(_ words: WordErrors, _ characters: WordErrors) -> [Double] {
    [
      words.rate, words.matchErrorRate, words.informationPreserved, words.informationLost,
      characters.rate,
    ]
  }

  @Test func `every count and every bit of every rate of 10,000 pairs is jiwer's`() throws {
    let expected = try JiwerCounts()
    let normaliser = TextNormaliser.spaces
    var pairs = WordErrorPairs()
    var texts = Fingerprint()
    var rates = Fingerprint()
    var pooled = (words: WordErrors(), characters: WordErrors())
    try #require(expected.rows.count == WordErrorPairs.count)
    for (number, row) in expected.rows.enumerated() {
      let (reference, hypothesis) = pairs.next()
      texts.add((reference + "\n" + hypothesis + "\n").utf8)
      let words = WordErrors(
        reference: normaliser.words(reference),
        hypothesis: normaliser.words(hypothesis)
      )
      let characters = WordErrors.characters(
        reference: normaliser.characters(reference),
        hypothesis: normaliser.characters(hypothesis)
      )
      let found = Self.counts(words) + Self.counts(characters)
      #expect(found == row, "pair \(number): '\(reference)' '\(hypothesis)'")
      for rate in Self.rates(words, characters) { rates.add(rate) }
      pooled.words += words
      pooled.characters += characters
    }
    #expect(texts.text == expected.head["texts"], "the two generators differ")
    #expect(rates.text == expected.head["rates"])
    let names = ["wer", "mer", "wip", "wil", "cer"]
    for (name, rate) in zip(names, Self.rates(pooled.words, pooled.characters)) {
      #expect(expected.head[name].flatMap { Double($0) } == rate, "\(name)")
    }
  }

  @Test func `a word spelled with other code points is another word`() {
    for (word, other) in [("\u{E9}", "e\u{301}"), ("\u{212B}", "A\u{30A}"), ("\u{212A}", "K")] {
      #expect(word == other)
      #expect(WordErrors(reference: [word], hypothesis: [other]).substitutions == 1)
      #expect(WordErrors(reference: [word], hypothesis: [word]).hits == 1)
    }
  }
}
