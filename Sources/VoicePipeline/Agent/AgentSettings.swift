internal import SimCore

/// How an agent is tuned.
package struct AgentSettings: Sendable, Hashable, Codable {
  /// Silence after the caller's last sound that ends a turn, in all.
  package var endpointing: Duration
  /// Silence after which voice activity detection reports the end of speech; part of `endpointing`.
  package var hangover: Duration
  /// What the agent says when the call is answered; nil lets the caller speak first.
  package var greeting: String?
  /// Tokens of the instructions that every request carries.
  package var instructionTokens: Int

  /// Instructions of about 600 words: a persona, a task and its tools.
  package static let typicalInstructionTokens = 800

  package init(
    endpointing: Duration,
    hangover: Duration,
    greeting: String?,
    instructionTokens: Int
  ) {
    self.endpointing = endpointing
    self.hangover = hangover
    self.greeting = greeting
    self.instructionTokens = instructionTokens
  }
}
