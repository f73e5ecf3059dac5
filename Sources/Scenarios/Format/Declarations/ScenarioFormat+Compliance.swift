internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  static let compliance = Section(
    title: "compliance",
    summary: "The rules for a dial.",
    fields: [
      Field(
        "hours",
        .value(HoursNotation()),
        .text("08:00-21:00", .verified("TSR and TCPA: 8 to 21 h local time of the called party")),
        "Local hours of the called party, kept in every time zone that the number may be in."
      ),
      Field(
        "require_consent",
        .value(FlagNotation()),
        .assumed("true"),
        "Whether a lead without consent is held back."
      ),
      Field(
        "do_not_call",
        .section(doNotCall),
        .assumed("{}"),
        "The do-not-call registry."
      ),
      Field(
        "call_frequency",
        .section(callFrequency),
        .assumed("{}"),
        "How often a person may be called about a debt, by all campaigns of the vertical "
          + "`collections` together."
      ),
      Field(
        "limit_abandonment",
        .value(FlagNotation()),
        .assumed("false"),
        "Whether an agent is kept free for a dial once 3 % of those who answered in 30 days have "
          + "found nobody there."
      ),
      Field(
        "ring_at_least",
        property: "ringMin",
        .value(DurationNotation(range: .zero ... .seconds(120))),
        .text("15s", .verified("15 s or 4 rings: 47 CFR 64.1200(a)(6), 16 CFR 310.4(b)(4)(ii)")),
        "A phone rings for so long before it is given up, whatever `answers.ring_timeout` says."
      ),
      Field(
        "check_sms_consent",
        .value(FlagNotation()),
        .assumed("true"),
        "Whether a text is held back from a lead without consent to texts; one that is sent "
          + "without it is counted in any case."
      ),
    ]
  )

  private static let doNotCall = Section(
    title: "compliance.do_not_call",
    summary: "The do-not-call registry, always read when a lead is queued.",
    fields: [
      Field(
        "check_at_dial",
        .value(FlagNotation()),
        .assumed("true"),
        "Whether the registry is read again when the lead is dialled."
      ),
      Field(
        "additions",
        .value(ShareNotation()),
        .assumed("0%"),
        "Share of the queued leads that join the registry in one hour of the run."
      ),
    ]
  )

  private static let callFrequency = Section(
    title: "compliance.call_frequency",
    summary: "Reg F, 12 CFR 1006.14(b)(2): calls about a debt.",
    fields: [
      Field(
        "check_at_dial",
        .value(FlagNotation()),
        .assumed("true"),
        "Whether a lead over the cap is held back; a dial that breaks it is counted in any case."
      ),
      Field(
        "most",
        .value(IntegerNotation(range: 1...1000)),
        .text("7", .recalled("12 CFR 1006.14(b)(2)(i)(A)")),
        "Attempts within the window."
      ),
      Field(
        "within",
        property: "window",
        .value(DurationNotation(range: .seconds(3_600) ... .seconds(31 * 86_400))),
        .text("7d", .recalled("12 CFR 1006.14(b)(2)(i)(A)")),
        "The window."
      ),
      Field(
        "after_conversation",
        property: "pause",
        .value(DurationNotation(range: .zero ... .seconds(31 * 86_400))),
        .text("7d", .recalled("12 CFR 1006.14(b)(2)(i)(B)")),
        "No attempt for so long after a conversation."
      ),
    ]
  )
}
