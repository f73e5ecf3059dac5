import RunReports
import SimCore
import Testing
import VoicePipeline

@Suite("Words in a page")
struct SpokenTextTests {
  private static let page = Array(HTMLReport.text(EdgeCase.overloaded.facts).utf8)

  /// What the callers and the agent of the sample say, and what was understood.
  private static var said: [String] {
    let text = CallFile.text(EdgeCase.overloaded.facts.exemplars[0])
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\"")
      guard parts.count >= 4, ["words", "recognized"].contains(parts[1]) else { return nil }
      return String(parts[3])
    }.filter { $0.split(separator: " ").count > 2 }
  }

  @Test(arguments: SpokenText.Absence.allCases)
  func `they are left out, and the page says so`(absence: SpokenText.Absence) throws {
    #expect(SpokenText.stands(in: Self.page))
    let before = String(decoding: Self.page, as: UTF8.self)
    let bytes = SpokenText.removed(from: Self.page, because: absence)
    let after = String(decoding: bytes, as: UTF8.self)
    #expect(!SpokenText.stands(in: bytes))
    #expect(Self.said.count > 3)
    for words in Self.said {
      let first = words.split(separator: " ").prefix(3).joined(separator: " ")
      #expect(!after.contains(first), "\(first)")
    }
    #expect(Self.said.contains { before.contains($0.split(separator: " ")[0]) })
    #expect(after.contains("What was said is left out"))
    #expect(!before.contains("What was said is left out"))
    #expect(PageReader(after).problems.isEmpty)
    #expect(SpokenText.removed(from: bytes, because: absence) == bytes)
  }

  @Test func `a page without words stays as it is`() {
    let page = Array(HTMLReport.text(EdgeCase.noCall.facts).utf8)
    #expect(!SpokenText.stands(in: page))
    #expect(SpokenText.removed(from: page, because: .purged) == page)
  }
}
