package import SimCore

/// The voice agent and its model endpoints.
package struct AgentSpec: Sendable, Hashable, Decodable {
  /// Silence after the caller's last sound that ends the caller's turn.
  package var endpointing: Duration
  /// Delay of the voice activity detector in noticing that speech has ended.
  package var vadHangover: Duration
  package var stt: RecognizerSpec
  package var llm: LanguageModelSpec
  package var tts: SynthesizerSpec
  /// Longest silence of the language model within a request before the agent gives it up.
  package var modelTimeout: Duration
  /// What the agent says first; nil lets the caller speak first.
  package var greeting: String?
  /// One way, between the media server and the carrier's edge.
  package var networkDelay: Duration
  /// Depth of the buffer in front of the caller's ear.
  package var playoutBuffer: Duration
}

/// A streaming speech recognizer.
package struct RecognizerSpec: Sendable, Hashable, Decodable {
  package var preset: String
  /// End of speech to the final transcript.
  package var latency: DurationDistribution
  /// Word error rate of clear speech without noise.
  package var wordErrorRate: Double
  /// The signal-to-noise ratio at which half of the words that noise can spoil are wrong.
  package var noiseMidpointDecibels: Double
  /// How many decibels change the odds of an error by a factor of e.
  package var noiseSlopeDecibels: Double
  /// How far each kind of noise moves that ratio.
  package var noiseShiftDecibels: NoiseShiftSpec
  /// Factor on the word error rate of narrowband speech.
  package var narrowbandFactor: Double
  /// Share of stretches of noise without speech in which words are found.
  package var hallucinationShare: Double
}

/// A language model with a pool of request slots.
package struct LanguageModelSpec: Sendable, Hashable, Decodable {
  package var preset: String
  package var timeToFirstToken: DurationDistribution
  package var tokensPerSecond: Double
  /// Requests that the endpoint serves at the same time; further ones queue.
  package var slots: Int
  package var failures: ModelFailureSpec
}

/// Shares of a language model's requests that fail, and how.
package struct ModelFailureSpec: Sendable, Hashable, Decodable {
  /// Refused with 429, and the delay that is asked for.
  package var refused: Double
  package var retryAfter: Duration
  /// Broken off in the midst of the stream.
  package var brokenOff: Double
  /// Never answered.
  package var hang: Double
  /// Answered with a pause in the midst of the stream, and its length.
  package var stall: Double
  package var stallTime: Duration
}

/// A streaming speech synthesizer.
package struct SynthesizerSpec: Sendable, Hashable, Decodable {
  package var preset: String
  /// Text sent to the first byte of audio.
  package var timeToFirstByte: DurationDistribution
  /// Silence at the head of that audio.
  package var leadingSilence: DurationDistribution
  package var wordsPerMinute: Double
}
