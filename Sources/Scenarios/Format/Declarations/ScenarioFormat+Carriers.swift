internal import SimCore
internal import VoicePipeline

// Carriers, and which of them takes which call.
extension ScenarioFormat {
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
        "setup_timeout",
        .value(DurationNotation(range: .seconds(1) ... .seconds(600))),
        .text("181s", .verified("RFC 3261 section 16.6: timer C is longer than 3 minutes")),
        "How long a carrier may take from 100 Trying to a ring or a final response (timer C)."
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
        "failover_wait",
        .value(DurationNotation(range: .zero ... .seconds(600))),
        .assumed("3s", "a failover within 3 s is promised; later is better than long"),
        "How long such a dial waits until another carrier takes it; then it counts as failed."
      ),
      Field(
        "breaker_failures",
        property: "failuresInRow",
        .value(IntegerNotation(range: 1...1000)),
        .assumed("3"),
        "Failures in a row after which a carrier is kept away from."
      ),
      Field(
        "breaker_failures_of_20",
        property: "failuresOfTwenty",
        .value(IntegerNotation(range: 1...20)),
        .assumed("10", "a carrier that fails half of its dials is no use either"),
        "Failures among the latest 20 results after which it is kept away from too."
      ),
      Field(
        "breaker_pause",
        property: "pause",
        .value(DurationNotation(range: .milliseconds(100) ... .seconds(3_600))),
        .assumed("5s"),
        "For how long, until one dial tries it; twice as long after each trial that fails."
      ),
      Field(
        "breaker_pauses_max",
        property: "pausesMax",
        .value(IntegerNotation(range: 1...1000)),
        .assumed("12", "a minute with the pause of 5 s"),
        "How many times the first pause the longest one is."
      ),
      Field(
        "probe",
        .section(probe),
        .absent,
        "OPTIONS requests that ask each carrier whether it is there; without them calls alone tell."
      ),
      preference,
      regions,
    ]
  )

  private static let probe = Section(
    title: "routing.probe",
    summary:
      "OPTIONS requests that ask each carrier whether it is there (RFC 3261 section 11). One "
      + "that is kept away from is tried by them, rather than by somebody's call.",
    fields: [
      Field(
        "interval",
        .value(DurationNotation(range: .milliseconds(100) ... .seconds(3_600))),
        .assumed("10s", "proxies are set to probe every 10 s to a minute"),
        "From one probe of a carrier to the next."
      ),
      Field(
        "timeout",
        .value(DurationNotation(range: .milliseconds(10) ... .seconds(32))),
        .assumed("2s", "as for a dial; timer F is 32 s in RFC 3261"),
        "How long an answer is waited for; shorter than the interval."
      ),
      Field(
        "failures",
        .value(IntegerNotation(range: 1...1000)),
        .assumed("3", "as for calls"),
        "Probes in a row without an answer, or with a 408 or 5xx, after which a carrier is kept "
          + "away from; one that succeeds readmits it."
      ),
    ]
  )

  static let carrier = Section(
    title: "carriers[]",
    summary: "A trunk of the carrier pool.",
    fields: identity + limits + transport,
    presets: .carriers
  )

  private static let identity = [
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
      "account",
      .value(NameNotation()),
      .absent,
      "Our account with its vendor: trunks of one account share its limits. Without it the trunk "
        + "has an account to itself."
    ),
    Field(
      "region",
      .value(NameNotation()),
      .absent,
      "The vendor's region that the trunk ends in; of account where limits are counted by region, "
        + "and where `routing.regions` tells how far that is from people."
    ),
  ]

  private static let limits = [
    Field(
      "cps",
      property: "callsPerSecond",
      .value(NumberNotation(range: 0.01...10_000, unit: "calls per second")),
      .assumed("1"),
      "The limit on dials."
    ),
    Field(
      "cps_per",
      .value(ChoiceNotation(choices: LimitScope.allCases.map(\.rawValue))),
      .assumed("account", "most vendors count by account"),
      "What shares the limit: the trunks of one account, those of one account and region, or each "
        + "trunk alone."
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
      "What happens to a dial over the limit: refused with this status, or queued for less than "
        + "so long and refused when the queue is longer; with the vendor's own code and words."
    ),
    Field(
      "retry_after",
      .value(DurationNotation(range: .milliseconds(1) ... .seconds(3_600))),
      .absent,
      "What a refusal over the limit says in its Retry-After header; nothing when absent."
    ),
    Field(
      "source_cps",
      property: "sourceCallsPerSecond",
      .value(NumberNotation(range: 0.01...10_000, unit: "calls per second")),
      .absent,
      "The limit on dials from one address of ours to one of theirs: over the trunks of one "
        + "account and region, in any second."
    ),
    Field(
      "channels",
      .value(IntegerNotation(range: 1...1_000_000)),
      .absent,
      "Calls at once over all trunks of the account; no limit when absent."
    ),
    Field(
      "over_channels",
      .value(LimitRefusalNotation()),
      .assumed("{reject: 403, reason: User channel limit exceeded D1}", "as Telnyx"),
      "What a dial is told for which no channel is free."
    ),
    Field(
      "dial_cps",
      property: "dialCallsPerSecond",
      .value(NumberNotation(range: 0.01...10_000, unit: "calls per second")),
      .absent,
      "What our dialer keeps to, be it more or less than the limit; the limit when absent."
    ),
    Field(
      "traffic_profile",
      .section(trafficProfile),
      .absent,
      "The traffic that the vendor wants to see before it raises the limit."
    ),
  ]

  private static let trafficProfile = Section(
    title: "carriers[].traffic_profile",
    summary:
      "The traffic that a vendor wants to see before it raises a limit; the report holds the "
      + "run against it.",
    fields: [
      Field(
        "duration_min",
        .value(DurationNotation(range: .zero ... .seconds(3_600))),
        .assumed("0s"),
        "An average answered call is longer than this."
      ),
      Field(
        "short_call",
        .value(DurationNotation(range: .zero ... .seconds(3_600))),
        .assumed("6s"),
        "An answered call of at most this length is a short one."
      ),
      Field(
        "short_share_max",
        .value(ShareNotation()),
        .assumed("100%"),
        "At most this share of the answered calls is short."
      ),
      Field(
        "answer_seizure_min",
        .value(ShareNotation()),
        .assumed("0%"),
        "More than this share of the attempts is answered (ITU-T E.425)."
      ),
    ]
  )

  private static let transport = [
    Field(
      "price_per_minute",
      .value(NumberNotation(range: 0...100, unit: "USD per minute")),
      .text("0.014", .recalled("Twilio, outbound in the US")),
      "What a minute of a call costs; of account where routing goes by price."
    ),
    Field(
      "billing_step",
      .value(DurationNotation(range: .seconds(1) ... .seconds(3_600))),
      .assumed("1s", "wholesale bills by 1 or 6 s, Twilio by the minute"),
      "Calls are billed in whole steps of so long: a step that has begun counts."
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
    Field(
      "network",
      .section(network("carriers[].network")),
      .assumed("ideal"),
      "What it does to the packets of audio, beside what the callers' networks do."
    ),
    Field(
      "signalling",
      .section(signalling),
      .assumed("{}"),
      "How its SIP messages travel."
    ),
    Field(
      "attestation",
      .value(ChoiceNotation(choices: Attestation.allCases.map(\.rawValue))),
      .assumed("A"),
      "How it signs our calls (STIR/SHAKEN): A for a customer who may use the number, B for a "
        + "customer alone, C for a gateway, none for no signature."
    ),
    Field(
      "spam_labels",
      property: "spamLabelShare",
      .value(ShareNotation()),
      .assumed("0%"),
      "Share of the calls that the called phones show as suspected spam."
    ),
    Field(
      "media_timeout",
      .value(DurationNotation(range: .seconds(1) ... .seconds(3_600))),
      .assumed("30s", "session border controllers hang up after 30 s to 5 min without audio"),
      "How long the carrier keeps an answered call without audio in either direction, or one whose "
        + "BYE it never got."
    ),
  ]
}
