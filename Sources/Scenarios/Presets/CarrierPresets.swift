internal import VoicePipeline

extension PresetFamily {
  /// Carriers with their default limits on new calls, and what they do past them.
  static let carriers = PresetFamily(
    title: "Carriers",
    noun: "carrier preset",
    path: "carriers",
    key: "preset",
    presets: ours + twilio + telnyx + otherVendors
  )

  private static let ours = [
    Preset(
      name: "elastic-trunk",
      summary: "A SIP trunk with its rate raised to 30 calls per second",
      values: [
        PresetValue(
          "cps",
          "30",
          .assumed("a raised limit; Twilio takes at most 30 CPS from one customer IP")
        ),
        PresetValue("throttle", "{reject: 503}", .assumed("as Twilio Elastic SIP")),
      ]
    ),
    Preset(
      name: "rolling-5s-429",
      summary: "30 calls per second as a five-second sum; HTTP 429 past it",
      values: [
        PresetValue("cps", "30", .assumed("as Telnyx")),
        PresetValue("rate_window", "5s", .assumed("as Telnyx: at most 150 in 5 s")),
        PresetValue("throttle", "{reject: 429}", .assumed("as Telnyx")),
      ]
    ),
  ]

  private static let twilio = [
    Preset(
      name: "twilio-programmable-voice",
      summary: "Twilio Programmable Voice, default limit of an account; queues",
      values: [
        PresetValue("cps", "1", .verified("Twilio glossary, CPS: 1 per account by default")),
        PresetValue(
          "cps_per",
          "account",
          .verified("Twilio glossary, CPS: each account and subaccount by itself")
        ),
        PresetValue(
          "throttle",
          "{queue: 24h, code: 22005, reason: Call would be queued for over 24 hours}",
          .verified("Twilio error 22005: calls queued for over 24 h are cancelled; words ours")
        ),
      ]
    ),
    Preset(
      name: "twilio-elastic-sip",
      summary: "Twilio Elastic SIP Trunking, default limit of a trunk and region; refuses",
      values: [
        PresetValue("cps", "1", .verified("Twilio errors 32001: 1 CPS per trunk and region")),
        PresetValue(
          "cps_per",
          "trunk",
          .verified("Twilio errors 32001: per trunk and region; one entry of carriers is one")
        ),
        PresetValue(
          "throttle",
          "{reject: 503, code: 32001, reason: Trunk CPS limit exceeded}",
          .recalled("Twilio error 32001; that the wire carries a 503 was not checked; words ours")
        ),
        PresetValue(
          "source_cps",
          "30",
          .verified("Twilio, SIP sending best practices: at most 30 CPS from one IP to one IP")
        ),
        PresetValue("traffic_profile.duration_min", "30s", cpsTermination),
        PresetValue("traffic_profile.short_call", "12s", cpsTermination),
        PresetValue("traffic_profile.short_share_max", "10%", cpsTermination),
        PresetValue("traffic_profile.answer_seizure_min", "70%", cpsTermination),
      ]
    ),
  ]

  private static let cpsTermination = Provenance.verified(
    "Twilio, CPS for trunk termination: average over 30 s, at most 10 % of calls up to 12 s, over "
      + "70 % answered",
    "2026-07"
  )

  private static let telnyx = [
    telnyx(
      "telnyx",
      "Telnyx: 30 dials per second as a five-second sum of 150, 10 calls at once; refuses",
      channels: "10",
      .verified("Telnyx, concurrent limits: 10 for an account of level 2")
    ),
    telnyx(
      "telnyx-new-account",
      "Telnyx before verification: as telnyx, with 2 calls at once",
      channels: "2",
      .verified("Telnyx, concurrent limits: 2 for a new account")
    ),
  ]

  private static func telnyx(
    _ name: String,
    _ summary: String,
    channels: String,
    _ source: Provenance
  ) -> Preset {
    Preset(
      name: name,
      summary: summary,
      values: [
        PresetValue("cps", "30", .verified("Telnyx, dials-per-second limit")),
        PresetValue(
          "rate_window",
          "5s",
          .verified("Telnyx, dials-per-second limit: five-second rolling sum of at most 150")
        ),
        PresetValue(
          "throttle",
          "{reject: 429, code: 90103, reason: Dials per second limit exceeded}",
          .verified("Telnyx: HTTP 429, code 90103; words ours")
        ),
        PresetValue("channels", channels, source),
        PresetValue(
          "over_channels",
          "{reject: 403, reason: User channel limit exceeded D1}",
          .verified("Telnyx, SIP response codes: 403 with D1 for the account's channels")
        ),
      ]
    )
  }

  private static let otherVendors = [
    Preset(
      name: "plivo",
      summary: "Plivo: 2 outbound calls per second",
      values: [
        PresetValue("cps", "2", .verified("Plivo, account limits")),
        PresetValue(
          "throttle",
          "{reject: 429}",
          .assumed("whether Plivo queues or refuses is not known")
        ),
        PresetValue("traffic_profile.short_call", "6s", .verified("Plivo, account limits")),
        PresetValue(
          "traffic_profile.short_share_max",
          "20%",
          .verified("Plivo, account limits: 20 % of a month's calls up to 6 s, then a surcharge")
        ),
      ]
    ),
    vonage(
      "vonage",
      "Vonage over SIP: 3 calls per second over a rolling second; refuses",
      "{reject: 503}"
    ),
    vonage(
      "vonage-voice-api",
      "Vonage over its REST interface: 3 calls per second over a rolling second; refuses",
      "{reject: 429}"
    ),
    bandwidth(
      "bandwidth",
      "Bandwidth: 5 calls per second, both directions; refuses",
      PresetValue("throttle", "{reject: 429}", .verified("Bandwidth, rate limits"))
    ),
    bandwidth(
      "bandwidth-queueing",
      "Bandwidth with its optional queue of up to five minutes",
      PresetValue(
        "throttle",
        "{queue: 5m, reject: 429}",
        .verified("Bandwidth, call queueing: up to 5 min times the CPS")
      )
    ),
    Preset(
      name: "unifonic",
      summary: "Unifonic: 1 call per second; queues",
      values: [
        PresetValue("cps", "1", .verified("Unifonic documentation")),
        PresetValue(
          "throttle",
          "{queue: 24h}",
          .assumed("Unifonic queues; how long is not published, so as Twilio")
        ),
      ]
    ),
  ]

  private static func vonage(_ name: String, _ summary: String, _ throttle: String) -> Preset {
    Preset(
      name: name,
      summary: summary,
      values: [
        PresetValue("cps", "3", .verified("Vonage, CPS limit")),
        PresetValue("rate_window", "1s", .verified("Vonage, CPS limit: rolling second")),
        PresetValue("throttle", throttle, .verified("Vonage, CPS limit: HTTP 429, SIP 503")),
      ]
    )
  }

  private static func bandwidth(
    _ name: String,
    _ summary: String,
    _ throttle: PresetValue
  ) -> Preset {
    Preset(
      name: name,
      summary: summary,
      values: [
        PresetValue("cps", "5", .verified("Bandwidth, rate limits")),
        throttle,
        PresetValue("channels", "100", .verified("Bandwidth, rate limits: 100 sessions")),
        PresetValue("over_channels", "{reject: 429}", .assumed("as over its rate limit")),
      ]
    )
  }
}
