/// Everything that can happen to an agent.
package enum AgentEvent: Sendable {
  /// The call is connected: greet.
  case connected
  case media(MediaEvent)
  case recognition(turn: Int, RecognitionEvent)
  case generation(request: Int, GenerationEvent)
  case synthesis(PlaybackMark, SynthesisEvent)
  /// The silence that ends a turn has lasted long enough.
  case endpointingElapsed(turn: Int)
  /// The leg is gone; nothing can be said any more.
  case released
}

/// Where ports deliver their events: on the cell of the call, each as a wake-up of its own.
package protocol AgentEventReceiver: AnyObject, Sendable {
  func receive(_ event: AgentEvent)
}

/// How a request to a port came to its end without success.
package enum PortFailure: Error, Sendable, Hashable, Codable {
  /// The endpoint refused or broke; `code` is the protocol's (HTTP status, WebSocket close code).
  case endpoint(code: Int)
  case timedOut
  case cancelled
}
