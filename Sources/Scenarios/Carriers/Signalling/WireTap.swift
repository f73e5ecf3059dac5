package import SimCore
package import VoicePipeline

/// Something that happens to a message on the wire.
package struct WireEvent: Sendable, Hashable {
  /// Where on its way the message is.
  package enum Moment: String, Sendable, Hashable {
    case sent
    /// One of its copies, if it has several.
    case received
    case lost
  }

  package var at: SimInstant
  package var carrier: String
  package var call: Int
  /// The called number, as the Request-URI of every INVITE has it: E.164 digits without the plus.
  package var phone: UInt64
  package var moment: Moment
  package var message: SIPMessage
}

/// Sees what goes over the wires of simulated carriers and to phones as texts, and nothing else.
///
/// A carrier with a tap sends every message as one; without a tap and over a sound network it does
/// not have to, and the dialer hears the same at the same instants.
package protocol WireTap: AnyObject, Sendable {
  func saw(_ event: WireEvent)

  func saw(_ text: OutgoingText)
}

/// Takes the texts of a simulated run past a tap; nobody receives them.
struct TappedTexts: TextGateway {
  let tap: any WireTap

  func send(_ text: OutgoingText) { tap.saw(text) }
}
