/// What a streaming synthesizer says about one sentence.
package enum SynthesisEvent: Sendable {
  /// The first audio is there and may be played; the rest streams behind it.
  case audio(any AudioStream)
  case failed(PortFailure)
}

/// Streaming speech synthesis: text in, audio out.
package protocol SpeechSynthesizer: Sendable {
  /// Opens the stream of one call.
  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any SynthesisSession
}

/// One call's stream to a synthesizer.
package protocol SynthesisSession: AnyObject, Sendable {
  func synthesize(_ text: String, mark: PlaybackMark)
  /// Drops every sentence whose audio has not been delivered; no event of theirs follows.
  func cancel()
  /// Ends the stream; no event follows.
  func close()
}
