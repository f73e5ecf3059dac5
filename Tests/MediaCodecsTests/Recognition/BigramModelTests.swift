import MediaCodecs
import SimCore
import Testing

@Suite("Bigram model")
struct BigramModelTests {
  private let model = BigramModel(
    sentences: [["yes", "please"], ["yes", "i", "would"], ["no", "please"]],
    vocabulary: ["maybe"]
  )

  @Test func `what may follow a word adds up to 1, after every word and at the start`() throws {
    for before in model.vocabulary.map({ Optional($0) }) + [nil] {
      let words = model.vocabulary.map { Optional($0) } + [nil]
      let sum = try words.map { try #require(model.probability(of: $0, after: before)) }
        .reduce(0, +)
      #expect((sum - 1).magnitude < 1e-9, "\(before ?? "start")")
    }
  }

  @Test func `a pair that was seen has its share less the discount`() throws {
    // Two of three sentences begin with "yes".
    #expect(try #require(model.probability(of: "yes", after: nil)) == 1.5 / 3)
    #expect(try #require(model.probability(of: "please", after: "yes")) == 0.5 / 2)
    let unseen = try #require(model.probability(of: "maybe", after: "yes"))
    #expect(unseen > 0 && unseen < 0.1)
    #expect(model.probability(of: "never", after: "yes") == nil)
  }

  @Test func `the file says the same, in the words of the format`() {
    let lines = model.arpa.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "\\data\\")
    #expect(lines[1] == "ngram 1=8")
    #expect(lines[2] == "ngram 2=8")
    #expect(lines.contains("-0.3010\t<s> yes"))
    #expect(lines.contains("-0.6021\tyes please"))
    #expect(lines.suffix(2) == ["\\end\\", ""])
    #expect(lines.filter { $0.split(separator: "\t").count == 3 }.count == 8)
  }
}
