package import SimCore
package import VoicePipeline

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
  /// The Retry-After header of a refusal over the limit; nil without one.
  package var retryAfter: Duration?
  /// In US dollars.
  package var pricePerMinute: Double
  /// Dial to the first ring or final response (RFC 6076 SRD), without queueing over the limit.
  package var postDialDelay: DurationDistribution
  /// Share of attempts that end with a 5xx response.
  package var failureShare: Double
  /// One way, between the platform and the callee.
  package var delay: Duration
}

/// Which carrier takes which call, and what happens to one that its carrier fails.
package struct RoutingSpec: Sendable, Hashable, Decodable {
  package var order: RouteOrder
  /// For the first response of any kind.
  package var inviteTimeout: Duration
  /// Whether a dial that a carrier fails goes to another one.
  package var failover: Bool
  package var failuresInRow: Int
  package var pause: Duration
}

/// What a carrier does with a dial over its limit.
package enum ThrottleBehaviour: Sendable, Hashable {
  /// It refuses at once with this SIP or HTTP status.
  case reject(sip: Int)
  /// It holds the dial back, and refuses when it would wait longer than this.
  case queue(limit: Duration)
}
