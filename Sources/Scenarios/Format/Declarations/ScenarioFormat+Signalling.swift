internal import SimCore
internal import VoicePipeline

// How the SIP messages of a carrier travel.
extension ScenarioFormat {
  static let signalling = Section(
    title: "carriers[].signalling",
    summary: "How the carrier's SIP messages travel. Where none is lost, doubled or late, and no "
      + "session is changed, they are not sent one by one: what is heard is the same.",
    fields: [
      Field(
        "transport",
        .value(ChoiceNotation(choices: SIPTransport.allCases.map(\.rawValue))),
        .assumed("udp", "most trunks"),
        "Over UDP the user agents send again what is lost (timers A, E, G); over TCP the network "
          + "does, a segment's retransmission time-out later."
      ),
      share("loss", "Share of the messages that the network loses, in each direction."),
      share("duplicates", "Share of the messages that arrive twice; over UDP."),
      share("reorder", "Share of the messages that later ones may pass; over UDP."),
      Field(
        "reorder_max",
        .value(DurationNotation(range: .zero ... .seconds(30))),
        .assumed("100ms"),
        "The longest that such a message, or a second copy, is held back."
      ),
      share(
        "early_media",
        property: "earlyMediaShare",
        "Share of the phones that ring with audio of the network's: 183 in place of 180."
      ),
      share(
        "false_answers",
        property: "falseAnswerShare",
        "Share of the calls that nobody would answer which the carrier says were answered, and "
          + "bills (false answer supervision)."
      ),
      share(
        "holds",
        property: "holdShare",
        "Share of the answered calls that the callee puts on hold: a re-INVITE, without an effect "
          + "on the conversation."
      ),
      Field(
        "session_refresh",
        .value(DurationNotation(range: .milliseconds(100) ... .seconds(86_400))),
        .absent,
        "How long after the answer the dialer's user agent refreshes its dialog by a re-INVITE "
          + "(RFC 4028); never when absent."
      ),
    ]
  )

  private static func share(
    _ key: String,
    property: String? = nil,
    _ summary: String
  ) -> Field {
    Field(key, property: property, .value(ShareNotation()), .assumed("0%"), summary)
  }
}
