import Scenarios
import SimCore
import Testing
import VoicePipeline

/// What a caller tells of the agent's sentences.
@Suite("Heard sentences")
struct HeardSentenceTests {
  /// How long the bench's agent takes for a word.
  private static let word = Duration.milliseconds(364)

  private func calls(_ more: String = "", voiceOnly: Bool = false) throws -> [DialogueBench.Call] {
    let kind = try DialogueBench.kind(more)
    let goals = try DialogueBench.goal("order-status")
    return (1...20).map {
      DialogueBench.run(kind, goals: goals, seed: $0, voiceOnly: voiceOnly)
    }
  }

  @Test func `each sentence is told once, with its start and its end`() throws {
    for call in try calls() {
      let heard = call.sentences
      let said = call.lines.filter { $0.hasPrefix("agent:  ") && !$0.hasSuffix(" --") }
        .map { String($0.dropFirst(8)) }
      // The caller may hang up in the midst of the last one.
      #expect(heard.filter { $0.wordsHeard == nil }.map(\.text) == said)
      for sentence in heard where sentence.wordsHeard == nil {
        let words = sentence.text.map { $0.split(separator: " ").count } ?? 0
        #expect(sentence.start.duration(to: sentence.end) == Self.word * words)
      }
      #expect(zip(heard, heard.dropFirst()).allSatisfy { $0.end <= $1.start })
    }
  }

  @Test func `of a sentence that is cut only the words that were heard are told`() throws {
    let cut = try calls(", habits: {interruptions: 100%, early_interruptions: 100%}")
      .flatMap(\.sentences)
      .filter { $0.wordsHeard != nil }
    #expect(cut.count > 20)
    for sentence in cut {
      let count = try #require(sentence.wordsHeard)
      // By the pace that the caller is used to, which is that of the agent to within a word.
      let whole = Int(sentence.start.duration(to: sentence.end) / Self.word)
      #expect((count - whole).magnitude <= 1)
    }
  }

  @Test func `of a voice without words its time is told`() throws {
    let heard = try calls(voiceOnly: true).flatMap(\.sentences)
    #expect(heard.count > 20)
    #expect(heard.allSatisfy { $0.text == nil && $0.start <= $0.end })
  }
}

extension DialogueBench.Call {
  fileprivate var sentences: [HeardSentence] {
    notes.compactMap { if case .heard(let sentence) = $0 { sentence } else { nil } }
  }
}
