package import SimCore
package import VoicePipeline

/// A speech-to-speech model: it hears the end of a turn itself and answers in audio.
///
/// ```
///  speech ─▶ silence ─▶ committed ─▶ first audio ─▶ further sentences ─▶ completed
///              ▲ more speech           │ no answer      │ tool call
/// ```
package final class SimulatedRealtimeModel: RealtimeModel {
  let cell: Cell
  let spec: RealtimeSpec
  let replies: any ReplySource
  let health: EndpointHealth?
  /// The project's sessions.
  package let quota: StreamQuota

  /// From a session's opening to the answer of an endpoint that does no work for it.
  package static let refusalDelay = Duration.milliseconds(50)
  /// The least time from the end of a turn to the first audio.
  package static let responseMin = Duration.milliseconds(100)

  package init(
    cell: Cell,
    spec: RealtimeSpec,
    replies: any ReplySource,
    health: EndpointHealth? = nil
  ) {
    self.cell = cell
    self.spec = spec
    self.replies = replies
    self.health = health
    quota = StreamQuota("realtime sessions", cell: cell, quota: spec.quota)
  }

  package func open(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any RealtimeSession {
    let session = SimulatedRealtimeSession(model: self, request: request, agent: agent)
    session.onCell { $0.begin() }
    return session
  }
}

extension RealtimeSpec {
  /// End of a turn, as the model decides it, to the first sound of the answer.
  ///
  /// What was measured includes the silence that turn detection waited for.
  func response(_ drawn: Duration) -> Duration {
    max(drawn - measuredSilence, SimulatedRealtimeModel.responseMin)
  }

  /// Audio tokens of a length of sound.
  func tokens(in audio: Duration, perMinute: Int) -> Int {
    Int((Int128(audio.nanoseconds) * Int128(perMinute) + 59_999_999_999) / 60_000_000_000)
  }
}
