/// What simulated language models answer; sentences of the length that phone agents use.
package struct ReplyBook: Sendable {
  /// One reply, cut where the endpoint's stream is cut.
  package struct Reply: Sendable {
    /// The first token, the rest of the first sentence, and the further sentences.
    package let chunks: [String]
    /// Tokens up to the end of each chunk.
    package let tokens: [Int]
  }

  private let replies: [Reply]

  package init(_ texts: [String]) {
    replies = texts.map(Self.cut)
  }

  package func reply(choice: UInt64) -> Reply {
    replies[Int(choice.multipliedFullWidth(by: UInt64(replies.count)).high)]
  }

  private static func cut(_ text: String) -> Reply {
    var chunks: [String] = []
    var tokens: [Int] = []
    var words = 0
    var pending = ""
    for word in text.split(separator: " ") {
      pending += pending.isEmpty && chunks.isEmpty ? String(word) : " " + word
      words += 1
      let endsSentence = word.last == "." || word.last == "?"
      guard words == 1 || endsSentence else { continue }
      chunks.append(pending)
      tokens.append(words == 1 ? 1 : (words * 4 + 2) / 3)
      pending = ""
    }
    if !pending.isEmpty {
      chunks.append(pending)
      tokens.append((words * 4 + 2) / 3)
    }
    return Reply(chunks: chunks, tokens: tokens)
  }

  /// An agent that books, moves and cancels appointments.
  package static let appointments = ReplyBook([
    "Of course. Would a morning or an afternoon be better for you?",
    "I can offer you Tuesday at ten or Thursday at half past two.",
    "Thank you. May I have your date of birth to find your record?",
    "Let me check that for you. Yes, the ninth is still free at a quarter past eleven.",
    "I have moved your appointment to Friday at nine. You will get a message to confirm it.",
    "Could you tell me which clinic you would like to visit?",
    "Certainly. Please bring your insurance card and a list of the medicines that you take.",
    "The visit takes about forty minutes. Is there anything else that I can do for you?",
    "I am sorry about that. I have written down your new number.",
    "Just to be sure, you would like to see Doctor Miller again. Is that right?",
    "There is nothing free before noon. Would you like me to put you on the waiting list?",
    "That is fine. I have cancelled the old appointment and kept the new one.",
  ])
}
