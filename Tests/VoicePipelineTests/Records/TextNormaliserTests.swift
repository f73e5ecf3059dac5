import Foundation
import Testing
import VoicePipeline

@Suite("Text normalisers")
struct TextNormaliserTests {
  private struct Row: Decodable {
    var text: String
    var spaces: [String]
    var standardize: [String]
    var plain: [String]
    var characters: String
  }

  /// Equal in their scalars: `==` on texts would take other spellings for the same.
  private func isSame(_ left: [String], _ right: [String]) -> Bool {
    left.map { Array($0.unicodeScalars) } == right.map { Array($0.unicodeScalars) }
  }

  @Test func `texts become what jiwer's transformations make of them`() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "normalisers-jiwer",
        withExtension: "json",
        subdirectory: "Vectors"
      )
    )
    let rows = try JSONDecoder().decode([Row].self, from: Data(contentsOf: url))
    #expect(rows.count > 30)
    for row in rows {
      for (normaliser, words) in [
        (TextNormaliser.spaces, row.spaces), (.standardize, row.standardize), (.plain, row.plain),
      ] {
        let found = normaliser.words(row.text)
        #expect(isSame(found, words), "\(normaliser.name): '\(row.text)' \(found)")
      }
      #expect(isSame([TextNormaliser.spaces.characters(row.text)], [row.characters]))
    }
  }

  @Test(arguments: [
    ("at 4", "at four"), ("15", "fifteen"), ("50 or 15?", "fifty or fifteen"), ("0", "zero"),
    ("100", "one hundred"), ("the 2nd of april", "the second of april"),
    ("on the 12th", "on the twelfth"), ("20th", "twentieth"), ("31st", "thirty first"),
    ("1,200", "one thousand two hundred"), ("1999", "one thousand nine hundred ninety nine"),
    ("1,000,000", "one million"), ("3.5", "three point five"), ("007", "zero zero seven"),
    ("4155550123", "four one five five five five zero one two three"),
    ("415-555", "four hundred fifteen five hundred fifty five"), ("b2b", "b two b"),
    ("12,34", "twelvethirty four"), ("at 10.", "at ten"), ("2am", "two am"),
    ("5,000th", "five thousandth"),
  ])
  func `numbers become the words that are said`(text: String, words: String) {
    #expect(TextNormaliser.spoken.words(text).joined(separator: " ") == words)
  }

  @Test func `each has a name and a description of its own`() {
    let all = TextNormaliser.all
    for (index, normaliser) in all.enumerated() {
      #expect(!normaliser.name.isEmpty && !normaliser.description.isEmpty)
      #expect(!all[..<index].contains { $0.name == normaliser.name })
      #expect(!all[..<index].contains { $0.description == normaliser.description })
    }
  }

  @Test func `what it changes differs, and once is enough`() {
    let text = "I'm at <noise> 4 o’clock, twenty-five!"
    let results = TextNormaliser.all.map { $0.words(text) }
    #expect(Set(results).count == results.count)
    for (normaliser, words) in zip(TextNormaliser.all, results) {
      #expect(normaliser.words(words.joined(separator: " ")) == words, "\(normaliser.name)")
    }
  }
}
