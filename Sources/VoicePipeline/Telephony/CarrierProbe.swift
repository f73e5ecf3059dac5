package import SimCore

/// One OPTIONS request that asks a carrier whether it is there (RFC 3261 section 11).
package struct CarrierProbe: Sendable, Hashable {
  /// The carrier's place in the pool.
  package var route: Int
  /// Which of the carrier's probes it is, from 0.
  package var number: Int

  package init(route: Int, number: Int) {
    self.route = route
    self.number = number
  }
}

/// Where the final response to a probe is delivered: on the cell of who has asked.
package protocol ProbeReceiver: AnyObject, Sendable {
  func answered(_ probe: CarrierProbe, _ response: SIPResponse)
}

/// How the carriers of a pool are probed.
package struct ProbeSettings: Sendable, Hashable {
  /// From one probe of a carrier to the next.
  package var interval: Duration
  /// How long an answer is waited for; shorter than the interval.
  package var timeout: Duration
  /// Probes in a row that fail until the carrier is kept away from.
  package var failures: Int
  /// No probe is sent at or after this instant, and no carrier kept away from for want of one.
  package var end: SimInstant

  package init(interval: Duration, timeout: Duration, failures: Int, end: SimInstant) {
    precondition(timeout > .zero && timeout < interval, "a probe ends before the next one")
    precondition(failures > 0, "a carrier that has not failed is well")
    self.interval = interval
    self.timeout = timeout
    self.failures = failures
    self.end = end
  }
}

extension SIPResponse {
  /// Whether a probe with this answer says that the carrier takes calls.
  ///
  /// An OPTIONS request is answered as an INVITE would be (RFC 3261 section 11.2): 404 or 405 come
  /// from a carrier that is there, 503 from one that would rather not be. A 501 knows no OPTIONS.
  package var saysWell: Bool {
    code != SIPResponse.requestTimeout.code && !((500..<600).contains(code) && code != 501)
  }
}

/// Why a carrier is kept away from.
package enum AvoidanceCause: String, Sendable, Hashable, CaseIterable {
  /// Calls over it have failed.
  case calls
  /// Probes of it have failed.
  case probes
  /// It has asked for it (Retry-After).
  case request
}

/// A time for which a carrier was kept away from.
package struct Avoidance: Sendable, Hashable {
  package var cause: AvoidanceCause
  package var start: SimInstant
  /// Nil while it lasts.
  package var end: SimInstant?

  package init(cause: AvoidanceCause, start: SimInstant, end: SimInstant? = nil) {
    self.cause = cause
    self.start = start
    self.end = end
  }
}

/// What the dialer has watched of one carrier, over the whole run.
package struct CarrierWatch: Sendable, Hashable {
  package var name: String
  package var probesSent = 0
  /// Unanswered, or answered by a carrier that says it is not well.
  package var probesFailed = 0
  /// In the order of their starts.
  package var avoidances: [Avoidance] = []
  package var regions = RegionCounts()

  package init(name: String) { self.name = name }
}
