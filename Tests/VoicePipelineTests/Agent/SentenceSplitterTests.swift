import Testing
import VoicePipeline

@Suite("Sentence splitter")
struct SentenceSplitterTests {
  @Test func `sentences come out whole however the stream is cut`() {
    let text = "Of course. Is ten fine? Good! See you"
    for size in 1...text.count {
      var splitter = SentenceSplitter()
      var sentences: [String] = []
      var rest = Substring(text)
      while !rest.isEmpty {
        sentences += splitter.append(String(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      #expect(sentences == ["Of course.", "Is ten fine?", "Good!"], "pieces of \(size)")
      #expect(splitter.finish() == "See you")
    }
  }

  @Test func `letters beyond ASCII survive any cut`() {
    var splitter = SentenceSplitter()
    let sentences = splitter.append("Grüße. ¿Qué tal?")
    #expect(sentences == ["Grüße.", "¿Qué tal?"])
  }

  @Test func `nothing but spaces is no sentence`() {
    var splitter = SentenceSplitter()
    #expect(splitter.append("  ").isEmpty)
    #expect(splitter.finish() == nil)
  }
}
