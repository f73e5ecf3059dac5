internal import VoicePipeline

extension PresetFamily {
  /// Streaming recognizers: end of speech to the final transcript, and pooled word errors.
  static let recognizers = PresetFamily(
    title: "Speech recognizers",
    noun: "recognizer",
    path: "agent.stt",
    key: "preset",
    presets: [
      recognizer("deepgram-nova-3", "Deepgram, nova-3-general", 247, 298, 326, "1.62"),
      recognizer("soniox-stt-rt-v4", "Soniox, stt-rt-v4", 249, 281, 310, "1.29"),
      recognizer(
        "assemblyai-universal-streaming",
        "AssemblyAI, universal-streaming-english",
        256,
        362,
        417,
        "3.02"
      ),
      recognizer("cartesia-ink-whisper", "Cartesia, ink-whisper", 266, 364, 898, "4.36"),
      recognizer("elevenlabs-scribe-v2", "ElevenLabs, scribe_v2_realtime", 281, 348, 407, "3.12"),
      recognizer("smallest-pulse", "Smallest AI, pulse", 398, 533, 1593, "2.37"),
      recognizer("speechmatics", "Speechmatics, model not named", 495, 676, 736, "1.07"),
      recognizer(
        "mistral-voxtral-realtime",
        "Mistral, voxtral-mini-transcribe-realtime-2602",
        525,
        973,
        1913,
        "4.97"
      ),
      recognizer("openai-gpt-4o-transcribe", "OpenAI, gpt-4o-transcribe", 637, 965, 1655, "3.06"),
      recognizer("google-latest-long", "Google, latest-long", 878, 1155, 1570, "2.85"),
      recognizer("azure", "Azure, model not named", 1016, 1345, 1791, "1.18"),
      recognizer("aws", "AWS, model not named", 1136, 1527, 1897, "1.75"),
    ]
  )

  /// Milliseconds at p50, p95 and p99, and the word error rate in percent.
  private static func recognizer(
    _ name: String,
    _ summary: String,
    _ p50: Int,
    _ p95: Int,
    _ p99: Int,
    _ wordErrors: String
  ) -> Preset {
    let latency = "{p50: \(p50)ms, p95: \(p95)ms, p99: \(p99)ms}"
    return Preset(
      name: name,
      summary: summary,
      values: [
        PresetValue("latency", latency, .recognizerBenchmark),
        PresetValue("word_error_rate", "\(wordErrors)%", .recognizerBenchmark),
      ]
    )
  }
}
