/// What an agent learns from its media path, each at the instant at which a live agent would.
package enum MediaEvent: Sendable {
  /// Voice activity detection heard the caller begin; the words are known to nobody yet.
  case speechStarted(any AudioStream)
  /// Voice activity detection has heard silence for its hangover since the caller's last sound.
  case speechEnded
  /// The far end has played the marked audio to its end.
  case played(PlaybackMark)
}

/// One call's audio in both directions, seen from the agent.
///
/// Talk spurts and their ends exist only behind this port.
package protocol MediaPath: AnyObject, Sendable {
  /// Sends every later event to `agent`, and what is known of the caller's ear to `observer`;
  /// called once, when the call is answered.
  func attach(_ agent: any AgentEventReceiver, observer: any CallObserver)
  /// Queues audio behind what is still playing.
  func play(_ audio: any AudioStream, mark: PlaybackMark)
  /// Drops what has not been played; takes effect at the far end a network delay later.
  func clear()
  /// Stops both directions.
  func close()
}
