package import SimCore

/// What becomes of an attempt that the carrier puts through.
package struct AnswerSpec: Sendable, Hashable, Decodable {
  package var preset: String

  /// Shares of the attempts; with the other five they make 1.
  package var human: Double
  package var voicemail: Double
  package var noAnswer: Double
  package var busy: Double
  /// Not in service (SIP 404, 484, SIT).
  package var unobtainable: Double
  /// Refused by the callee or an intermediary (SIP 603, 607, 608).
  package var declined: Double

  /// First ring to answer.
  package var ringHuman: DurationDistribution
  package var ringVoicemail: DurationDistribution
  /// Ring time after which the dialer gives up.
  package var ringTimeout: Duration
  /// How long a voicemail greeting keeps the line.
  package var voicemailGreeting: DurationDistribution
  /// Whether it is said, for an agent that listens to it.
  package var voicemailSpeaks: Bool
  package var detection: DetectionSpec
}
