/// Judges from sound and words whether a speaker has finished, in the silence after a stretch of
/// speech: semantic endpointing.
package protocol TurnDetector: Sendable {
  /// One `turnJudged` event follows under the same turn and stretch, unless the call ends before.
  func judge(
    _ audio: any AudioStream,
    turn: Int,
    stretch: Int,
    of call: CallID,
    for agent: any AgentEventReceiver
  )
}
