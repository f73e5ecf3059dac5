package import SimCore

/// What the writing of a run's outcomes came to, on both sides.
package struct OutcomeWrites: Sendable, Equatable {
  package var account: OutcomeAccount
  package var store: OutcomeStoreUse

  package init(account: OutcomeAccount, store: OutcomeStoreUse) {
    self.account = account
    self.store = store
  }
}

/// What a store of outcomes counted on its own side, as only a simulated one tells.
package struct OutcomeStoreUse: Sendable, Equatable {
  /// Transactions that came to an end, committed or not.
  package var transactions = 0
  /// Transactions that gave a row lock up.
  package var lockTimeouts = 0
  /// Of each lock that was asked for, how long it took to get it, or to give it up.
  package var lockWaits = LatencyHistogram()
  /// Locks that were not free at once.
  package var contended = 0

  package init() {}
}

extension OutcomeWrites {
  package mutating func merge(_ other: OutcomeWrites) {
    account.merge(other.account)
    store.transactions += other.store.transactions
    store.lockTimeouts += other.store.lockTimeouts
    store.lockWaits.merge(other.store.lockWaits)
    store.contended += other.store.contended
  }
}
