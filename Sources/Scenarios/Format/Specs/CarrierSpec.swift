package import SimCore
package import VoicePipeline

/// A trunk of the carrier pool.
package struct CarrierSpec: Sendable, Hashable, Decodable {
  package var name: String
  package var preset: String
  /// The share of the traffic is the weight over the sum of all weights.
  package var weight: Double
  /// The customer's account with the vendor; nil for one that this trunk has to itself.
  package var account: String?
  /// Where the trunk is with its vendor.
  package var region: String?
  /// The limit on dials per second.
  package var callsPerSecond: Double
  package var cpsPer: LimitScope
  /// The rolling window over which the limit counts: `callsPerSecond` times `rateWindow` dials.
  package var rateWindow: Duration
  package var throttle: ThrottleBehaviour
  /// The Retry-After header of a refusal over the limit; nil without one.
  package var retryAfter: Duration?
  /// Dials per second from one address of ours to one of theirs.
  package var sourceCallsPerSecond: Double?
  /// Calls at once over all trunks of the account; nil for no limit.
  package var channels: Int?
  package var overChannels: LimitRefusal
  /// What our dialer keeps to; nil for the limit itself.
  package var dialCallsPerSecond: Double?
  /// What the vendor wants to see before it raises the limit.
  package var trafficProfile: TrafficProfileSpec?
  /// In US dollars.
  package var pricePerMinute: Double
  /// The steps in which calls are billed.
  package var billingStep: Duration
  /// Dial to the first ring or final response (RFC 6076 SRD), without queueing over the limit.
  package var postDialDelay: DurationDistribution
  /// Share of attempts that end with a 5xx response.
  package var failureShare: Double
  /// One way, between the platform and the callee.
  package var delay: Duration
  /// What it does to the packets of audio.
  package var network: NetworkSpec
  package var signalling: SignallingSpec
  /// How it signs our calls.
  package var attestation: Attestation
  /// Share of the calls that called phones show as suspected spam.
  package var spamLabelShare: Double
  /// How long the carrier keeps an answered call of which it hears nothing.
  package var mediaTimeout: Duration
}

/// What shares one limit on dials per second.
package enum LimitScope: String, Sendable, Hashable, Decodable, CaseIterable {
  /// All trunks of the account.
  case account
  /// The account's trunks of one region.
  case region
  /// Each trunk of `carriers` alone.
  case trunk
}

/// What a carrier does with a dial over its limit.
package enum ThrottleBehaviour: Sendable, Hashable {
  /// It refuses at once.
  case reject(LimitRefusal)
  /// It holds the dial back, and refuses when it would wait as long as this.
  case queue(limit: Duration, LimitRefusal)

  /// What a dial is told for which there is no room.
  package var refusal: LimitRefusal {
    switch self {
    case .reject(let refusal), .queue(_, let refusal): refusal
    }
  }
}

/// What a carrier says over one of its limits.
package struct LimitRefusal: Sendable, Hashable {
  /// Of SIP, or of HTTP where calls are placed by a REST interface.
  package var status: Int
  /// The vendor's own code.
  package var code: Int?
  /// The vendor's words.
  package var text: String?

  package init(status: Int, code: Int? = nil, text: String? = nil) {
    self.status = status
    self.code = code
    self.text = text
  }

  /// The refusal as a dialer hears of it; says nothing of the number, whatever the status.
  package func heard(retryAfter: Duration?) -> CarrierRefusal {
    CarrierRefusal(
      SIPResponse(status),
      isThrottled: true,
      retryAfter: retryAfter,
      vendorCode: code,
      text: text
    )
  }
}

/// The traffic that a vendor wants to see before it raises a limit.
package struct TrafficProfileSpec: Sendable, Hashable, Decodable {
  /// An average answered call lasts longer than this.
  package var durationMin: Duration
  /// A call of at most this length is a short one.
  package var shortCall: Duration
  /// At most this share of the answered calls is short.
  package var shortShareMax: Double
  /// A larger share of the attempts than this is answered.
  package var answerSeizureMin: Double
}
