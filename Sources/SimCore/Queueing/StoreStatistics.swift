/// What became of those who came to a store.
package struct StoreCounts: Sendable, Hashable {
  /// Items that were accepted.
  package internal(set) var put = 0
  package internal(set) var taken = 0
  /// Givers and takers whose patience was over first.
  package internal(set) var reneged = 0
  /// Givers and takers whose task was cancelled.
  package internal(set) var withdrawn = 0

  package init() {}
}

/// What a store did since the start of its statistics.
package struct StoreStatistics: Sendable, Equatable {
  package let counts: StoreCounts
  /// Items on the shelf.
  package let items: TimeWeightedSummary
  /// Takers that waited.
  package let takers: TimeWeightedSummary
  /// Givers that waited.
  package let givers: TimeWeightedSummary
  /// Areas under the three levels less the stays that make them up: 0, by Little's law.
  package let gaps: [Int128]
}
