/// A final or provisional SIP response code (RFC 3261 section 21).
package struct SIPResponse: Sendable, Hashable, Codable {
  package var code: Int

  package init(_ code: Int) { self.code = code }

  package static let ringing = SIPResponse(180)
  package static let notFound = SIPResponse(404)
  package static let requestTimeout = SIPResponse(408)
  package static let busyHere = SIPResponse(486)
  package static let requestTerminated = SIPResponse(487)
  package static let serviceUnavailable = SIPResponse(503)
  package static let decline = SIPResponse(603)

  /// The outcome of an attempt that this response ends.
  package var outcome: CallOutcome {
    switch code {
    case 486, 600: .busy
    case 403, 429: .throttled
    case 404, 410, 484, 604: .unobtainable
    case 480, 487: .noAnswer
    case 603, 607, 608: .declined
    default: .carrierFailure
    }
  }
}
