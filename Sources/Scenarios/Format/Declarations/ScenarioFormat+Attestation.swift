internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  static let attestation = Section(
    title: "attestation",
    summary: "What called people make of how a call is signed (STIR/SHAKEN): shares of those who "
      + "answer. No measured effect on answers was found; all of it is assumed.",
    fields: [
      share("full", "100%", "Who answers a call with attestation A."),
      share("partial", "85%", "With attestation B."),
      share("gateway", "70%", "With attestation C."),
      share("unsigned", "75%", "Without a signature; robocallers sign with B and C more often."),
      share(
        "spam_labelled",
        "35%",
        "Who answers a call that the phone shows as suspected spam, however it is signed."
      ),
      share(
        "rejected",
        property: "rejectedShare",
        "20%",
        "Of the calls that are not answered for want of trust, those that are rejected on their "
          + "way (608, RFC 8688); the others ring in vain."
      ),
      Field(
        "signing_time",
        .value(DurationNotation(range: .zero ... .seconds(10))),
        .assumed("0s"),
        "What signing a call adds to its post-dial delay; nothing for one that is not signed."
      ),
    ]
  )

  private static func share(
    _ key: String,
    property: String? = nil,
    _ fallback: String,
    _ summary: String
  ) -> Field {
    Field(key, property: property, .value(ShareNotation()), .assumed(fallback), summary)
  }
}
