/// Everything that can happen to an agent.
///
/// Each is known to a live agent at the instant at which it is received, and no earlier.
package enum AgentEvent: Sendable {
  /// The call is connected: greet.
  case connected
  /// This agent takes over a conversation that another one has left.
  case resumed
  case media(MediaEvent)
  case recognition(turn: Int, RecognitionEvent)
  case generation(request: Int, GenerationEvent)
  /// Of the summary that was asked for last.
  case summary(GenerationEvent)
  case synthesis(PlaybackMark, SynthesisEvent)
  /// The chance that the turn is over, as a detector judges it after that stretch of speech.
  case turnJudged(turn: Int, stretch: Int, completeness: Double)
  case tool(run: Int, ToolEvent)
  /// Which model a request should go to.
  case routed(request: Int, ModelTier)
  /// A reply to the same words that is known already; nil when there is none.
  case remembered(request: Int, reply: String?)
  case realtime(RealtimeEvent)
  case desk(DeskEvent)
  case elapsed(AgentTimer)
  /// The leg is gone; nothing can be said any more.
  case released
}

/// Where ports deliver their events: on the cell of the call, each as a wake-up of its own.
package protocol AgentEventReceiver: AnyObject, Sendable {
  func receive(_ event: AgentEvent)
}
