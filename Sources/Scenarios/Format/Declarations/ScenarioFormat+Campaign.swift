internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  private static let month = Duration.zero ... .seconds(31 * 86_400)

  static let load = Section(
    title: "load",
    summary: "The calls: of one campaign or a list of them, and those that come in.",
    fields: [
      Field(
        "campaign",
        .section(campaign),
        .absent,
        "An outbound campaign over a file of leads."
      ),
      Field(
        "campaigns",
        .list(of: .section(campaign), count: 1...256),
        .absent,
        "In place of `campaign`: several that run at once, each with a name of its own."
      ),
      Field("inbound", .section(inbound), .absent, "People who call in."),
    ]
  )

  private static let campaign = Section(
    title: "load.campaign",
    summary: "An outbound campaign over a file of leads.",
    fields: campaignPlan + campaignShape + campaignConduct
  )

  private static let campaignPlan = [
    Field(
      "name",
      .value(NameNotation()),
      .assumed("campaign"),
      isAssumption: false,
      "The campaign's name in the report; no two are alike."
    ),
    Field(
      "leads",
      property: "leadFile",
      .value(PathNotation()),
      .required(example: "leads/us-100k.csv"),
      "The file of leads, relative to the scenario file: CSV (UTF-8 or UTF-16; commas, semicolons "
        + "or tabs) or the first sheet of an `.xlsx` workbook. `simrun leads` writes one, and "
        + "checks one."
    ),
    Field(
      "rate",
      .value(RateNotation(range: (1.0 / 3600)...1000)),
      .required(example: "20000/h"),
      "Planned dials."
    ),
    Field(
      "arrivals",
      .value(ChoiceNotation(choices: ArrivalProcess.allCases.map(\.rawValue))),
      .assumed("constant"),
      "The gaps between planned dials: equal (constant) or exponential (poisson)."
    ),
    Field(
      "attempts",
      .value(IntegerNotation(range: 1...100_000_000)),
      .absent,
      "The number of planned dials at which the campaign ends."
    ),
    Field(
      "tenant",
      .value(NameNotation()),
      .absent,
      "Whose campaign it is: tenants take turns when carriers take less than all want."
    ),
    Field(
      "region",
      .value(NameNotation()),
      .absent,
      "The place of `routing.regions` that all its people are in; without it their time zones tell."
    ),
    Field(
      "priority",
      .value(IntegerNotation(range: 0...9)),
      .assumed("0"),
      "The higher goes first whenever dials of several campaigns wait."
    ),
    Field(
      "weight",
      .value(NumberNotation(range: 0.001...1000, unit: "")),
      .assumed("1"),
      "Its part of the tenant's dials, against campaigns of the same priority."
    ),
    Field(
      "vertical",
      .value(NameNotation()),
      .assumed("general"),
      "The trade; `collections` brings the caps of `compliance.call_frequency`."
    ),
  ]

  private static let campaignShape = [
    Field(
      "from",
      .value(DurationNotation(range: month)),
      .assumed("0s"),
      "When its first dial is planned, since the start of the run."
    ),
    Field(
      "until",
      .value(DurationNotation(range: .seconds(1) ... .seconds(31 * 86_400))),
      .absent,
      "When its plan ends, since the start of the run; with the run when absent."
    ),
    ramp,
    Field(
      "surge",
      .section(surge),
      .absent,
      "A multiple of the rate for a while."
    ),
    Field(
      "hours",
      .value(HoursNotation()),
      .absent,
      "Local hours of the called party in which the campaign calls, within `compliance.hours`."
    ),
  ]

  static let ramp = Field(
    "ramp",
    .value(DurationNotation(range: .seconds(1) ... .seconds(86_400))),
    .absent,
    "How long the rate takes to grow from nothing to its full height, in a straight line."
  )

  static let surge = Section(
    title: "load.campaign.surge",
    summary: "A multiple of the rate for a while.",
    fields: [
      Field(
        "factor",
        .value(NumberNotation(range: 0...1000, unit: "")),
        .assumed("5", "surges of 5 to 10 times are published"),
        "How much of the rate."
      ),
      Field(
        "at",
        .value(DurationNotation(range: month)),
        .assumed("0s"),
        "When it begins, since the campaign's first planned dial."
      ),
      Field(
        "for",
        property: "length",
        .value(DurationNotation(range: .seconds(1) ... .seconds(86_400))),
        .assumed("90m", "surges of 90 minutes are published"),
        "How long it lasts."
      ),
    ]
  )

  private static let campaignConduct = [
    Field(
      "pacing",
      .section(pacing),
      .assumed("{}"),
      "What the campaign does about its pace when carriers push back."
    ),
    Field(
      "when_busy",
      .value(ChoiceNotation(choices: WhenBusy.allCases.map(\.rawValue))),
      .assumed("dial"),
      "A dial while no agent is free: made all the same, so that who answers finds nobody (dial), "
        + "given up with the lead left in the queue (queue-back), or kept until one is (wait). The "
        + "last two keep an agent free from the dial on."
    ),
    Field(
      "wait_max",
      .value(DurationNotation(range: .milliseconds(1) ... .seconds(86_400))),
      .assumed("60s"),
      "With `wait`: how long a dial is kept before it is given up."
    ),
    Field(
      "waiting_max",
      .value(IntegerNotation(range: 1...1_000_000)),
      .assumed("1000"),
      "With `wait`: dials that are kept; of more the oldest is given up."
    ),
    Field(
      "overflow",
      .section(overflow),
      .absent,
      "Where dials go that neither carriers nor agents take for too long; without it they wait in "
        + "the line, or are given up as `when_busy` says."
    ),
    Field("retry", .section(retry), .assumed("{}"), "How often a lead is tried, and when again."),
    Field("sms", .section(sms), .absent, "A text to whom a call has not reached."),
    Field(
      "script",
      .section(script),
      .absent,
      "A recording in place of an agent; it needs consent in writing, and costs minutes alone."
    ),
  ]

  private static let pacing = Section(
    title: "load.campaign.pacing",
    summary: "What a campaign does about its pace when carriers push back.",
    fields: [
      Field(
        "policy",
        .value(ChoiceNotation(choices: PacingSpec.Policy.allCases.map(\.rawValue))),
        .assumed("open"),
        "Nothing (open); a token bucket (bucket); a cut of the rate that grows back (back-off); or "
          + "one call at a time for a while (one-at-a-time)."
      ),
      Field(
        "cps",
        property: "callsPerSecond",
        .value(NumberNotation(range: 0.001...10_000, unit: "calls per second")),
        .absent,
        "Of bucket: its tokens; of back-off: the pace it begins with and never exceeds. The "
          + "campaign's rate when absent."
      ),
      Field(
        "burst",
        .value(IntegerNotation(range: 1...100_000)),
        .assumed("1"),
        "Of bucket: dials at once after a pause."
      ),
      Field(
        "increase",
        .value(ShareNotation()),
        .assumed("2%"),
        "Of back-off: what is added in a second, of the greatest pace."
      ),
      Field(
        "decrease",
        .value(ShareNotation(range: 0.01...0.99)),
        .assumed("50%", "additive increase, multiplicative decrease: Chiu and Jain 1989"),
        "Of back-off: what is left of the pace after a refusal."
      ),
      Field(
        "hold",
        .value(DurationNotation(range: .zero ... .seconds(600))),
        .assumed("2s"),
        "Of back-off: after a cut, for how long refusals do not cut again."
      ),
      Field(
        "calm",
        .value(DurationNotation(range: .seconds(1) ... .seconds(86_400))),
        .assumed("5m"),
        "Of one-at-a-time: for how long no refusal may come before the pace is free again."
      ),
    ]
  )

  private static let retry = Section(
    title: "load.campaign.retry",
    summary: "How often a lead is tried, and when again. Retries take dials of the plan.",
    fields: [
      Field(
        "attempts",
        .value(IntegerNotation(range: 1...255)),
        .assumed("1"),
        "Dials of a lead in all, the first one included."
      ),
      retryRule("busy", after: "15m", "After a busy line."),
      retryRule("no_answer", after: "4h", "After nobody answered."),
      retryRule("voicemail", after: "24h", "After voicemail answered."),
      retryRule("failed", after: "5m", "After a carrier failed or refused the dial."),
      retryRule(
        "blocked",
        after: "72h",
        most: 0,
        mostMax: RetryReason.blocked.mostMax,
        "After a person found no agent free."
      ),
      retryRule(
        "callback",
        after: "1h",
        most: 1,
        mostMax: RetryReason.callback.mostMax,
        "After the agent has promised to call back."
      ),
      retryRule(
        "dropped",
        after: "30s",
        most: 0,
        mostMax: RetryReason.dropped.mostMax,
        "After a conversation has broken off for want of its pod, of a model or of audio."
      ),
    ]
  )

  private static func retryRule(
    _ key: String,
    after: String,
    most: Int = RetryRule.mostMax,
    mostMax: Int = RetryRule.mostMax,
    _ summary: String
  ) -> Field {
    let section = Section(
      title: "load.campaign.retry.\(key)",
      summary: summary,
      fields: [
        Field(
          "after",
          .value(DurationNotation(range: month)),
          .assumed(after, "Cisco UCCX retries no-answers after 60 min; UK rules ask for 72 h"),
          "Time until the next attempt, calling hours permitting."
        ),
        Field(
          "most",
          .value(IntegerNotation(range: 0...mostMax)),
          .assumed("\(most)"),
          "Retries for this reason."
        ),
      ]
    )
    return Field(key, .section(section), .assumed("{}"), summary)
  }

  static let operation = Section(
    title: "operations[]",
    summary: "What an operator does while the run goes on.",
    fields: [
      Field(
        "at",
        .value(DurationNotation(range: month)),
        .required(example: "20m"),
        "When, since the start of the run."
      ),
      Field(
        "campaign",
        .value(NameNotation()),
        .absent,
        "To which campaign."
      ),
      Field(
        "action",
        .value(ChoiceNotation(choices: CampaignAction.allCases.map(\.rawValue))),
        .absent,
        "Dials that fall due while it is paused, or after it has been stopped, are given up."
      ),
      Field(
        "file",
        .value(PathNotation()),
        .absent,
        "In place of campaign and action: a CSV file of numbers that join the do-not-call "
          + "registry, with the head `phone,at`. When is a duration since the operation's own "
          + "`at`, or an instant such as 2026-03-02T14:00:00Z."
      ),
    ]
  )
}
