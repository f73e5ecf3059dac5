internal import VoicePipeline

/// Plans: what a project may use of an endpoint. Published limits change by date and region.
extension PresetFamily {
  private static let unlimited = Preset(
    name: "unlimited",
    summary: "No limit but those that are written",
    values: []
  )

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
      Preset(
        name: "speechmatics-free",
        summary: "Speechmatics, free: 2 streams",
        values: [
          PresetValue("concurrent", "2", .verified("Speechmatics, limits: 2 and 50 sessions"))
        ]
      ),
      Preset(
        name: "speechmatics-paid",
        summary: "Speechmatics, paid: 50 streams",
        values: [
          PresetValue("concurrent", "50", .verified("Speechmatics, limits: 2 and 50 sessions"))
        ]
      ),
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
      Preset(
        name: "cartesia-free",
        summary: "Cartesia, free: 8 streams",
        values: [
          PresetValue("concurrent", "8", .verified("Cartesia, concurrency limits"))
        ]
      ),
      Preset(
        name: "cartesia-pro",
        summary: "Cartesia, pro: 12 streams",
        values: [
          PresetValue("concurrent", "12", .verified("Cartesia, concurrency limits"))
        ]
      ),
      Preset(
        name: "cartesia-startup",
        summary: "Cartesia, startup: 20 streams",
        values: [
          PresetValue("concurrent", "20", .verified("Cartesia, concurrency limits"))
        ]
      ),
      Preset(
        name: "cartesia-scale",
        summary: "Cartesia, scale: 60 streams",
        values: [
          PresetValue("concurrent", "60", .verified("Cartesia, concurrency limits"))
        ]
      ),
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
      Preset(
        name: "cartesia-free",
        summary: "Cartesia, free: 2 requests, enough for about four times as many conversations",
        values: [
          PresetValue("concurrent", "2", .verified("Cartesia, concurrency limits")),
          PresetValue(
            "connections",
            "20",
            .verified("Cartesia: WebSockets up to ten times the concurrency")
          ),
        ]
      ),
      Preset(
        name: "cartesia-pro",
        summary: "Cartesia, pro: 3 requests, enough for about four times as many conversations",
        values: [
          PresetValue("concurrent", "3", .verified("Cartesia, concurrency limits")),
          PresetValue(
            "connections",
            "30",
            .verified("Cartesia: WebSockets up to ten times the concurrency")
          ),
        ]
      ),
      Preset(
        name: "cartesia-startup",
        summary: "Cartesia, startup: 5 requests, enough for about four times as many conversations",
        values: [
          PresetValue("concurrent", "5", .verified("Cartesia, concurrency limits")),
          PresetValue(
            "connections",
            "50",
            .verified("Cartesia: WebSockets up to ten times the concurrency")
          ),
        ]
      ),
      Preset(
        name: "cartesia-scale",
        summary: "Cartesia, scale: 15 requests, enough for about four times as many conversations",
        values: [
          PresetValue("concurrent", "15", .verified("Cartesia, concurrency limits")),
          PresetValue(
            "connections",
            "150",
            .verified("Cartesia: WebSockets up to ten times the concurrency")
          ),
        ]
      ),
      Preset(
        name: "elevenlabs-free",
        summary: "ElevenLabs, free: 2 requests; queues for 50 ms, then refuses",
        values: [
          PresetValue("concurrent", "2", .verified("ElevenLabs, concurrency limits")),
          PresetValue(
            "wait",
            "50ms",
            .verified("ElevenLabs: requests queue first, about 50 ms, then 429")
          ),
        ]
      ),
      Preset(
        name: "elevenlabs-starter",
        summary: "ElevenLabs, starter: 3 requests; queues for 50 ms, then refuses",
        values: [
          PresetValue("concurrent", "3", .verified("ElevenLabs, concurrency limits")),
          PresetValue(
            "wait",
            "50ms",
            .verified("ElevenLabs: requests queue first, about 50 ms, then 429")
          ),
        ]
      ),
      Preset(
        name: "elevenlabs-creator",
        summary: "ElevenLabs, creator: 5 requests; queues for 50 ms, then refuses",
        values: [
          PresetValue("concurrent", "5", .verified("ElevenLabs, concurrency limits")),
          PresetValue(
            "wait",
            "50ms",
            .verified("ElevenLabs: requests queue first, about 50 ms, then 429")
          ),
        ]
      ),
      Preset(
        name: "elevenlabs-pro",
        summary: "ElevenLabs, pro: 10 requests; queues for 50 ms, then refuses",
        values: [
          PresetValue("concurrent", "10", .verified("ElevenLabs, concurrency limits")),
          PresetValue(
            "wait",
            "50ms",
            .verified("ElevenLabs: requests queue first, about 50 ms, then 429")
          ),
        ]
      ),
      Preset(
        name: "elevenlabs-scale",
        summary: "ElevenLabs, scale: 15 requests; queues for 50 ms, then refuses",
        values: [
          PresetValue("concurrent", "15", .verified("ElevenLabs, concurrency limits")),
          PresetValue(
            "wait",
            "50ms",
            .verified("ElevenLabs: requests queue first, about 50 ms, then 429")
          ),
        ]
      ),
      Preset(
        name: "elevenlabs-business",
        summary: "ElevenLabs, business: 15 requests; queues for 50 ms, then refuses",
        values: [
          PresetValue("concurrent", "15", .verified("ElevenLabs, concurrency limits")),
          PresetValue(
            "wait",
            "50ms",
            .verified("ElevenLabs: requests queue first, about 50 ms, then 429")
          ),
        ]
      ),
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
