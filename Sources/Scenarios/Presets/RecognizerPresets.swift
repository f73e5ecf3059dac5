internal import VoicePipeline

extension PresetFamily {
  /// Streaming recognizers: end of speech to the final transcript, and pooled word errors.
  static let recognizers = PresetFamily(
    title: "Speech recognizers",
    noun: "recognizer",
    path: "agent.stt",
    key: "preset",
    presets: [
      recognizer(
        "deepgram-nova-3",
        "Deepgram, nova-3-general",
        [247, 298, 326],
        "1.62",
        "0.2",
        .listed("$0.0048")
      ),
      recognizer("soniox-stt-rt-v4", "Soniox, stt-rt-v4", [249, 281, 310], "1.29", "0.2"),
      recognizer(
        "assemblyai-universal-streaming",
        "AssemblyAI, universal-streaming-english",
        [256, 362, 417],
        "3.02",
        "0.2",
        .recalled("$0.0025")
      ),
      recognizer("cartesia-ink-whisper", "Cartesia, ink-whisper", [266, 364, 898], "4.36", "0.1"),
      recognizer(
        "elevenlabs-scribe-v2",
        "ElevenLabs, scribe_v2_realtime",
        [281, 348, 407],
        "3.12",
        "0.3"
      ),
      recognizer("smallest-pulse", "Smallest AI, pulse", [398, 533, 1593], "2.37", "0"),
      recognizer("speechmatics", "Speechmatics, model not named", [495, 676, 736], "1.07", "0.3"),
      recognizer(
        "mistral-voxtral-realtime",
        "Mistral, voxtral-mini-transcribe-realtime-2602",
        [525, 973, 1913],
        "4.97",
        "0.7"
      ),
      recognizer(
        "openai-gpt-4o-transcribe",
        "OpenAI, gpt-4o-transcribe",
        [637, 965, 1655],
        "3.06",
        "0.7",
        .recalled("$0.006")
      ),
      recognizer(
        "google-latest-long",
        "Google, latest-long",
        [878, 1155, 1570],
        "2.85",
        "0",
        .recalled("$0.016")
      ),
      recognizer(
        "azure",
        "Azure, model not named",
        [1016, 1345, 1791],
        "1.18",
        "0",
        .recalled("$0.0167")
      ),
      recognizer(
        "aws",
        "AWS, model not named",
        [1136, 1527, 1897],
        "1.75",
        "0",
        .recalled("$0.024")
      ),
    ]
  )

  /// What a minute of audio costs, by how the price is known.
  private enum MinutePrice {
    /// A survey of August 2026 read it on the service's page.
    case listed(String)
    case recalled(String)

    var value: PresetValue {
      switch self {
      case .listed(let price):
        PresetValue(
          "price.per_minute",
          price,
          .verified(
            "OpenGauntlet asr.json: deepgram.com/pricing, streaming, pay as you go",
            "2026-08"
          )
        )
      case .recalled(let price):
        PresetValue("price.per_minute", price, .recalled("the service's price list"))
      }
    }
  }

  /// Milliseconds at p50, p95 and p99, the word error rate in percent, and the share of samples
  /// without a transcript.
  private static func recognizer(
    _ name: String,
    _ summary: String,
    _ quantiles: [Int],
    _ wordErrors: String,
    _ noTranscript: String,
    _ price: MinutePrice? = nil
  ) -> Preset {
    let latency = "{p50: \(quantiles[0])ms, p95: \(quantiles[1])ms, p99: \(quantiles[2])ms}"
    return Preset(
      name: name,
      summary: summary,
      values: [
        PresetValue("latency", latency, .recognizerBenchmark),
        PresetValue("word_error_rate", "\(wordErrors)%", .recognizerBenchmark),
        PresetValue("no_transcript_share", "\(noTranscript)%", .recognizerBenchmark),
      ] + (price.map { [$0.value] } ?? [])
    )
  }
}
