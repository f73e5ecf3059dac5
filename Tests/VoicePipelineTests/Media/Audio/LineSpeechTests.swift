import SimCore
import Testing
import VoicePipeline

@Suite("Speech on a line")
struct LineSpeechTests {
  /// Words of 200 ms, ten frames each.
  private func gaps(_ concealed: Set<Int>, words: Int = 3) -> [Int] {
    LineSpeech.Part(
      words: Array(repeating: "word", count: words),
      start: .zero,
      duration: .milliseconds(200) * words,
      concealed: (0..<words * 10).map(concealed.contains)
    ).gapsInWords
  }

  @Test func `each word has the longest gap that touches it`() {
    #expect(gaps([]) == [0, 0, 0])
    #expect(gaps([0, 12, 13, 15]) == [1, 2, 0])
    #expect(gaps([8, 9, 10, 11]) == [4, 4, 0], "a gap over the edge counts whole in both words")
    #expect(gaps(Set(0..<30)) == [30, 30, 30])
  }

  @Test func `what lies behind the list has arrived`() {
    let part = LineSpeech.Part(
      words: ["one", "two"],
      start: .zero,
      duration: .milliseconds(400),
      concealed: [true]
    )
    #expect(part.gapsInWords == [1, 0])
  }

  @Test func `an accent has one key, which fits a message's number`() {
    let names = ["us-general", "us-l2", "scottish", ""]
    let keys = names.map { SpeechTraits.key(ofAccent: $0) }
    #expect(Set(keys).count == names.count)
    #expect(keys.allSatisfy { $0 > 0 && $0 <= UInt64(Int.max) })
  }
}
