internal import VoicePipeline

extension PresetFamily {
  /// Language models: request to the first token of the answer, and the speed of the rest.
  static let languageModels = PresetFamily(
    title: "Language models",
    noun: "language model",
    path: "agent.llm",
    key: "preset",
    presets: [
      model(
        "gpt-oss-120b-groq",
        "gpt-oss-120b on Groq",
        [98, 217, 2117],
        .acceleratedHost,
        .recalled("0.15", "0.6")
      ),
      model("kimi-k2.6-cerebras", "kimi-k2.6 on Cerebras", [256, 480, 1639], .acceleratedHost),
      model(
        "gpt-5.4-mini",
        "gpt-5.4-mini, no reasoning",
        [459, 731, 2369],
        .small,
        .tokenMix("0.75", "4.5")
      ),
      model("gpt-4.1", "gpt-4.1", [536, 1771, 5056], .large, .recalled("2", cached: "0.5", "8")),
      model("gpt-4o", "gpt-4o", [546, 1369, 4897], .large, .recalled("2.5", cached: "1.25", "10")),
      model(
        "gemini-2.5-flash",
        "gemini-2.5-flash, thinking off",
        [550, 850, 2352],
        .small,
        .tokenMix("0.3", "2.5")
      ),
      model(
        "gpt-4o-mini",
        "gpt-4o-mini",
        [553, 1947, 6497],
        .small,
        .comparison("0.15", cached: "0.075", "0.6")
      ),
      model(
        "gpt-5.2",
        "gpt-5.2",
        [624, 1171, 2509],
        .large,
        .recalled("1.75", cached: "0.175", "14")
      ),
      model(
        "claude-haiku-4-5",
        "claude-haiku-4-5",
        [637, 1615, 3152],
        .small,
        .tokenMix("1", cached: "0.1", "5")
      ),
      model(
        "gpt-5-mini",
        "gpt-5-mini",
        [682, 1132, 1904],
        .small,
        .recalled("0.25", cached: "0.025", "2")
      ),
      model("nova-2-pro", "nova-2-pro", [690, 1616, 3840], .large),
      model(
        "gpt-5.1",
        "gpt-5.1",
        [739, 1492, 4244],
        .large,
        .recalled("1.25", cached: "0.125", "10")
      ),
      model(
        "claude-sonnet-4-6",
        "claude-sonnet-4-6",
        [850, 4126, 9396],
        .large,
        .tokenMix("3", cached: "0.3", "15")
      ),
    ] + selfHosted
  )

  /// What the speed of a model's tokens is taken from.
  private enum TokenSpeed {
    case small
    case large
    case acceleratedHost

    var value: PresetValue {
      switch self {
      case .small:
        PresetValue(
          "tokens_per_second",
          "150",
          .assumed("middle of 100-200 for small models, a vendor's claim (CallSphere 2026)")
        )
      case .large:
        PresetValue(
          "tokens_per_second",
          "75",
          .assumed("middle of 50-100 for large models, a vendor's claim (CallSphere 2026)")
        )
      case .acceleratedHost:
        PresetValue(
          "tokens_per_second",
          "200",
          .assumed("top of 100-200 for fast models (CallSphere 2026); no figure for this host")
        )
      }
    }
  }

  /// Milliseconds at p50 and p95, and the largest that was seen.
  private static func model(
    _ name: String,
    _ summary: String,
    _ quantiles: [Int],
    _ speed: TokenSpeed,
    _ price: TokenPrice? = nil
  ) -> Preset {
    let latency = "{p50: \(quantiles[0])ms, p95: \(quantiles[1])ms, max: \(quantiles[2])ms}"
    return Preset(
      name: name,
      summary: summary,
      values: [PresetValue("time_to_first_token", latency, .modelBenchmark), speed.value]
        + (price?.values ?? [])
    )
  }
}
