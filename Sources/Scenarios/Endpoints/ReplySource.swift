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
    var pending: [UInt8] = []
    pending.reserveCapacity(text.utf8.count)
    func take() {
      chunks.append(String(decoding: pending, as: UTF8.self))
      tokens.append(words == 1 ? 1 : TokenEstimate.tokens(inWords: words))
      pending.removeAll(keepingCapacity: true)
    }
    // By bytes: every reply with a value of the caller's in it is cut while the run lasts.
    let space = UInt8(ascii: " ")
    let bytes = text.utf8.span
    for place in bytes.indices where bytes[place] != space {
      if place == 0 || bytes[place - 1] == space {
        if words > 0 { pending.append(space) }
        words += 1
      }
      pending.append(bytes[place])
      let isLast = place + 1 == bytes.count || bytes[place + 1] == space
      if isLast, words == 1 || SentenceSplitter.isTerminator(bytes[place]) { take() }
    }
    if !pending.isEmpty { take() }
    return (chunks, tokens)
  }
}

/// Where a simulated language model takes its words from.
package protocol ReplySource: Sendable {
  /// The reply to a request: a pure function of the request and the draws of its call.
  func reply(to request: GenerationRequest, draws: DrawKey) -> PlannedReply
}
