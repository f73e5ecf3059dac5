package import SimCore
package import VoicePipeline

/// How the outcomes of calls are written to a CRM or a call log.
package struct OutcomeSpec: Sendable, Hashable, Decodable {
  /// Zero writes each row by itself, at once.
  package var batchInterval: Duration
  /// Rows of one pod.
  package var buffer: Int
  package var attempts: Int
  package var retryAfter: Duration
  package var store: OutcomeStoreSpec

  package var settings: OutcomeSettings {
    OutcomeSettings(
      interval: batchInterval,
      bufferMax: buffer,
      attemptsMax: attempts,
      retryAfter: retryAfter
    )
  }
}

/// The database behind it.
package struct OutcomeStoreSpec: Sendable, Hashable, Decodable {
  /// There and back.
  package var latency: DurationDistribution
  /// To insert one row.
  package var rowTime: Duration
  /// From a campaign's counter to the commit.
  package var rowLock: Duration
  package var lockTimeout: Duration
  package var failureShare: Double

  package init(
    latency: DurationDistribution,
    rowTime: Duration,
    rowLock: Duration,
    lockTimeout: Duration,
    failureShare: Double
  ) {
    self.latency = latency
    self.rowTime = rowTime
    self.rowLock = rowLock
    self.lockTimeout = lockTimeout
    self.failureShare = failureShare
  }
}
