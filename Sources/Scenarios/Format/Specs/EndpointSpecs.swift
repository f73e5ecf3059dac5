package import SimCore

/// Whether an endpoint passes its result on as it comes, or whole at its end.
package enum EndpointMode: String, Sendable, Hashable, Decodable, CaseIterable {
  case streaming
  case batch
}

/// A speech recognizer.
package struct RecognizerSpec: Sendable, Hashable, Decodable {
  package var preset: String
  package var mode: EndpointMode
  /// End of speech to the final transcript; of a batch recognizer, before the audio's own share.
  package var latency: DurationDistribution
  /// Of a batch recognizer: time of recognition over length of the audio.
  package var realTimeFactor: Double
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
  /// Measured rates, which stand in for all of the above; nil for the curve.
  package var wordErrors: WordErrorTable?
  /// Share of stretches of noise without speech in which words are found.
  package var hallucinationShare: Double
  /// Stretches of speech whose final has no words.
  package var noTranscriptShare: Double
  /// From one partial to the next.
  package var partialInterval: DurationDistribution
  /// From a word's end to the partial that has it.
  package var partialLag: DurationDistribution
  package var failures: RecognizerFailureSpec?
  package var quota: QuotaSpec?
  package var price: Tariff?
}

/// Shares of a recognizer's stretches of speech that go wrong, and how.
package struct RecognizerFailureSpec: Sendable, Hashable, Decodable {
  /// The stream is refused with 429.
  package var refused: Double
  /// The stream is closed with 1011 before the final.
  package var brokenOff: Double
  /// The final never comes.
  package var hang: Double
  /// The final comes so much later.
  package var late: Double
  package var lateBy: DurationDistribution
  /// The final comes twice.
  package var duplicate: Double
  /// Time without audio after which the stream is closed with 1008; nil for never.
  package var idleTimeout: Duration?
}

/// What a project may have open at a time.
package struct QuotaSpec: Sendable, Hashable, Decodable {
  package var preset: String
  /// Streams, sentences in the making or sessions at the same time.
  package var concurrent: Int?
  /// How long one more waits before it is refused.
  package var wait: Duration
  /// Connections at the same time, busy or not.
  package var connections: Int?
}

/// A language model with a pool of request slots.
package struct LanguageModelSpec: Sendable, Hashable, Decodable {
  package var preset: String
  package var mode: EndpointMode
  package var timeToFirstToken: DurationDistribution
  package var tokensPerSecond: Double
  /// Requests that the endpoint serves at the same time; further ones queue.
  package var slots: Int
  /// Tokens that are read before the first one is written, per second; nil for a time to first
  /// token that does not depend on the context.
  package var prefillTokensPerSecond: Double?
  /// Tokens of the context with which the time to first token was measured.
  package var contextTokens: Int
  /// Of the context, what the provider reads from its prompt cache.
  package var cachedShare: Double
  /// Shorter contexts are not cached.
  package var cacheTokensMin: Int
  /// A second copy of each request that has no token after so long; nil for none.
  package var hedgeAfter: Duration?
  package var failures: ModelFailureSpec
  package var quota: ModelQuotaSpec?
  /// Nil where every request goes.
  package var breaker: ModelBreakerSpec?
  package var server: ModelServerSpec?
  package var price: Tariff?
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
  /// Refused with 529: the provider is overloaded, whoever asks.
  package var overloaded: Double
  /// Refused with 500.
  package var serverError: Double
}

/// What a project may ask of a language model; whichever bound is met first refuses.
package struct ModelQuotaSpec: Sendable, Hashable, Decodable {
  package var preset: String
  package var requestsPerMinute: Int?
  /// Of context and answer together.
  package var tokensPerMinute: Int?
  package var concurrentRequests: Int?
  /// After so many tokens nothing is answered any more: the prepaid budget is spent.
  package var tokensTotal: Int?
}

/// A language model on a machine of our own, which serves many requests in one batch.
package struct ModelServerSpec: Sendable, Hashable, Decodable {
  package var precision: WeightPrecision
  /// Billions of weights.
  package var parameters: Double
  /// Gigabytes (10^9).
  package var memory: Double
  /// Gigabytes per second.
  package var bandwidth: Double
  /// Floating-point operations per second, in units of 10^12.
  package var compute: Double
  /// Bytes of the key-value cache for one token; the precision of the weights does not change it.
  package var cacheBytesPerToken: Int
  /// Requests in a batch.
  package var batch: Int
  /// Of each step, beside memory and arithmetic.
  package var stepOverhead: Duration
  /// Of answers, those that a smaller student gets wrong where its teacher would not.
  package var qualityPenalty: Double
  /// In dollars.
  package var pricePerHour: Double
}

/// How many bytes a weight has.
package enum WeightPrecision: String, Sendable, Hashable, Decodable, CaseIterable {
  case fp32
  case fp16
  case int8
  case int4

  /// Of one weight.
  package var bits: Int {
    switch self {
    case .fp32: 32
    case .fp16: 16
    case .int8: 8
    case .int4: 4
    }
  }
}

/// A speech synthesizer.
package struct SynthesizerSpec: Sendable, Hashable, Decodable {
  package var preset: String
  package var mode: EndpointMode
  /// Text sent to the first byte of audio.
  package var timeToFirstByte: DurationDistribution
  /// Silence at the head of that audio.
  package var leadingSilence: DurationDistribution
  package var wordsPerMinute: Double
  /// Length of the audio over the time that its making takes.
  package var speed: Double
  package var failures: SynthesizerFailureSpec?
  package var quota: QuotaSpec?
  package var price: Tariff?
}

/// Shares of a synthesizer's sentences that go wrong, and how.
package struct SynthesizerFailureSpec: Sendable, Hashable, Decodable {
  /// Refused with 429 because the provider is busy, whoever asks.
  package var busy: Double
  /// Broken off after the first audio.
  package var brokenOff: Double
  /// Never answered.
  package var hang: Double
  /// The audio runs out in the midst of the sentence for so long.
  package var underrun: Double
  package var underrunTime: Duration
}
