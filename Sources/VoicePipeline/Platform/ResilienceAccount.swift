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
