internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  static let sms = Section(
    title: "load.campaign.sms",
    summary: "A text to whom a call has not reached: never without consent to texts (column "
      + "`sms_consent` of the leads), to who is on or has joined do-not-call, or outside of "
      + "calling hours; about a debt it counts towards `compliance.call_frequency`.",
    fields: [
      Field(
        "after",
        .list(
          of: .value(ChoiceNotation(choices: TextReason.allCases.map(\.rawValue))),
          count: 1...TextReason.allCases.count
        ),
        .assumed("[no_answer, voicemail]"),
        "Which calls a text follows."
      ),
      Field(
        "delay",
        .value(DurationNotation(range: .zero ... .seconds(31 * 86_400))),
        .assumed("5m"),
        "How long after the call; what may not go out then does as soon as it may."
      ),
      Field(
        "most",
        .value(IntegerNotation(range: 1...100)),
        .assumed("1"),
        "Texts to one lead."
      ),
      Field(
        "price",
        .value(DollarNotation(most: 100)),
        .text("$0.0083", .recalled("Twilio, a long code in the US, without carriers' fees")),
        "What a text costs."
      ),
    ]
  )
}
