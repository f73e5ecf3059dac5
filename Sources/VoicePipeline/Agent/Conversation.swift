internal import SimCore

/// What both sides of a call have said so far, as far as each has heard it.
///
/// It grows with every turn of every call and is seldom read, so it is kept as bytes: thousands of
/// conversations then fit the processor's cache, and one that ends is freed without a look at it.
package struct Conversation: Sendable {
  /// What begins each part: bytes that no UTF-8 has (RFC 3629, section 1).
  private enum Mark {
    static let summary: UInt8 = 0xFB
    static let tool: UInt8 = 0xFC
    /// A turn of the caller, each of its words, and each sentence of the agent.
    static let turn: UInt8 = 0xFD
    static let word: UInt8 = 0xFE
    static let sentence: UInt8 = 0xFF
  }

  /// Room for a call of some fifteen turns: copies on the way there would cost more.
  private static let usualByteCount = 2_048

  private var bytes: [UInt8] = []
  /// Of all bytes, for its marks.
  private var chain = ConversationMark.start
  /// Behind the latest turn of the caller or result of a tool, and behind the one before.
  private var latestMark: ConversationMark?
  private var formerMark: ConversationMark?

  package init() {}

  package init(_ turns: some Sequence<ConversationTurn>) {
    for turn in turns {
      switch turn {
      case .caller(let words): callerSaid(words)
      case .agent(let sentences): for sentence in sentences { agentSaid(sentence) }
      case .tool(let result): toolSaid(result)
      case .summary(let text):
        makeRoom()
        append(text, Mark.summary)
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
      let end = bytes[(start + 1)...].firstIndex { $0 >= Mark.summary } ?? bytes.count
      let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
      switch bytes[start] {
      case Mark.turn:
        close()
        words = []
      case Mark.word: words?.append(text)
      case Mark.tool, Mark.summary:
        close()
        turns.append(bytes[start] == Mark.tool ? .tool(result: text) : .summary(text))
      default:
        if words != nil { close() }
        sentences.append(text)
      }
      start = end
    }
    close()
    return turns
  }

  /// Calls `body` for each turn of the caller, each word and each sentence, in order, with its
  /// text: a reader of every request makes no copies.
  ///
  /// It may begin `after` what it has read before.
  package func forEachPiece(
    after mark: ConversationMark? = nil,
    _ body: (ConversationPiece, Span<UInt8>) -> Void
  ) {
    let text = bytes.span
    var start = mark?.count ?? 0
    while start < text.count {
      var end = start + 1
      while end < text.count, text[end] < Mark.summary { end += 1 }
      let piece: ConversationPiece =
        switch text[start] {
        case Mark.turn: .callerTurn
        case Mark.word: .word
        case Mark.tool: .toolResult
        case Mark.summary: .summary
        default: .sentence
        }
      body(piece, text.extracting((start + 1)..<end))
      start = end
    }
  }

  /// Appends a turn of the caller.
  package mutating func callerSaid(_ words: [String]) {
    makeRoom()
    bytes.append(Mark.turn)
    chain.take(Mark.turn)
    for word in words { append(word, Mark.word) }
    setMark()
  }

  /// Appends a sentence to the agent's turn.
  package mutating func agentSaid(_ sentence: String) {
    makeRoom()
    append(sentence, Mark.sentence)
  }

  /// Appends what a tool has given.
  package mutating func toolSaid(_ result: String) {
    makeRoom()
    append(result, Mark.tool)
    setMark()
  }

  private mutating func append(_ text: String, _ mark: UInt8) {
    bytes.append(mark)
    chain.take(mark)
    // One by one: most texts are a word.
    let text = text.utf8.span
    for place in text.indices {
      bytes.append(text[place])
      chain.take(text[place])
    }
  }

  private mutating func makeRoom() {
    if bytes.isEmpty { bytes.reserveCapacity(Self.usualByteCount) }
  }

  /// Takes the caller's last turn back; how many words it had, nil if the last turn is not theirs.
  package mutating func takeBackCaller() -> Int? {
    guard let start = bytes.lastIndex(of: Mark.turn), !bytes[start...].contains(Mark.sentence),
      !bytes[start...].contains(Mark.tool)
    else { return nil }
    let words = bytes[start...].count { $0 == Mark.word }
    bytes.removeSubrange(start...)
    chainAnew()
    return words
  }
}

extension Conversation {
  /// The words of the caller's last turn.
  package var latestCallerWords: [String] {
    guard let start = bytes.lastIndex(of: Mark.turn) else { return [] }
    let end = bytes[(start + 1)...].firstIndex { $0 >= Mark.summary && $0 != Mark.word }
    return bytes[start..<(end ?? bytes.count)].split(separator: Mark.word).dropFirst()
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Tokens of all that has been said, before an endpoint has counted them.
  package var tokens: Int {
    turns.reduce(0) { $0 + $1.tokens }
  }

  /// What came before the caller's last `count` turns; nil when that is nothing.
  package func older(than count: Int) -> Conversation? {
    guard let start = startOfLatest(count), start > 0 else { return nil }
    var older = Conversation()
    older.bytes = Array(bytes[..<start])
    older.chainAnew()
    return older
  }

  /// Puts a summary in its place; how many tokens that makes fewer.
  package mutating func replaceOlder(than count: Int, with summary: String) -> Int {
    guard let older = older(than: count) else { return 0 }
    let latest = bytes[older.bytes.count...]
    bytes = [Mark.summary] + Array(summary.utf8) + latest
    (latestMark, formerMark) = (nil, nil)
    chainAnew()
    return older.tokens
  }

  private func startOfLatest(_ count: Int) -> Int? {
    var start: Int?
    for _ in 0..<count {
      let rest = bytes[..<(start ?? bytes.count)]
      guard let found = rest.lastIndex(of: Mark.turn) else { return nil }
      start = found
    }
    return start
  }
}

// How far somebody has read, who reads the same conversation again and again.
extension Conversation {
  /// Behind the latest turn of the caller or result of a tool, where nothing has been said since.
  package var mark: ConversationMark? { latestMark == chain ? chain : nil }

  /// Whether it begins with what was there when the mark was given; false when that is long ago.
  package func goesOn(from mark: ConversationMark) -> Bool {
    latestMark == mark || formerMark == mark
  }

  private mutating func setMark() { (formerMark, latestMark) = (latestMark, chain) }

  /// Something was taken away.
  private mutating func chainAnew() {
    if let latest = latestMark, latest.count > bytes.count {
      (latestMark, formerMark) = (formerMark, nil)
    }
    // What stands before the mark that is left has not changed.
    var anew = latestMark ?? .start
    anew.take(bytes.span.extracting(anew.count...))
    chain = anew
  }
}

extension Conversation: Hashable {
  package static func == (left: Conversation, right: Conversation) -> Bool {
    left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// A place in a conversation, with a digest of what stands before it.
package struct ConversationMark: Sendable, Hashable {
  package private(set) var count = 0
  private var digest = FNV1a.start

  static let start = ConversationMark()

  @inline(__always)
  mutating func take(_ byte: UInt8) {
    count += 1
    digest = FNV1a.fold(digest, byte)
  }

  mutating func take(_ bytes: Span<UInt8>) {
    for place in bytes.indices { take(bytes[place]) }
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

/// What a stretch of a conversation's bytes is.
package enum ConversationPiece: Sendable, Hashable {
  /// The caller begins to speak; words may follow.
  case callerTurn
  case word
  /// A sentence of the agent's.
  case sentence
  /// What a tool has given.
  case toolResult
  /// What stands for older turns.
  case summary
}

/// What one side has said in a conversation, or what has come from elsewhere.
package enum ConversationTurn: Sendable, Hashable, Codable {
  /// As recognized.
  case caller(words: [String])
  /// As far as the caller has heard them.
  case agent(sentences: [String])
  /// What a tool has given.
  case tool(result: String)
  /// What stands for older turns.
  case summary(String)

  /// Before an endpoint has counted them.
  package var tokens: Int {
    switch self {
    case .caller(let words): TokenEstimate.tokens(inWords: words.count)
    case .agent(let sentences): sentences.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
    case .tool(let text), .summary(let text): TokenEstimate.tokens(in: text)
    }
  }
}
