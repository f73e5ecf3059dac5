internal import SimCore

/// How far the reply in progress has come.
struct ReplyProgress: Sendable, Hashable, Codable {
  var splitter = SentenceSplitter()
  var isFirstText = true
  /// The language model is done, and has counted its tokens.
  var outputTokens: Int?
  /// The last event of the language model, or the request.
  var lastNews: SimInstant
  /// Sentences sent to synthesis.
  var sentences: [ReplySentence] = []
  /// Sentences that have been heard to their end, or were dropped.
  var settled = 0

  init(at now: SimInstant = .zero) { lastNews = now }
}

/// One sentence of a reply.
struct ReplySentence: Sendable, Hashable, Codable {
  let text: String
  /// Its whole length, once it is known.
  var audio: Duration?
  /// The far end had no room for it.
  var isDropped = false

  init(text: String) { self.text = text }

  /// Its text; nil when it was dropped.
  var spoken: String? { isDropped ? nil : text }

  /// The words of which so much audio is heard to the end, taking all words for equally long.
  func text(heard: Duration) -> String {
    let words = TokenEstimate.words(in: text)
    let whole = (audio ?? TokenEstimate.spokenWord * words).nanoseconds
    let heard = heard.nanoseconds
    guard whole > heard, whole > 0 else { return text }
    return text.prefix(words: words * Int(heard) / Int(whole))
  }
}

/// A reply that was cut, until it is known how much of it was heard.
struct CutReply: Sendable, Hashable, Codable {
  let request: Int
  let sentences: [ReplySentence]
  var heard: [String]
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
