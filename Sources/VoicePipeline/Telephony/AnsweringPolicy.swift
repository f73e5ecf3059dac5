/// Who is told what about an answer, and when.
package enum DetectionMode: String, Sendable, Hashable, Codable, CaseIterable {
  /// The carrier knows at once and never errs: no detector does.
  case perfect
  /// Nobody asks: the agent talks to whoever answers.
  case off
  /// The agent waits for the verdict.
  case synchronous
  /// The agent talks at once, and is stopped when a machine is found.
  case asynchronous
}

/// What becomes of an answered call by what is known of who has answered.
package struct AnsweringPolicy: Sendable, Hashable {
  package var mode: DetectionMode
  /// Whether an answer that tells nothing is taken for a machine's.
  package var unknownIsMachine: Bool
  /// How long the message is that a machine gets after its tone; nil hangs up on it.
  package var message: Duration?

  package init(
    mode: DetectionMode = .perfect,
    unknownIsMachine: Bool = false,
    message: Duration? = nil
  ) {
    self.mode = mode
    self.unknownIsMachine = unknownIsMachine
    self.message = message
  }

  /// Whether the verdict ends the conversation, or lets none begin.
  package func isMachine(_ verdict: DetectionVerdict) -> Bool {
    verdict == .machine || verdict == .unknown && unknownIsMachine
  }
}
