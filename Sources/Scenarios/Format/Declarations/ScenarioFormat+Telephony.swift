internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  private static let tenMinutes = Duration.zero ... .seconds(600)

  static let answers = Section(
    title: "answers",
    summary: "What becomes of an attempt that the carrier puts through: a preset's name, or a "
      + "mapping. The six shares make 100 %.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .answerMixes)),
        .assumed("warm-list"),
        "The mix that fills what is not written here."
      ),
      share("human", "A human answers."),
      share("voicemail", "Voicemail answers."),
      share("no_answer", "It rings until the dialer gives up."),
      share("busy", "The line is busy."),
      share("unobtainable", "The number is not in service (SIP 404, 484, SIT)."),
      share("declined", "The call is refused (SIP 603, 607, 608)."),
      Field(
        "ring_human",
        .value(DistributionNotation(range: tenMinutes)),
        .assumed(
          "{median: 8s, sigma: 0.45}",
          "dialer logs show answers at 6-10 s and 18-22 s (UNICOM/SPSS, 500K calls); shape ours"
        ),
        "First ring to a human's answer."
      ),
      Field(
        "ring_voicemail",
        .value(DistributionNotation(range: tenMinutes)),
        .assumed("{mean: 20s, sd: 1.5s}", "the second mode of the same dialer logs; shape ours"),
        "First ring to voicemail."
      ),
      Field(
        "ring_timeout",
        .value(DurationNotation(range: .seconds(1) ... .seconds(180))),
        .assumed("25s", "20-28 s is usual (outboundani); the legal floor is 15 s or 4 rings"),
        "Ring time after which the dialer gives up."
      ),
      Field(
        "voicemail_greeting",
        .value(DistributionNotation(range: tenMinutes)),
        .assumed("{uniform: [12s, 35s]}", "12-35 s assumed for voicemail calls"),
        "How long a voicemail keeps the line."
      ),
      Field(
        "voicemail_speaks",
        .value(FlagNotation()),
        .assumed("false"),
        "Whether voicemail says its greeting, beeps and records, for an agent that listens."
      ),
      Field(
        "detection",
        .section(detection),
        .assumed("perfect"),
        "How people are told from machines."
      ),
    ],
    presets: .answerMixes
  )

  private static func share(_ key: String, _ summary: String) -> Field {
    Field(key, .value(ShareNotation()), .assumed("0%"), summary)
  }

  static let routing = Section(
    title: "routing",
    summary: "Which carrier takes which call, and what happens to one that its carrier fails.",
    fields: [
      Field(
        "order",
        .value(ChoiceNotation(choices: RouteOrder.allCases.map(\.rawValue))),
        .assumed("weighted"),
        "Of the carriers that can take a dial: each its share (weighted), the one with the lowest "
          + "price (cheapest), or the first of the list (listed)."
      ),
      Field(
        "invite_timeout",
        .value(DurationNotation(range: .milliseconds(500) ... .seconds(32))),
        .assumed(
          "2s",
          "timer B is 32 s in RFC 3261; a failover within 3 s needs 2.5 s or less"
        ),
        "How long a carrier may say nothing to a dial, not even 100 Trying."
      ),
      Field(
        "failover",
        .value(FlagNotation()),
        .assumed("true"),
        "Whether a dial that a carrier fails before it rings goes to another one: after 408, 480, "
          + "500, 502 to 504, a refusal over its limit, or no answer at all; never after 404, 486 "
          + "or 603."
      ),
      Field(
        "breaker_failures",
        property: "failuresInRow",
        .value(IntegerNotation(range: 1...1000)),
        .assumed("3"),
        "Failures in a row after which a carrier is kept away from; so are 10 of 20."
      ),
      Field(
        "breaker_pause",
        property: "pause",
        .value(DurationNotation(range: .milliseconds(100) ... .seconds(3_600))),
        .assumed("5s"),
        "For how long, until one dial tries it; twice as long after each trial that fails, up to "
          + "twelve times."
      ),
    ]
  )

  static let carrier = Section(
    title: "carriers[]",
    summary: "A trunk of the carrier pool.",
    fields: [
      Field(
        "name",
        .value(NameNotation()),
        .required(example: "north"),
        "The trunk's name in the report; no two are alike."
      ),
      Field(
        "preset",
        .value(PresetNotation(family: .carriers)),
        .assumed("elastic-trunk"),
        "The carrier that fills what is not written here."
      ),
      Field(
        "weight",
        .value(NumberNotation(range: 0.001...1000, unit: "")),
        .assumed("1"),
        "Its part of the traffic, against the other trunks' weights."
      ),
      Field(
        "cps",
        property: "callsPerSecond",
        .value(NumberNotation(range: 0.01...10_000, unit: "calls per second")),
        .assumed("1"),
        "The limit on dials."
      ),
      Field(
        "rate_window",
        .value(DurationNotation(range: .milliseconds(100) ... .seconds(60))),
        .assumed("1s", "most carriers count over one second"),
        "The rolling window of the limit: at most cps times the window dials within it."
      ),
      Field(
        "throttle",
        .value(ThrottleNotation()),
        .assumed("{reject: 503}"),
        "What happens to a dial over the limit: refused with this status, or queued at most so "
          + "long."
      ),
      Field(
        "retry_after",
        .value(DurationNotation(range: .milliseconds(1) ... .seconds(3_600))),
        .absent,
        "What a refusal over the limit says in its Retry-After header; nothing when absent."
      ),
      Field(
        "price_per_minute",
        .value(NumberNotation(range: 0...100, unit: "USD per minute")),
        .text("0.014", .recalled("Twilio, outbound in the US")),
        "What a minute of a call costs; of account where routing goes by price."
      ),
      Field(
        "post_dial_delay",
        .value(DistributionNotation(range: .zero ... .seconds(120))),
        .assumed(
          "{median: 1600ms, sigma: 0.63}",
          "published: good at most 2-3 s, limit 7 s; log-normal with p95 4.5 s is ours"
        ),
        "Dial to the first ring or final response (RFC 6076 SRD)."
      ),
      Field(
        "failure_share",
        .value(ShareNotation()),
        .assumed("2%", "503 and other 5xx in our mix of US consumer calls"),
        "Share of attempts that the carrier fails (SIP 5xx)."
      ),
      Field(
        "delay",
        .value(DurationNotation(range: .zero ... .seconds(5))),
        .assumed("20ms", "part of 130 ms for network and buffer in both directions"),
        "One way, between the carrier's edge and the callee."
      ),
    ],
    presets: .carriers
  )
}
