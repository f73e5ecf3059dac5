/// What a streaming recognizer says about one turn.
///
/// Each stretch of speech ends once: `final` or `failed` is its last event.
package enum RecognitionEvent: Sendable {
  /// What has been understood so far; may be withdrawn.
  case partial([String])
  /// The words of one stretch of speech, for good, and how sure of them the service says it is:
  /// 0 to 1, nil where it does not say.
  case final([String], confidence: Double? = nil)
  case failed(PortFailure)
}

/// Streaming speech recognition: audio in, words out.
package protocol SpeechRecognizer: Sendable {
  /// Opens the stream of one call.
  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any RecognitionSession
}

/// One call's stream to a recognizer.
package protocol RecognitionSession: AnyObject, Sendable {
  /// Starts, or goes on, recognizing the turn with a further stretch of speech.
  func recognize(_ audio: any AudioStream, turn: Int)
  /// Says that the stretch of speech is over: a `final` follows.
  func finish(turn: Int)
  /// Ends the stream; no event follows.
  func close()
}
