package import SimCore
package import VoicePipeline

/// A circuit breaker in front of a language model.
package struct ModelBreakerSpec: Sendable, Hashable, Decodable {
  package var failuresInRow: Int
  package var failuresOfTwenty: Int
  package var pause: Duration
  package var pauseMax: Duration
  package var slowAfter: Duration

  package var settings: ModelGuardSettings {
    var breaker = BreakerSettings()
    breaker.failuresInRow = failuresInRow
    breaker.failuresOfTwenty = failuresOfTwenty
    breaker.pause = pause
    breaker.pauseMax = pauseMax
    return ModelGuardSettings(breaker: breaker, slowAfter: slowAfter)
  }
}

/// Sessions with a speech-to-speech model that wait on each pod.
package struct RealtimePoolSpec: Sendable, Hashable, Decodable {
  package var size: Int
  package var acquire: Duration
  /// From nothing to a session that waits, or is its call's at once.
  package var connect: DurationDistribution
  package var refillAtOnce: Int
  package var refillPause: Duration
  package var recycleAfter: Duration

  package var settings: RealtimePoolSettings {
    RealtimePoolSettings(
      size: size,
      acquire: acquire,
      refillAtOnce: refillAtOnce,
      refillPause: refillPause,
      recycleAfter: recycleAfter
    )
  }
}

/// When new calls are turned away; at least one bound is written.
package struct SheddingSpec: Sendable, Hashable, Decodable {
  package var responseP95: Duration?
  package var podUtilisation: Double?
  package var modelUtilisation: Double?
  package var resume: Double
  package var every: Duration

  package var rule: SheddingRule {
    let bounds: [SheddingBound?] = [
      responseP95.map { SheddingBound(.responseP95, Double($0.nanoseconds) / 1e9) },
      podUtilisation.map { SheddingBound(.podUtilisation, $0) },
      modelUtilisation.map { SheddingBound(.modelUtilisation, $0) },
    ]
    return SheddingRule(bounds: bounds.compactMap(\.self), resume: resume, every: every)
  }
}
