package import SimCore

/// A trunk of the carrier pool.
package struct CarrierSpec: Sendable, Hashable, Decodable {
  package var name: String
  package var preset: String
  /// The share of the traffic is the weight over the sum of all weights.
  package var weight: Double
  /// The limit on dials per second.
  package var callsPerSecond: Double
  /// The rolling window over which the limit counts: `callsPerSecond` times `rateWindow` dials.
  package var rateWindow: Duration
  package var throttle: ThrottleBehaviour
  /// Dial to the first ring or final response (RFC 6076 SRD), without queueing over the limit.
  package var postDialDelay: DurationDistribution
  /// Share of attempts that end with a 5xx response.
  package var failureShare: Double
  /// One way, between the platform and the callee.
  package var delay: Duration
}

/// What a carrier does with a dial over its limit.
package enum ThrottleBehaviour: Sendable, Hashable {
  /// It refuses at once with this SIP or HTTP status.
  case reject(sip: Int)
  /// It holds the dial back, and refuses when it would wait longer than this.
  case queue(limit: Duration)
}
