internal import SimCore

/// How a carrier's SIP messages travel, and what its user agent does beyond plain calls.
package struct SignallingSpec: Sendable, Hashable, Decodable {
  package var transport: SIPTransport
  /// Shares of the messages.
  package var loss: Double
  package var duplicates: Double
  package var reorder: Double
  /// The longest that a message is held back.
  package var reorderMax: Duration
  /// Share of the phones that ring with audio of the network's (183 in place of 180).
  package var earlyMediaShare: Double
  /// Share of the calls that nobody answers and that the carrier says were answered.
  package var falseAnswerShare: Double
  /// Share of the answered calls that the callee puts on hold (re-INVITE).
  package var holdShare: Double
  /// After how long the dialer refreshes its dialog (RFC 4028); nil for never.
  package var sessionRefresh: Duration?

  package var quality: SignallingQuality {
    SignallingQuality(loss: loss, duplicates: duplicates, reorder: reorder)
  }

  /// Whether the messages of a call need not be sent one by one.
  package var isIdeal: Bool { quality.isIdeal && holdShare == 0 && sessionRefresh == nil }
}
