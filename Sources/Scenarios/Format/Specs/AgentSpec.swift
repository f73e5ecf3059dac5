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
}

/// A language model with a pool of request slots.
package struct LanguageModelSpec: Sendable, Hashable, Decodable {
  package var preset: String
  package var timeToFirstToken: DurationDistribution
  package var tokensPerSecond: Double
  /// Requests that the endpoint serves at the same time; further ones queue.
  package var slots: Int
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
