package import VoicePipeline

extension World {
  /// What the simulated world takes for granted without a parameter in the file, so that a report
  /// can say it.
  package static let assumptions: [Assumption] = [
    assumed("world.machine_detection", "machines recognized at the answer, none mistaken"),
    assumed("world.network_jitter", "none but that of callers' and carriers' `network`"),
    assumed("world.agent_jitter_buffer", "starts at 20 ms, then 4 to 200 ms by what delays vary"),
    assumed("world.caller_jitter_buffer", "from `agent.playout_buffer` to 200 ms; 1 % may be late"),
    assumed("world.jitter_correlation", "0.7 from one packet to the next; gamma of shape 2"),
    assumed("world.carrier.tcp_retransmission", "200 ms for a lost segment, doubled each time"),
    assumed("world.carrier.ring_max", "181 s until a carrier gives up what nobody cancels"),
    assumed("world.carrier.false_answer", "after 6 s of ringing"),
    assumed("world.carrier.hold_start", "exponential with a mean of 20 s after the answer"),
    assumed("world.voice_activity.onset", "60 ms of speech before its start is reported"),
    assumed("world.model.cancel_delay", "50 ms until an endpoint notices a closed stream"),
    assumed("world.endpoint.refusal_delay", "50 ms until an endpoint says that it does no work"),
    assumed("world.model.first_token_min", "25% of the measured time, however short the context"),
    assumed("world.recognizer.duplicate_delay", "200 ms from a final to its duplicate"),
    assumed("world.realtime.response_min", "100 ms from the end of a turn to the first audio"),
    assumed("world.agent.instruction_tokens", "800 tokens"),
  ]

  private static func assumed(_ path: String, _ value: String) -> Assumption {
    Assumption(
      path: path,
      value: value,
      provenance: Provenance(grade: .default, source: "simrun")
    )
  }
}
