/// Errors that the tests put into the dialer, to see that the property campaign finds them.
///
/// This is the one list of them. Nothing but a test plants one; `nil` is the dialer as it is.
package enum PlantedDefect: String, Sendable, Hashable, CaseIterable {
  /// Leads without consent are queued.
  case consentIgnored
  /// Leads that the file says are on a list are queued, and dialled.
  case listIgnored
  /// Who joins the registry while waiting is dialled.
  case joiningIgnored
  /// Every hour is a calling hour.
  case hoursIgnored
  /// Of the zones that a number may be in, only one is asked.
  case firstZoneOnly
  /// Debtors are called as often as leads come up.
  case frequencyIgnored
  /// A conversation is forgotten.
  case conversationForgotten
  /// Nobody is kept free for anybody, whatever the share of abandoned calls.
  case abandonmentUnlimited
  /// Phones are given up after 6 s.
  case ringCutShort
  /// Leads are tried again and again.
  case attemptsUnlimited
  /// A campaign goes on after it has been stopped.
  case stopIgnored
  /// Some leads that are to be tried again never are.
  case leadForgotten
  /// Some dials that nobody took in time are kept nowhere.
  case overflowForgotten
  /// Campaigns share alike, whatever their priorities.
  case priorityIgnored
  /// Texts go to who has not agreed to them.
  case textConsentIgnored
  /// Texts go to who is on a do-not-call list.
  case textListIgnored
  /// Texts go out at every hour.
  case textHoursIgnored
  /// A text to a debtor is not counted.
  case textsUncounted
  /// Carriers are sent twice what they take.
  case paceDoubled
  /// A carrier that asks to be left alone is not.
  case retryAfterIgnored
  /// A phone that has rung in vain rings again over another carrier.
  case dialsAgainAfterRing
  /// Some answered calls are never released.
  case releaseForgotten
  /// Some endings are not written to the audit log.
  case auditForgetful
}
