internal import SimCore

/// Of how many calls each table has the rows; histograms and counts have those of all.
package struct RecordShares: Sendable, Hashable {
  package var turns: Double
  package var modelCalls: Double

  package static let all = RecordShares(turns: 1, modelCalls: 1)

  package init(turns: Double, modelCalls: Double) {
    self.turns = turns
    self.modelCalls = modelCalls
  }

  /// Whether a call's rows are kept: all of them, or none.
  func keeps(_ call: CallID, key: DrawKey) -> (turns: Bool, modelCalls: Bool) {
    if self == .all { return (true, true) }
    // One draw for both: who has few tables of a call has the greater one too.
    let luck = call.draws(from: key).uniform(.record, 0)
    return (luck < turns, luck < modelCalls)
  }
}

extension Purpose {
  fileprivate static let record = Purpose("records.share")
}
