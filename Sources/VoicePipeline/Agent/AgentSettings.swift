internal import SimCore

/// How an agent is tuned.
package struct AgentSettings: Sendable, Hashable, Codable {
  /// Silence after the caller's last sound that ends a turn, in all.
  package var endpointing: Duration
  /// What the agent says when the call is answered; nil lets the caller speak first.
  package var greeting: String?
  /// Tokens of the instructions that every request carries.
  package var instructionTokens: Int
  /// Longest silence of the language model within a request.
  package var modelTimeout: Duration

  /// Instructions of about 600 words: a persona, a task and its tools.
  package static let typicalInstructionTokens = 800

  package init(
    endpointing: Duration,
    greeting: String?,
    instructionTokens: Int,
    modelTimeout: Duration = .seconds(10)
  ) {
    self.endpointing = endpointing
    self.greeting = greeting
    self.instructionTokens = instructionTokens
    self.modelTimeout = modelTimeout
  }
}
