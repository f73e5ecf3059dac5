package import SimCore

/// Why the outcome of a call never came to the store.
package enum OutcomeLoss: Int, Sendable, Hashable, CaseIterable {
  /// The pod that held it was killed before it had been written.
  case podKilled
  /// Too many waited on its pod.
  case overflow
  /// The store has refused it as often as it may be tried.
  case refused

  /// As a report names it.
  package var label: String {
    switch self {
    case .podKilled: "lost with a killed pod"
    case .overflow: "lost to a full buffer"
    case .refused: "refused by the store"
    }
  }
}

/// What became of the outcomes of a run, row by row: none is lost without being counted.
package struct OutcomeAccount: Sendable, Equatable {
  /// Calls that have ended.
  package internal(set) var offered = 0
  package internal(set) var written = 0
  /// Transactions that were committed.
  package internal(set) var batches = 0
  /// Transactions that were not; each was tried again or given up.
  package internal(set) var failures = 0
  /// Rows of the largest one that was committed.
  package internal(set) var batchMax = 0
  /// The end of a call to the moment at which its pod knows that the row is committed.
  package internal(set) var delays = LatencyHistogram()
  private var losses = [Int](repeating: 0, count: OutcomeLoss.allCases.count)

  package init() {}

  package func lost(by loss: OutcomeLoss) -> Int { losses[loss.rawValue] }

  package var lost: Int { losses.reduce(0, +) }

  /// On their way: none once a run is over.
  package var pending: Int { offered - written - lost }

  mutating func merge(_ other: OutcomeAccount) {
    offered += other.offered
    written += other.written
    batches += other.batches
    failures += other.failures
    batchMax = max(batchMax, other.batchMax)
    delays.merge(other.delays)
    for index in losses.indices { losses[index] += other.losses[index] }
  }

  mutating func lose(_ rows: Int, by loss: OutcomeLoss) { losses[loss.rawValue] += rows }

  mutating func commit(_ batch: OutcomeBatch, at now: SimInstant) {
    batches += 1
    written += batch.rows.count
    batchMax = max(batchMax, batch.rows.count)
    for row in batch.rows { delays.record(row.ended.duration(to: now)) }
  }
}
