package import SimCore

/// A speech-to-speech model.
package struct RealtimeSpec: Sendable, Hashable, Decodable {
  package var preset: String
  /// End of the caller's speech to the first sound of the answer, as measured with
  /// `measuredSilence` of turn detection.
  package var voiceToVoice: DurationDistribution
  package var measuredSilence: Duration
  /// The same of an answer to a tool's result.
  package var toolVoiceToVoice: DurationDistribution
  package var turnDetection: RealtimeTurnDetection
  /// Silence that ends a turn.
  package var silence: Duration
  /// Semantic detection: silence that ends a turn which does not sound complete.
  package var silenceMax: Duration
  /// Turns that are never answered.
  package var noAnswerShare: Double
  /// Silence at the head of the first audio.
  package var leadingSilence: DurationDistribution
  package var wordsPerMinute: Double
  /// Length of the audio over the time that its making takes.
  package var speed: Double
  /// End of a turn to its transcript.
  package var transcriptDelay: DurationDistribution
  /// Age at which a session is closed; nil for none.
  package var sessionMax: Duration?
  package var inputTokensPerMinute: Int
  package var outputTokensPerMinute: Int
  /// Of the tokens that an earlier answer was billed for, those that are read from the cache.
  package var cachedShare: Double
  package var failures: RealtimeFailureSpec?
  package var quota: QuotaSpec?
  /// Nil where every call connects a session of its own, in no time.
  package var pool: RealtimePoolSpec?
  package var price: Tariff?
}

/// How a speech-to-speech model finds the end of a turn.
package enum RealtimeTurnDetection: String, Sendable, Hashable, Decodable, CaseIterable {
  case serverVAD = "server_vad"
  case semantic
}

/// Shares of a speech-to-speech model's work that fail.
package struct RealtimeFailureSpec: Sendable, Hashable, Decodable {
  /// Of sessions, those refused with 429.
  package var refused: Double
  /// Of answers, those in which the connection breaks off with 1011.
  package var brokenOff: Double
}

/// A semantic detector of turn ends.
package struct TurnDetectorSpec: Sendable, Hashable, Decodable {
  package var latency: DurationDistribution
  /// Of finished turns, those that are judged finished.
  package var sensitivity: Double
  /// Of unfinished turns, those that are judged unfinished.
  package var specificity: Double
}

/// A classifier that chooses between the language models.
package struct RouterSpec: Sendable, Hashable, Decodable {
  package var latency: DurationDistribution
  /// Of requests, those that it takes for what they are.
  package var accuracy: Double
}

/// A tool that the agent may run.
package struct ToolSpec: Sendable, Hashable, Decodable {
  package var name: String
  /// Request to the start of the work: until then it can be called off.
  package var queueTime: Duration
  /// Start of the work to its result.
  package var latency: DurationDistribution
  package var failureShare: Double
  /// Results whose fields are not those that the agent was written for.
  package var driftShare: Double
  package var result: String
  package var resultTokens: Int
}

/// A memory of replies.
package struct ReplyCacheSpec: Sendable, Hashable, Decodable {
  package var latency: DurationDistribution
  package var capacity: Int
  /// How long a reply is good for.
  package var age: Duration
}

/// A desk of humans.
package struct DeskSpec: Sendable, Hashable, Decodable {
  package var zone: String
  package var shifts: [ShiftSpec]
  package var handleTime: DurationDistribution
  /// Calls that may wait.
  package var queueLimit: Int
}

/// Humans at a desk in a part of the day.
package struct ShiftSpec: Sendable, Hashable, Decodable {
  /// Seconds of the local day.
  package var hours: Range<Int>
  package var staff: Int
}
