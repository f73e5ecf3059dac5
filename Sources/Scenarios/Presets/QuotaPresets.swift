internal import VoicePipeline

/// Plans: what a project may use of an endpoint. Published limits change by date and region.
extension PresetFamily {
  private static let unlimited = Preset(
    name: "unlimited",
    summary: "No limit but those that are written",
    values: []
  )

  private static func speechmatics(_ plan: String, _ count: Int) -> Preset {
    Preset(
      name: "speechmatics-\(plan)",
      summary: "Speechmatics, \(plan): \(count) streams",
      values: [concurrent(count, "Speechmatics, limits: 2 and 50 sessions")]
    )
  }

  private static func cartesiaStreams(_ plan: String, _ count: Int) -> Preset {
    Preset(
      name: "cartesia-\(plan)",
      summary: "Cartesia, \(plan): \(count) streams",
      values: [concurrent(count, "Cartesia, concurrency limits")]
    )
  }

  private static func cartesiaVoices(_ plan: String, _ count: Int) -> Preset {
    Preset(
      name: "cartesia-\(plan)",
      summary: "Cartesia, \(plan): \(count) requests, enough for about four times as many "
        + "conversations",
      values: [
        concurrent(count, "Cartesia, concurrency limits"),
        PresetValue(
          "connections",
          "\(count * 10)",
          .verified("Cartesia: WebSockets up to ten times the concurrency")
        ),
      ]
    )
  }

  private static func elevenLabs(_ plan: String, _ count: Int) -> Preset {
    Preset(
      name: "elevenlabs-\(plan)",
      summary: "ElevenLabs, \(plan): \(count) requests; queues for 50 ms, then refuses",
      values: [
        concurrent(count, "ElevenLabs, concurrency limits"),
        PresetValue(
          "wait",
          "50ms",
          .verified("ElevenLabs: requests queue first, about 50 ms, then 429")
        ),
      ]
    )
  }

  /// The services publish these numbers; which plan has which is our reading of their order.
  private static func concurrent(_ count: Int, _ source: String) -> PresetValue {
    PresetValue("concurrent", "\(count)", .verified(source + "; the plans' order is our reading"))
  }

  static let recognizerQuotas = PresetFamily(
    title: "Plans for speech recognizers",
    noun: "plan",
    path: "agent.stt.quota",
    key: "preset",
    presets: [
      unlimited,
      Preset(
        name: "deepgram-payg",
        summary: "Deepgram, pay as you go: 50 streams",
        values: [
          PresetValue(
            "concurrent",
            "50",
            .verified(
              "Deepgram API rate limits, pay as you go, per project; differs by region and date"
            )
          )
        ]
      ),
      speechmatics("free", 2), speechmatics("paid", 50),
      Preset(
        name: "soniox",
        summary: "Soniox: 10 streams",
        values: [
          PresetValue(
            "concurrent",
            "10",
            .verified("Soniox, limits: 10 concurrent, 100 requests a minute")
          )
        ]
      ),
      cartesiaStreams("free", 8), cartesiaStreams("pro", 12), cartesiaStreams("startup", 20),
      cartesiaStreams("scale", 60),
    ]
  )

  static let synthesizerQuotas = PresetFamily(
    title: "Plans for speech synthesizers",
    noun: "plan",
    path: "agent.tts.quota",
    key: "preset",
    presets: [
      unlimited,
      Preset(
        name: "deepgram-aura-payg",
        summary: "Deepgram Aura, pay as you go: 15 requests",
        values: [
          PresetValue(
            "concurrent",
            "15",
            .verified(
              "Deepgram API rate limits, pay as you go, per project; differs by region and date"
            )
          )
        ]
      ),
      cartesiaVoices("free", 2), cartesiaVoices("pro", 3), cartesiaVoices("startup", 5),
      cartesiaVoices("scale", 15),
      elevenLabs("free", 2), elevenLabs("starter", 3), elevenLabs("creator", 5),
      elevenLabs("pro", 10), elevenLabs("scale", 15), elevenLabs("business", 15),
    ]
  )

  static let realtimeQuotas = PresetFamily(
    title: "Plans for speech-to-speech models",
    noun: "plan",
    path: "agent.realtime.quota",
    key: "preset",
    presets: [
      unlimited,
      Preset(
        name: "xai-entry",
        summary: "xAI: 10 sessions",
        values: [
          PresetValue("concurrent", "10", .verified("xAI: 10 to 100 sessions, by plan"))
        ]
      ),
      Preset(
        name: "xai-top",
        summary: "xAI: 100 sessions",
        values: [
          PresetValue("concurrent", "100", .verified("xAI: 10 to 100 sessions, by plan"))
        ]
      ),
      Preset(
        name: "deepgram-agent-payg",
        summary: "Deepgram Voice Agent, pay as you go: 15 sessions",
        values: [
          PresetValue(
            "concurrent",
            "15",
            .verified(
              "Deepgram API rate limits, pay as you go, per project; differs by region and date"
            )
          )
        ]
      ),
    ]
  )

  static let modelQuotas = PresetFamily(
    title: "Plans for language models",
    noun: "plan",
    path: "agent.llm.quota",
    key: "preset",
    presets: [
      unlimited,
      Preset(
        name: "openai-tier-1",
        summary: "OpenAI tier 1, gpt-4o-mini: 500 requests and 200,000 tokens a minute",
        values: [
          PresetValue("requests_per_minute", "500", .recalled("OpenAI, gpt-4o-mini by usage tier")),
          PresetValue(
            "tokens_per_minute",
            "200000",
            .recalled("OpenAI, gpt-4o-mini by usage tier")
          ),
        ]
      ),
      Preset(
        name: "openai-tier-5",
        summary: "OpenAI tier 5, gpt-4o-mini: 30,000 requests and 150 million tokens a minute",
        values: [
          PresetValue(
            "requests_per_minute",
            "30000",
            .recalled("OpenAI, gpt-4o-mini by usage tier")
          ),
          PresetValue(
            "tokens_per_minute",
            "150000000",
            .recalled("OpenAI, gpt-4o-mini by usage tier")
          ),
        ]
      ),
      Preset(
        name: "anthropic-tier-1",
        summary: "Anthropic tier 1: 50 requests and 40,000 tokens a minute",
        values: [
          PresetValue(
            "requests_per_minute",
            "50",
            .recalled("Anthropic, rate limits by tier; a third party lists the same")
          ),
          PresetValue(
            "tokens_per_minute",
            "40000",
            .recalled("Anthropic, rate limits by tier; a third party lists the same")
          ),
        ]
      ),
      Preset(
        name: "anthropic-tier-4",
        summary: "Anthropic tier 4: 4,000 requests and 400,000 tokens a minute",
        values: [
          PresetValue(
            "requests_per_minute",
            "4000",
            .recalled("Anthropic, rate limits by tier; a third party lists the same")
          ),
          PresetValue(
            "tokens_per_minute",
            "400000",
            .recalled("Anthropic, rate limits by tier; a third party lists the same")
          ),
        ]
      ),
    ]
  )
}
