/// What an agent learns from its media path, each at the instant at which a live agent would.
package enum MediaEvent: Sendable {
  /// Voice activity detection heard the caller begin; the words are known to nobody yet.
  case speechStarted(any AudioStream)
  /// Voice activity detection has heard so much silence since the caller's last sound.
  ///
  /// Frames end where they end, so a live detector reports up to a frame later than its hangover,
  /// and says so: what counts from the last sound loses nothing.
  case speechEnded(silence: Duration)
  /// The far end has played the marked audio to its end.
  case played(PlaybackMark)
  /// The far end has dropped its audio at a `clear`: so much of the marked audio was heard, and
  /// nothing behind it. Comes a round trip after the `clear`, if anything was playing.
  case cleared(PlaybackMark, heard: Duration)
  /// More audio waits at the far end than it holds: the marked audio was dropped whole.
  case overflowed(PlaybackMark)
  /// The caller has pressed a key (ITU-T Q.23).
  case digit(Character)
  /// The last 8 s of the caller's speech have been played, and were worse than the agent bears.
  ///
  /// Told once until the line has recovered.
  case qualityDropped(OpinionScore)
  /// The line is as good again as the agent asks.
  case qualityRecovered(OpinionScore)
  /// The far end has ended the stream in order.
  case ended
  case failed(PortFailure)
}

/// One call's audio in both directions, seen from the agent.
///
/// Talk spurts and their ends exist only behind this port.
package protocol MediaPath: AnyObject, Sendable {
  /// Sends every later event to `agent`, and what is known of the caller's ear to `observer`.
  ///
  /// Called when the call is answered, and again by an agent that takes the conversation over: what
  /// was still to be played is dropped, and speech that goes on is reported as having started.
  func attach(_ agent: any AgentEventReceiver, observer: any CallObserver)
  /// Queues audio behind what is still playing.
  func play(_ audio: any AudioStream, mark: PlaybackMark)
  /// Drops what has not been played; takes effect at the far end a network delay later.
  func clear()
  /// The agent's process has died; until another one attaches, nobody listens and nobody speaks.
  ///
  /// What had gone out to the far end is heard where it `playsOn`; else the agent falls silent.
  func orphan(playsOn: Bool)
  /// Stops both directions, because the conversation has come to this end.
  func close(_ end: ConversationEnd)
}

extension MediaPath {
  /// A path that lives in the agent's process dies with it.
  package func orphan(playsOn: Bool) {}
}
