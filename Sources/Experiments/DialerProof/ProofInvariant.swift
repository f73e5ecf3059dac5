/// What must hold in every run, whatever is drawn.
enum ProofInvariant: String, CaseIterable {
  /// Nobody is dialled who has not agreed to it.
  case consent
  /// Nobody is dialled or texted who is on a do-not-call list by then.
  case doNotCall = "do_not_call"
  /// Nobody is dialled or texted at a forbidden hour of any zone that the number may be in.
  case callingHours = "calling_hours"
  /// No debtor is called or texted an eighth time within seven days.
  case callFrequency = "call_frequency"
  /// No phone that rings is given up before 15 s.
  case ringTime = "ring_time"
  /// No more than 3 % of those who answer find nobody there.
  case abandonment
  /// No carrier is sent dials closer together than its rate allows.
  case pace
  /// No carrier is dialled that has asked to be left alone.
  case retryAfter = "retry_after"
  /// A call is with one carrier at a time, and stays where it has rung.
  case oneCarrier = "one_carrier"
  /// Every answered call is released.
  case release
  /// No lead is dialled more often than its campaigns say.
  case attempts
  /// Nobody gets a text who has not agreed to texts.
  case textConsent = "text_consent"
  /// No dial of a campaign goes before one that a more urgent campaign has waiting.
  case priority
  /// A campaign that was stopped makes no further dial.
  case stop
  /// There are never more conversations than agents.
  case agents
  /// No carrier carries more calls at once than it has channels.
  case channels
  /// Every lead is in one state, in the queue if it is to be dialled, and in one call at most.
  case leads
  /// The audit log is whole, and every call in it is closed.
  case auditLog = "audit_log"
  /// The dialer's own audit has found nothing either.
  case ownAudit = "own_audit"
}

/// A broken invariant, and how.
struct ProofViolation {
  var invariant: ProofInvariant
  var text: String
}
