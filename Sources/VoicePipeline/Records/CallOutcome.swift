/// How an attempt ended: expected outcomes are values, not errors.
package enum CallOutcome: String, Sendable, Hashable, Codable, CaseIterable {
  /// A human answered and the conversation ran to its end.
  case completed
  /// A human answered and hung up on dead air before the conversation's end.
  case abandoned
  /// A human answered, and no pod had a free slot.
  case blocked
  /// A human answered, and a model endpoint failed for good.
  case failed
  /// The run's horizon cut the call off; it counts in no ratio.
  case unfinished
  case voicemail
  case noAnswer
  case busy
  /// The number is not in service (SIP 404, 484, SIT).
  case unobtainable
  /// The callee or an intermediary refused (SIP 603, 607, 608).
  case declined
  /// The carrier refused over its call rate or channel limit.
  case throttled
  /// The carrier failed (SIP 5xx, time-out).
  case carrierFailure
  /// A human answered, and another human took the call over from the agent.
  case transferred
  /// A human answered and is to be called back.
  case callback
  /// A human answered, and the carrier dropped the call for want of audio.
  case cutOff

  /// Whether a human answered the call.
  package var isHumanAnswer: Bool {
    switch self {
    case .completed, .abandoned, .blocked, .failed, .transferred, .callback, .cutOff: true
    default: false
    }
  }
}
