internal import SimCore

/// How far the reply in progress has come.
struct ReplyProgress: Sendable, Hashable, Codable {
  /// What stands between the turn and the text.
  enum Awaited: String, Sendable, Hashable, Codable {
    case memory
    case passages
    case routing
    case generation
    case tools
    case retry
    /// The text is whole.
    case nothing
  }

  /// In the marks of its audio.
  var number: Int
  var origin = ReplyOrigin.model
  /// Whether it answers the caller's last turn.
  var answersTurn = false
  var awaited = Awaited.generation
  var tier = ModelTier.heavy
  /// Of the request in progress, from 1.
  var attempt = 1
  /// Requests so far.
  var rounds = 0
  var asked: SimInstant
  /// The first event of the request in progress that brought something.
  var firstResult: SimInstant?
  /// The last event of the language model, or the request.
  var lastNews: SimInstant
  var splitter = SentenceSplitter()
  var hasText = false
  var outputTokens = 0
  /// Tokens of passages that only this reply's requests carry.
  var passageTokens = 0
  /// What the request in progress wants run when it is over.
  var toolCalls: [ToolCall] = []
  /// Runs that have not ended.
  var running: [Int] = []
  /// What the latest of them gave, for a model that is not told the conversation.
  var toolResult: String?
  /// Sentences sent to synthesis.
  var sentences: [ReplySentence] = []
  /// Sentences that have been heard to their end, or were dropped.
  var settled = 0
  /// Text that waits for the end of the reply, where sentences are not synthesized one by one.
  var whole: [String] = []
  /// What follows when it has been heard.
  var sequel = Sequel.listening

  /// What comes after a reply.
  enum Sequel: Sendable, Hashable, Codable {
    case listening
    case ending(ConversationEnd)
    case transfer
    /// For the human who has been asked for.
    case waiting
  }

  init(number: Int = 0, at now: SimInstant = .zero) {
    self.number = number
    asked = now
    lastNews = now
  }

  var isWhole: Bool { awaited == .nothing }

  /// Nobody has heard anything of it, and nothing is on its way to be heard.
  var isUnspoken: Bool { sentences.isEmpty }
}

/// One sentence of a reply.
struct ReplySentence: Sendable, Hashable, Codable {
  let text: String
  /// Sent to synthesis.
  let begun: SimInstant
  var firstAudio: SimInstant?
  /// Its whole length, once it is known.
  var audio: Duration?
  /// The far end had no room for it.
  var isDropped = false
  /// Not part of what the agent has to say.
  var isFiller = false
  /// It has failed once.
  var isRepeated = false

  init(text: String, begun: SimInstant) {
    self.text = text
    self.begun = begun
  }

  /// Its text; nil when it was dropped, or says nothing.
  var spoken: String? { isDropped || isFiller ? nil : text }

  /// The words of which so much audio is heard to the end, taking all words for equally long.
  func text(heard: Duration) -> String { text.prefix(words: wordsHeard(heard)) }

  /// The other words.
  func rest(after heard: Duration) -> String {
    String(text.dropFirst(text(heard: heard).count).drop { $0 == " " })
  }

  private func wordsHeard(_ heard: Duration) -> Int {
    let words = TokenEstimate.words(in: text)
    let whole = (audio ?? TokenEstimate.spokenWord * words).nanoseconds
    let heard = heard.nanoseconds
    guard whole > heard, whole > 0 else { return words }
    return words * Int(heard) / Int(whole)
  }
}

/// A reply that was cut, until it is known how much of it was heard.
struct CutReply: Sendable, Hashable, Codable {
  let request: Int
  let sentences: [ReplySentence]
  var heard: [String]
  /// What was not heard.
  var rest: [String]
}

/// Tokens and seconds of a text, before an endpoint has counted them.
package enum TokenEstimate {
  /// A word at 165 words a minute.
  static let spokenWord = Duration.milliseconds(364)

  /// English text has about 4 tokens in 3 words.
  package static func tokens(inWords words: Int) -> Int { (words * 4 + 2) / 3 }

  package static func tokens(in text: String) -> Int { tokens(inWords: words(in: text)) }

  /// Words between spaces.
  package static func words(in text: String) -> Int {
    let bytes = text.utf8.span
    var count = 0
    var isWithin = false
    for index in bytes.indices {
      let isWord = bytes[index] != space
      if isWord && !isWithin { count += 1 }
      isWithin = isWord
    }
    return count
  }

  fileprivate static let space = UInt8(ascii: " ")
}

extension String {
  /// The text up to the end of so many words, as it is spaced.
  fileprivate func prefix(words count: Int) -> String {
    guard count > 0 else { return "" }
    var rest = count
    var isWithin = false
    for index in utf8.indices {
      let isWord = utf8[index] != TokenEstimate.space
      if isWithin && !isWord { rest -= 1 }
      if rest == 0 && !isWord { return String(self[..<index]) }
      isWithin = isWord
    }
    return self
  }
}
