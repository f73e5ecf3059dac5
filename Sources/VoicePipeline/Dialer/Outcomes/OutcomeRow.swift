package import SimCore

/// What a CRM or a call log is told of one call that has ended.
///
/// The number of the call is the key of its row: writing it twice leaves one row.
package struct OutcomeRow: Sendable, Hashable {
  /// Its number in the run, from 1.
  package var call: Int
  /// The campaign's place among those of the run; nil for somebody who has called in.
  package var campaign: Int?
  package var outcome: CallOutcome
  package var ended: SimInstant

  package init(call: Int, campaign: Int?, outcome: CallOutcome, ended: SimInstant) {
    self.call = call
    self.campaign = campaign
    self.outcome = outcome
    self.ended = ended
  }
}

extension OutcomeRow {
  init(_ record: CallRecord) {
    self.init(
      call: record.id.number,
      campaign: record.campaign,
      outcome: record.outcome,
      ended: record.ended
    )
  }
}

/// Rows that one transaction writes, all or none.
package struct OutcomeBatch: Sendable, Hashable {
  /// At least one.
  package var rows: [OutcomeRow]
  /// How often they have been tried, this time included, from 1.
  package var attempt: Int

  package init(rows: [OutcomeRow], attempt: Int = 1) {
    precondition(!rows.isEmpty, "a batch of outcomes has at least one row")
    self.rows = rows
    self.attempt = attempt
  }
}
