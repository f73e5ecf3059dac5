/// The rules that a dial must satisfy.
package struct ComplianceSpec: Sendable, Hashable, Decodable {
  /// Seconds of the called party's local day at which a call may start.
  package var hours: ClosedRange<Int>
  package var requireConsent: Bool
  package var doNotCall: DoNotCallSpec

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
