package import VoicePipeline

/// What the measured part of a run cost, with the source of every price.
package struct CostFacts: Sendable {
  /// One thing that was paid for.
  package struct Item: Sendable {
    package var item: CostItem
    /// Its prices, as the run used them.
    package var prices: [Assumption]
  }

  package var account: CostAccount
  package var items: [Item]

  /// Nil where nothing was paid for; an assumption is a price of an item if its path is that of the
  /// price, or within its section.
  package init?(_ account: CostAccount, assumptions: [Assumption]) {
    guard account.total > .zero else { return nil }
    self.account = account
    items = account.items.map { item in
      Item(
        item: item,
        prices: assumptions.filter { assumption in
          item.prices.contains { price in
            assumption.path == price || assumption.path.hasPrefix(price + ".")
          }
        }
      )
    }
  }

  package var perCall: Double? { account.total(over: account.calls) }
  package var perAnswer: Double? { account.total(over: account.answered) }
  package var perResolved: Double? { account.total(over: account.resolved) }
}
