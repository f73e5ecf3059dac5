/// The final response to a leg, as a row in a table of responses.
package struct LegResponse: Sendable, Hashable {
  /// The SIP status; nil for a leg that was given up without one.
  package var status: Int?
  /// The vendor's own code beside it.
  package var vendorCode: Int?
  /// The carrier refused over a limit of its own.
  package var isThrottled = false
  /// Made up on our side, for a request that could not be sent.
  package var isLocal = false

  package init(status: Int?) { self.status = status }

  package init(_ refusal: CarrierRefusal) {
    status = refusal.response.code
    vendorCode = refusal.vendorCode
    isThrottled = refusal.isThrottled
    isLocal = refusal.isLocal
  }

  /// 200 OK.
  package static let answered = LegResponse(status: 200)

  /// In the order of a table: by status, those without one last.
  package static func precedes(_ left: LegResponse, _ right: LegResponse) -> Bool {
    left.order < right.order
  }

  private var order: (Int, Int, Int) {
    (status ?? .max, vendorCode ?? 0, (isThrottled ? 1 : 0) + (isLocal ? 2 : 0))
  }
}
