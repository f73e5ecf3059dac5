package import SimCore

/// The lead of a campaign that an attempt is for.
package struct AttemptedLead: Sendable, Hashable {
  /// Its place among the campaigns of the run.
  package var campaign: Int
  /// Its place among the accepted leads of the campaign's file.
  package var index: Int
  /// Which attempt it is for the lead, from 0.
  package var attempt: Int

  package init(campaign: Int = 0, index: Int, attempt: Int = 0) {
    self.campaign = campaign
    self.index = index
    self.attempt = attempt
  }
}

/// What became of an attempt, for whoever planned it.
package struct AttemptResult: Sendable, Hashable {
  package var outcome: CallOutcome
  /// The first ring that was heard of; nil where there was none.
  package var rang: SimInstant?
  package var answered: SimInstant?
  package var ended: SimInstant
  /// Whether an agent was kept free for it from the dial on.
  package var hadAgent: Bool
  /// Where a recording answers.
  package var script: ScriptEnding?
  package var cost = CallCost()
}

/// Who has planned a call and is told of its end.
package protocol CallOwner: AnyObject, Sendable {
  /// A carrier has refused a leg over its limit.
  func throttled(_ attempt: CallAttempt)
  func ended(_ result: AttemptResult, of attempt: CallAttempt)
}
