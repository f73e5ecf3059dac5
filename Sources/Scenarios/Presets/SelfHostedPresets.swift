internal import VoicePipeline

extension PresetFamily {
  /// Language models on a machine of our own; the machine is that of the format's defaults.
  static let selfHosted = [
    server("self-hosted-8b-fp16", "8 billion weights in fp16 on one H100", "fp16", "8"),
    server("self-hosted-8b-fp32", "8 billion weights in fp32 on one H100", "fp32", "8"),
    server("self-hosted-8b-int8", "8 billion weights in int8 on one H100", "int8", "8"),
    server(
      "self-hosted-student-1b",
      "A student of 1 billion weights, distilled from the 8 billion",
      "fp16",
      "1",
      more: [
        PresetValue("server.quality_penalty", "5%", .assumed("no figure was found")),
        PresetValue(
          "server.cache_bytes_per_token",
          "32768",
          .computed(
            "16 layers, 8 key-value heads of 64, two fp16 numbers: as Llama 3.2 1B has them"
          )
        ),
      ]
    ),
  ]

  private static func server(
    _ name: String,
    _ summary: String,
    _ precision: String,
    _ parameters: String,
    more: [PresetValue] = []
  ) -> Preset {
    Preset(
      name: name,
      summary: summary,
      values: [
        PresetValue("server.precision", precision, .assumed("what the preset is about")),
        PresetValue("server.parameters", parameters, .assumed("what the preset is about")),
      ] + more
    )
  }
}
