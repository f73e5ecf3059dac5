package import SimCore

/// A text on its way to a phone.
package struct OutgoingText: Sendable, Hashable {
  package var at: SimInstant
  /// Its place in the run.
  package var campaign: Int
  /// E.164 digits without the plus.
  package var phone: UInt64

  package init(at: SimInstant, campaign: Int, phone: UInt64) {
    self.at = at
    self.campaign = campaign
    self.phone = phone
  }
}

/// Takes texts to phones.
package protocol TextGateway: Sendable {
  func send(_ text: OutgoingText)
}
