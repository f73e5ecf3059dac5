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
  /// By an intermediary on the way to the callee (RFC 8688).
  package static let rejected = SIPResponse(608)

  /// The reason phrase of the standards; nil for a status that is not in the list.
  ///
  /// RFC 3261 section 21; 429 by RFC 6585 (HTTP), 607 by RFC 8197, 608 by RFC 8688.
  package var phrase: String? {
    switch code {
    case 100: "Trying"
    case 180: "Ringing"
    case 183: "Session Progress"
    case 200: "OK"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 408: "Request Timeout"
    case 410: "Gone"
    case 429: "Too Many Requests"
    case 480: "Temporarily Unavailable"
    case 481: "Call/Transaction Does Not Exist"
    case 484: "Address Incomplete"
    case 486: "Busy Here"
    case 487: "Request Terminated"
    case 491: "Request Pending"
    case 500: "Server Internal Error"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Server Time-out"
    case 603: "Decline"
    case 607: "Unwanted"
    case 608: "Rejected"
    default: nil
    }
  }

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
