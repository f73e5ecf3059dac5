package import SimCore
package import VoicePipeline

/// What a simulated language model answers to one request.
package struct PlannedReply: Sendable {
  /// The text, cut where the endpoint's stream is cut: the first token, the rest of the first
  /// sentence, the further sentences.
  package let chunks: [String]
  /// Tokens up to the end of each chunk.
  package let tokens: [Int]
  /// What the model wants run after the text.
  package let toolCall: ToolCall?

  package init(_ text: String, toolCall: ToolCall? = nil) {
    (chunks, tokens) = Self.cut(text)
    self.toolCall = toolCall
  }

  private static func cut(_ text: String) -> ([String], [Int]) {
    var chunks: [String] = []
    var tokens: [Int] = []
    var words = 0
    var pending = ""
    for word in text.split(separator: " ") {
      pending += pending.isEmpty && chunks.isEmpty ? String(word) : " " + word
      words += 1
      let endsSentence = word.last == "." || word.last == "?" || word.last == "!"
      guard words == 1 || endsSentence else { continue }
      chunks.append(pending)
      tokens.append(words == 1 ? 1 : TokenEstimate.tokens(inWords: words))
      pending = ""
    }
    if !pending.isEmpty {
      chunks.append(pending)
      tokens.append(TokenEstimate.tokens(inWords: words))
    }
    return (chunks, tokens)
  }
}

/// Where a simulated language model takes its words from.
package protocol ReplySource: Sendable {
  /// The reply to a request: a pure function of the request and the draws of its call.
  func reply(to request: GenerationRequest, draws: DrawKey) -> PlannedReply
}
