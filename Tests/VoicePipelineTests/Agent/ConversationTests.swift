import Testing
import VoicePipeline

@Suite("Conversation")
struct ConversationTests {
  private static let turns: [ConversationTurn] = [
    .agent(sentences: ["Hello, this is the clinic.", "How are you?"]),
    .caller(words: ["fine", "thanks"]),
    .caller(words: []),
    .caller(words: ["grüße", "größe", "日本"]),
    .agent(sentences: ["Ja."]),
    .caller(words: ["a"]),
  ]

  @Test func `turns are read back as they were said`() {
    for count in 0...Self.turns.count {
      let turns = Array(Self.turns.prefix(count))
      #expect(Conversation(turns).turns == turns)
    }
  }

  @Test func `a caller's last turn can be taken back, an agent's cannot`() {
    var conversation = Conversation(Self.turns)
    #expect(conversation.takeBackCaller() == 1)
    #expect(conversation.turns == Self.turns.dropLast())
    #expect(conversation.takeBackCaller() == nil)
    #expect(conversation.turns == Self.turns.dropLast())
    var empty = Conversation()
    #expect(empty.takeBackCaller() == nil)
    empty.callerSaid([])
    #expect(empty.takeBackCaller() == 0)
    #expect(empty.turns.isEmpty)
  }

  @Test func `a mark holds until something before it is taken away`() throws {
    var conversation = Conversation()
    conversation.callerSaid(["hello"])
    let first = try #require(conversation.mark)
    conversation.agentSaid("Yes.")
    #expect(conversation.mark == nil)
    conversation.callerSaid(["a", "b"])
    let second = try #require(conversation.mark)
    #expect(conversation.goesOn(from: first) && conversation.goesOn(from: second))
    var words = 0
    conversation.forEachPiece(after: first) { piece, _ in words += piece == .word ? 1 : 0 }
    #expect(words == 2)
    #expect(conversation.takeBackCaller() == 2)
    #expect(conversation.goesOn(from: first) && !conversation.goesOn(from: second))
    conversation.callerSaid(["a", "c"])
    #expect(conversation.goesOn(from: first) && !conversation.goesOn(from: second))
    conversation.toolSaid("{}")
    let third = try #require(conversation.mark)
    #expect(conversation.replaceOlder(than: 1, with: "Greetings.") > 0)
    #expect(!conversation.goesOn(from: third))
  }

  @Test func `equal conversations are equal however they came about`() {
    var grown = Conversation()
    grown.agentSaid("Hello, this is the clinic.")
    grown.agentSaid("How are you?")
    grown.callerSaid(["fine", "thanks"])
    #expect(grown == Conversation(Self.turns.prefix(2)))
    #expect(grown != Conversation(Self.turns.prefix(1)))
  }
}
