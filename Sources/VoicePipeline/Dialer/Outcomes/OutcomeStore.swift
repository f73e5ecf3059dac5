package import SimCore

/// The database behind a CRM or a call log, as a writer sees it.
///
/// A batch is one transaction: its rows are inserted, and the counter of each campaign that is
/// among them is raised, whose row stays locked until the commit. Two transactions of one campaign
/// therefore follow one another, however many connections there are. What has been sent is the
/// store's: it goes on when the sender has died.
package protocol OutcomeStore: Sendable {
  /// Writes a batch; the reply is nil once it is committed, or else why nothing of it is.
  func write(_ batch: OutcomeBatch, _ reply: Reply<PortFailure?>)
}
