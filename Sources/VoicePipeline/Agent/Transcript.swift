/// The words that a recognizer understood.
package struct Transcript: Sendable, Hashable, Codable, ExpressibleByArrayLiteral {
  package var words: [String]
  /// How sure the recognizer is, 0...1; nil when it does not say.
  package var confidence: Double?

  package init(_ words: [String], confidence: Double? = nil) {
    self.words = words
    self.confidence = confidence
  }

  package init(arrayLiteral words: String...) { self.init(words) }
}

/// Tokens that one request is billed for.
package struct TokenUsage: Sendable, Hashable, Codable {
  /// Of the context; nil when the endpoint does not count them.
  package var input: Int?
  /// Of these, read from the provider's cache.
  package var cachedInput: Int
  package var output: Int
  /// Of another branch of the same request, which lost the race and was not heard.
  package var unheardInput = 0
  package var unheardOutput = 0

  package init(input: Int? = nil, cachedInput: Int = 0, output: Int) {
    self.input = input
    self.cachedInput = cachedInput
    self.output = output
  }
}
