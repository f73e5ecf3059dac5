/// The rules that a dial must satisfy.
package struct ComplianceSpec: Sendable, Hashable, Decodable {
  /// Seconds of the called party's local day at which a call may start.
  package var hours: Range<Int>
  package var requireConsent: Bool
  package var doNotCall: DoNotCallSpec
  package var callFrequency: CallFrequencySpec
  /// Whether an agent is kept free for a dial once 3 % have found nobody there.
  package var limitAbandonment: Bool
  /// How long a phone rings at least before it is given up.
  package var ringMin: Duration
  /// Whether consent to texts is asked for before one is sent.
  package var checkSmsConsent: Bool

  package var checkDoNotCallAtDial: Bool { doNotCall.checkAtDial }
  /// Share of the queued leads that join the registry in one hour.
  package var doNotCallAdditions: Double { doNotCall.additions }
}

/// The do-not-call registry: read when a lead is queued, and again when it is dialled.
package struct DoNotCallSpec: Sendable, Hashable, Decodable {
  package var checkAtDial: Bool
  /// Share of the queued leads that join the registry in one hour of the run.
  package var additions: Double
}

/// How often a person may be called about a debt.
package struct CallFrequencySpec: Sendable, Hashable, Decodable {
  package var checkAtDial: Bool
  package var most: Int
  package var window: Duration
  package var pause: Duration
}
