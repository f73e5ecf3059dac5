/// The one vocabulary of measured quantities: thresholds, reports and records all use these names.
package enum MetricName: String, Sendable, Hashable, Codable, CaseIterable {
  /// Caller's last sound to the agent's first sound, at the caller's ear.
  case responseLatency = "response_latency"
  /// End of speech to the decision that the turn has ended.
  case endpointing
  /// From that decision until the final transcript is there; zero if it came earlier.
  case transcription
  /// Waiting for a slot of the language model's pool.
  case modelQueue = "model_queue"
  /// Request sent to the first sentence complete.
  case languageModel = "language_model"
  /// Request sent to the first token.
  case timeToFirstToken = "time_to_first_token"
  /// Text sent to the first audible sound, leading silence included.
  case synthesis
  /// Both directions of the network, with the jitter buffer.
  case network
  /// Planned dial to the first ring or final response (RFC 6076 SRD, from the planned instant).
  case postDialDelay = "post_dial_delay"
  /// Planned to actual start of a dial: what pacing and limits added.
  case dialDelay = "dial_delay"
  /// Answer to the agent's first sound.
  case timeToFirstWord = "time_to_first_word"
  /// Duration of an answered call.
  case holdTime = "hold_time"
  case wordErrorRate = "word_error_rate"
  case callSuccessRate = "call_success_rate"
  case blockedCalls = "blocked_calls"
  case abandonedCalls = "abandoned_calls"
  case answerSeizureRatio = "answer_seizure_ratio"
  case activeCalls = "active_calls"
  case doNotCallViolations = "dnc_violations"
  case callingHoursViolations = "calling_hours_violations"
  case consentViolations = "consent_violations"
  case droppedCalls = "dropped_calls"

  /// What a value of the metric is.
  package enum Kind: Sendable, Hashable {
    /// A distribution of durations.
    case latency
    /// A share of 0 to 1, printed in percent.
    case ratio
    /// A number of things.
    case count
  }

  package var kind: Kind {
    switch self {
    case .responseLatency, .endpointing, .transcription, .modelQueue, .languageModel,
      .timeToFirstToken, .synthesis, .network, .postDialDelay, .dialDelay, .timeToFirstWord,
      .holdTime:
      .latency
    case .wordErrorRate, .callSuccessRate, .blockedCalls, .abandonedCalls, .answerSeizureRatio:
      .ratio
    case .activeCalls, .doNotCallViolations, .callingHoursViolations, .consentViolations,
      .droppedCalls:
      .count
    }
  }

  /// The name as a reader sees it, in lower case.
  package var label: String {
    switch self {
    case .doNotCallViolations: "do-not-call violations"
    case .postDialDelay: "post-dial delay"
    case .answerSeizureRatio: "answer-seizure ratio"
    default: rawValue.split(separator: "_").joined(separator: " ")
    }
  }
}
