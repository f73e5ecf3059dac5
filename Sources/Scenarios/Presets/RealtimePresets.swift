internal import VoicePipeline

extension PresetFamily {
  /// Speech-to-speech models: the caller's last sound to the first one of the answer.
  ///
  /// Median and greatest value were published. Between them p95 lies where ln x is linear in the
  /// normal z, with the greatest of 300 samples at its end.
  static let realtimeModels = PresetFamily(
    title: "Speech-to-speech models",
    noun: "speech-to-speech model",
    path: "agent.realtime",
    key: "preset",
    presets: [
      realtime(
        "gpt-realtime-1.5",
        "OpenAI gpt-realtime-1.5",
        voice: [1152, 1754, 2304],
        tool: 2251,
        silence: 96,
        more: [noAnswer("0.3", "1 of 300 turns")] + openaiSession + listedPrice
      ),
      realtime(
        "nova-2-sonic",
        "Amazon Nova 2 Sonic",
        voice: [1280, 2244, 3232],
        tool: 1689,
        silence: 79,
        more: novaSession
      ),
      realtime(
        "gpt-realtime-2.1",
        "OpenAI gpt-realtime-2.1, low effort",
        voice: [1504, 2839, 4288],
        tool: 1537,
        silence: 75,
        more: [noAnswer("0.1", "1 of 900 turns")] + openaiSession + assumedPrice
      ),
      realtime(
        "gpt-realtime",
        "OpenAI gpt-realtime",
        voice: [1536, 3015, 4672],
        tool: 2199,
        silence: 341,
        more: [noAnswer("1.3", "4 of 300 turns")] + openaiSession + assumedPrice
      ),
      realtime(
        "gemini-3.1-flash-live",
        "Google gemini-3.1-flash-live, minimal thinking",
        voice: [1632, 3470, 5664],
        tool: 3172,
        silence: 100,
        more: [noAnswer("0", "0 of 300 turns")] + geminiSession
      ),
      realtime(
        "grok",
        "xAI grok-voice-think-fast-1.0",
        voice: [2336, 3615, 4800],
        tool: 2753,
        silence: 239,
        more: [noAnswer("1.3", "4 of 300 turns")] + xaiSession + minutePrice
      ),
      realtime(
        "gemini-live",
        "Google gemini-live, 2.5 flash native audio",
        voice: [2624, 11495, 30000],
        tool: 4082,
        silence: 90,
        more: [noAnswer("7.3", "22 of 300 turns")] + geminiSession
      ),
    ] + medians
  )

  /// Medians of another benchmark, without the tool turns and sessions of the first.
  private static let medians = [
    median("aa-gemini-2.5-flash-live", "gemini-2.5-flash-live in Artificial Analysis", 630),
    median("aa-grok", "grok in Artificial Analysis", 780),
    median("aa-gpt-realtime-1.5", "gpt-realtime-1.5 in Artificial Analysis", 820),
    median("aa-nova-2-sonic", "nova-2-sonic in Artificial Analysis", 1140),
  ]

  private static func median(_ name: String, _ summary: String, _ p50: Int) -> Preset {
    let provenance = Provenance.assumed(
      "Artificial Analysis: p50 \(p50) ms to first audio; no spread published, sigma assumed"
    )
    return Preset(
      name: name,
      summary: summary,
      values: [
        PresetValue("voice_to_voice", "{median: \(p50)ms, sigma: 0.25}", provenance),
        PresetValue("measured_silence", "200ms", .assumed("how it was measured is not known")),
        PresetValue("leading_silence", "0s", .assumed("the figure is of the first audio")),
        PresetValue("silence", "200ms", .assumed("as measured")),
      ]
    )
  }

  /// Milliseconds: median, p95 and the greatest; the mean of turns with a tool; leading silence.
  private static func realtime(
    _ name: String,
    _ summary: String,
    voice: [Int],
    tool: Int,
    silence: Int,
    more: [PresetValue]
  ) -> Preset {
    let quantiles = "{p50: \(voice[0])ms, p95: \(voice[1])ms, max: \(voice[2])ms}"
    return Preset(
      name: name,
      summary: summary,
      values: [
        PresetValue("voice_to_voice", quantiles, interpolated),
        PresetValue(
          "tool_voice_to_voice",
          "{mean: \(tool)ms, cv: 0.25}",
          .assumed("kwindla/aiewf-eval README: the mean; the spread is ours", "2026-08-18")
        ),
        PresetValue("leading_silence", "\(silence)ms", .modelBenchmark),
      ] + more
    )
  }

  private static let interpolated = Provenance.computed(
    "kwindla/aiewf-eval README: median and maximum; p95 on the log-normal line between them",
    "2026-08-18"
  )

  private static func noAnswer(_ percent: String, _ counted: String) -> PresetValue {
    PresetValue(
      "no_answer_share",
      percent + "%",
      .computed("kwindla/aiewf-eval README: \(counted) not answered", "2026-08-18")
    )
  }

  private static let openaiSession = [
    PresetValue(
      "session_max",
      "60m",
      .verified("pipecat #3170, livekit #2341: closed with 1001 at the maximum duration")
    )
  ]
  private static let novaSession = [
    PresetValue("session_max", "8m", .modelBenchmark)
  ]
  private static let geminiSession = [
    PresetValue("session_max", "15m", .recalled("Gemini Live: audio sessions of 15 minutes"))
  ]
  private static let xaiSession = [
    PresetValue("session_max", "30m", .verified("xAI: sessions of 30 to 120 minutes, by plan"))
  ]

  private static let listedPrice = audioPrice(
    .verified("OpenAI prices: gpt-realtime-1.5 audio, per million tokens")
  )
  private static let assumedPrice = audioPrice(.assumed("as gpt-realtime-1.5"))
  private static let minutePrice = [
    PresetValue("price.per_session_minute", "$0.05", .verified("xAI prices"))
  ]

  private static func audioPrice(_ provenance: Provenance) -> [PresetValue] {
    [
      PresetValue("price.input", "$32", provenance),
      PresetValue("price.cached_input", "$0.40", provenance),
      PresetValue("price.output", "$64", provenance),
    ]
  }
}
