internal import VoicePipeline

extension PresetFamily {
  /// Carriers with their default limits on new calls, and what they do past them.
  static let carriers = PresetFamily(
    title: "Carriers",
    noun: "carrier preset",
    path: "carriers",
    key: "preset",
    presets: [
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
      Preset(
        name: "twilio-programmable-voice",
        summary: "Twilio Programmable Voice, default limit of an account; queues",
        values: [
          PresetValue("cps", "1", .verified("Twilio glossary, CPS: 1 per account by default")),
          PresetValue(
            "throttle",
            "{queue: 24h}",
            .verified("Twilio error 22005: calls queued for over 24 h are cancelled")
          ),
        ]
      ),
      Preset(
        name: "twilio-elastic-sip",
        summary: "Twilio Elastic SIP Trunking, default limit of a trunk and region; refuses",
        values: [
          PresetValue("cps", "1", .verified("Twilio errors 32001: 1 CPS per trunk and region")),
          PresetValue(
            "throttle",
            "{reject: 503}",
            .recalled("Twilio error 32001; that the wire carries a 503 was not checked")
          ),
        ]
      ),
      Preset(
        name: "telnyx",
        summary: "Telnyx: 30 dials per second as a five-second sum of 150; refuses",
        values: [
          PresetValue("cps", "30", .verified("Telnyx, dials-per-second limit")),
          PresetValue(
            "rate_window",
            "5s",
            .verified("Telnyx, dials-per-second limit: five-second rolling sum of at most 150")
          ),
          PresetValue("throttle", "{reject: 429}", .verified("Telnyx: HTTP 429, code 90103")),
        ]
      ),
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
        ]
      ),
      Preset(
        name: "vonage",
        summary: "Vonage: 3 calls per second over a rolling second; refuses",
        values: [
          PresetValue("cps", "3", .verified("Vonage, CPS limit")),
          PresetValue("rate_window", "1s", .verified("Vonage, CPS limit: rolling second")),
          PresetValue(
            "throttle",
            "{reject: 503}",
            .verified("Vonage, CPS limit: HTTP 429, SIP 503")
          ),
        ]
      ),
      Preset(
        name: "bandwidth",
        summary: "Bandwidth: 5 calls per second, both directions; refuses",
        values: [
          PresetValue("cps", "5", .verified("Bandwidth, rate limits")),
          PresetValue("throttle", "{reject: 429}", .verified("Bandwidth, rate limits")),
        ]
      ),
      Preset(
        name: "bandwidth-queueing",
        summary: "Bandwidth with its optional queue of up to five minutes",
        values: [
          PresetValue("cps", "5", .verified("Bandwidth, rate limits")),
          PresetValue(
            "throttle",
            "{queue: 5m}",
            .verified("Bandwidth, call queueing: up to 5 min times the CPS")
          ),
        ]
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
  )
}
