/// A final response of a carrier other than 2xx, and what it says about itself.
package struct CarrierRefusal: Sendable, Hashable {
  package var response: SIPResponse
  /// The carrier had no room, be it rate, channels or queue: nothing is said of the number.
  package var isThrottled: Bool
  /// For how long the carrier wants to be left alone (Retry-After, RFC 3261 section 20.33).
  package var retryAfter: Duration?
  /// The vendor's own code beside the status, such as Telnyx' 90103.
  package var vendorCode: Int?
  /// The vendor's words: of SIP the reason phrase, of HTTP the message.
  package var text: String?
  /// Nobody has said it: the request could not be sent, which counts as a 503 (RFC 3261
  /// section 8.1.3.1).
  package var isLocal = false

  package init(
    _ response: SIPResponse,
    isThrottled: Bool = false,
    retryAfter: Duration? = nil,
    vendorCode: Int? = nil,
    text: String? = nil
  ) {
    self.response = response
    self.isThrottled = isThrottled
    self.retryAfter = retryAfter
    self.vendorCode = vendorCode
    self.text = text
  }

  /// What a request counts as that found no way to the carrier: no address of its name, no
  /// registration, no connection.
  package static var unreachable: CarrierRefusal {
    var refusal = CarrierRefusal(.serviceUnavailable)
    refusal.isLocal = true
    return refusal
  }

  package var outcome: CallOutcome { isThrottled ? .throttled : response.outcome }
}

/// How a leg ended that nobody answered.
package struct LegEnding: Sendable, Hashable {
  package var outcome: CallOutcome
  /// What the carrier said; nil when it said nothing, or when we gave up.
  package var refusal: CarrierRefusal?
  /// The carrier has never said anything, not even 100 Trying.
  package var isSilent = false
  /// The phone has rung: whoever is there has noticed.
  package var hasRung = false

  package init(
    _ outcome: CallOutcome,
    refusal: CarrierRefusal? = nil,
    isSilent: Bool = false,
    hasRung: Bool = false
  ) {
    self.outcome = outcome
    self.refusal = refusal
    self.isSilent = isSilent
    self.hasRung = hasRung
  }

  /// Whether the same number may be dialled over another carrier: nobody can have been reached,
  /// and another carrier may do better.
  ///
  /// Telnyx' list for its own failover: 408, 480, 503, 504 and transport errors do, 404, 486 and
  /// 603 do not; 500 and 502 are our addition. After a ring, and after 100 Trying without a final
  /// response, the phone may ring still: a second dial could reach somebody twice.
  package var mayGoElsewhere: Bool {
    if hasRung { return false }
    guard let refusal else { return isSilent }
    return refusal.isThrottled || [408, 480, 500, 502, 503, 504].contains(refusal.response.code)
  }

  /// What it says of the carrier's health; nil for nothing.
  package var showsFailure: Bool? {
    guard let refusal else { return isSilent ? true : nil }
    if refusal.isThrottled { return nil }
    return refusal.response.code >= 500 && refusal.response.code < 600
      || refusal.response.code == 408
  }

  /// Its row in a table of responses.
  package var response: LegResponse {
    if let refusal { return LegResponse(refusal) }
    return LegResponse(status: outcome == .noAnswer ? SIPResponse.requestTerminated.code : nil)
  }
}
