internal import SimCore

/// What keeps an ill model from taking the platform along, and what it did.
package struct ResilienceAccount: Sendable {
  /// Breakers in front of language models, by the names of the models' sections.
  package var breakers: [(model: String, account: ModelGuardAccount)] = []
  /// Nil where no sessions wait.
  package var pool: RealtimePoolAccount?
  /// Nil where nobody is turned away for the load.
  package var shedding: SheddingAccount?

  package init() {}

  package var openings: Int { breakers.reduce(0) { $0 + $1.account.openings } }
  package var keptBack: Int { breakers.reduce(0) { $0 + $1.account.keptBack } }
}

extension ResilienceAccount {
  /// Puts to it what another zone's breakers and shedding did.
  package mutating func merge(_ other: ResilienceAccount) {
    for breaker in other.breakers {
      guard let at = breakers.firstIndex(where: { $0.model == breaker.model }) else {
        breakers.append(breaker)
        continue
      }
      breakers[at].account.openings += breaker.account.openings
      breakers[at].account.keptBack += breaker.account.keptBack
      breakers[at].account.slow += breaker.account.slow
      breakers[at].account.isOpen.merge(breaker.account.isOpen)
    }
    if let theirs = other.pool {
      var sum = pool ?? RealtimePoolAccount()
      sum += theirs
      sum.idle.merge(theirs.idle)
      pool = sum
    }
    if let theirs = other.shedding {
      var sum = shedding ?? SheddingAccount()
      sum.isShedding.merge(theirs.isShedding)
      sum.causes += theirs.causes.filter { !sum.causes.contains($0) }
      sum.turnedAway += theirs.turnedAway
      shedding = sum
    }
  }
}
