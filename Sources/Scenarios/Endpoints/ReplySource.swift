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
    var cutter = ReplyCutter()
    cutter.add(text.utf8.span)
    self.init(cutter.finish(), toolCall: toolCall)
  }

  init(_ text: CutText, toolCall: ToolCall?) {
    chunks = text.chunks
    tokens = text.words.map { $0 == 1 ? 1 : TokenEstimate.tokens(inWords: $0) }
    self.toolCall = toolCall
  }
}

/// Where a simulated language model takes its words from.
package protocol ReplySource: Sendable {
  /// The reply to a request: a pure function of the request and the draws of its call.
  func reply(to request: GenerationRequest, draws: DrawKey) -> PlannedReply
}
