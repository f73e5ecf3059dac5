/// What both sides of a call have said so far, as far as each has heard it.
///
/// It grows with every turn of every call and is seldom read, so it is kept as bytes: thousands of
/// conversations then fit the processor's cache, and one that ends is freed without a look at it.
package struct Conversation: Sendable, Hashable {
  /// What begins a turn of the caller, each of its words, and each sentence of the agent: bytes
  /// that no UTF-8 has (RFC 3629, section 1).
  private enum Mark {
    static let turn: UInt8 = 0xFD
    static let word: UInt8 = 0xFE
    static let sentence: UInt8 = 0xFF
  }

  /// Room for a call of some fifteen turns: copies on the way there would cost more.
  private static let usualByteCount = 2_048

  private var bytes: [UInt8] = []

  package init() {}

  package init(_ turns: some Sequence<ConversationTurn>) {
    for turn in turns {
      switch turn {
      case .caller(let words): callerSaid(words)
      case .agent(let sentences): for sentence in sentences { agentSaid(sentence) }
      }
    }
  }

  /// The turns in order.
  package var turns: [ConversationTurn] {
    var turns: [ConversationTurn] = []
    var words: [String]?
    var sentences: [String] = []
    func close() {
      if let words { turns.append(.caller(words: words)) }
      if !sentences.isEmpty { turns.append(.agent(sentences: sentences)) }
      (words, sentences) = (nil, [])
    }
    var start = 0
    while start < bytes.count {
      let end = bytes[(start + 1)...].firstIndex { $0 >= Mark.turn } ?? bytes.count
      let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
      switch bytes[start] {
      case Mark.turn:
        close()
        words = []
      case Mark.word: words?.append(text)
      default:
        if words != nil { close() }
        sentences.append(text)
      }
      start = end
    }
    close()
    return turns
  }

  /// Appends a turn of the caller.
  package mutating func callerSaid(_ words: [String]) {
    makeRoom()
    bytes.append(Mark.turn)
    for word in words { append(word, Mark.word) }
  }

  /// Appends a sentence to the agent's turn.
  package mutating func agentSaid(_ sentence: String) {
    makeRoom()
    append(sentence, Mark.sentence)
  }

  private mutating func append(_ text: String, _ mark: UInt8) {
    bytes.append(mark)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func makeRoom() {
    if bytes.isEmpty { bytes.reserveCapacity(Self.usualByteCount) }
  }

  /// Takes the caller's last turn back; how many words it had, nil if the last turn is not theirs.
  package mutating func takeBackCaller() -> Int? {
    guard let start = bytes.lastIndex(of: Mark.turn), !bytes[start...].contains(Mark.sentence)
    else { return nil }
    let words = bytes[start...].count { $0 == Mark.word }
    bytes.removeSubrange(start...)
    return words
  }
}

extension Conversation: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([ConversationTurn].self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(turns)
  }
}

/// One side's words in a conversation.
package enum ConversationTurn: Sendable, Hashable, Codable {
  /// As recognized.
  case caller(words: [String])
  /// As far as the caller has heard them.
  case agent(sentences: [String])
}
