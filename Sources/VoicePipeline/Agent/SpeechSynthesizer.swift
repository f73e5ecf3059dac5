/// What a streaming synthesizer says about one sentence.
///
/// Each sentence ends once: `completed`, `failed` or `cancelled` is its last event.
package enum SynthesisEvent: Sendable {
  /// The first audio is there and may be played; the rest streams behind it.
  case audio(any AudioStream)
  /// All audio has come; so much of it there is.
  case completed(audio: Duration)
  case failed(PortFailure)
  /// Dropped on request; what had been made by then is billed.
  case cancelled(audio: Duration)
}

/// Streaming speech synthesis: text in, audio out.
package protocol SpeechSynthesizer: Sendable {
  /// Opens the stream of one call.
  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any SynthesisSession
}

/// One call's stream to a synthesizer.
package protocol SynthesisSession: AnyObject, Sendable {
  func synthesize(_ text: String, mark: PlaybackMark)
  /// Drops every sentence that is not complete; each ends as `cancelled`.
  func cancel()
  /// Ends the stream; no event follows.
  func close()
}
