package import SimCore

/// One request to a model or tool, for the audit: who was asked, when, and what came of it.
package struct ModelCall: Sendable, Hashable, Codable {
  /// Whom the request went to.
  package enum Service: String, Sendable, Hashable, Codable, CaseIterable {
    case recognizer
    case turnDetector = "turn_detector"
    case languageModel = "language_model"
    case lightModel = "light_model"
    case tool
    case synthesizer
    case realtime
  }

  /// How it ended.
  package enum Ending: Sendable, Hashable, Codable {
    case completed
    case cancelled
    case failed(PortFailure)
  }

  package var service: Service
  /// The turn, request or run within the call.
  package var number: Int
  /// From 1; further ones are retries.
  package var attempt: Int
  package var begun: SimInstant
  /// The first token, audio or word; nil when there was none.
  package var firstResult: SimInstant?
  package var ended: SimInstant
  package var ending: Ending
  package var usage: TokenUsage
  /// Of audio that was recognized or synthesized.
  package var audio: Duration
  /// Characters of text that was synthesized.
  package var characters: Int
  /// The tool, where it is one.
  package var tool: String?

  package init(
    service: Service,
    number: Int,
    attempt: Int = 1,
    begun: SimInstant,
    firstResult: SimInstant? = nil,
    ended: SimInstant,
    ending: Ending,
    usage: TokenUsage = TokenUsage(output: 0),
    audio: Duration = .zero,
    characters: Int = 0,
    tool: String? = nil
  ) {
    self.service = service
    self.number = number
    self.attempt = attempt
    self.begun = begun
    self.firstResult = firstResult
    self.ended = ended
    self.ending = ending
    self.usage = usage
    self.audio = audio
    self.characters = characters
    self.tool = tool
  }
}
