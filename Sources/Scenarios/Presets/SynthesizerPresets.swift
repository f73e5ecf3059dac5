internal import VoicePipeline

extension PresetFamily {
  /// Speech synthesizers: text to the first audio.
  ///
  /// Most publications give the median and the interquartile range. The log-normal shape is then
  /// ours, so such a spread is an assumption: sigma = asinh(IQR / (2 p50)) / 0.6745.
  static let synthesizers = PresetFamily(
    title: "Speech synthesizers",
    noun: "synthesizer",
    path: "agent.tts",
    key: "preset",
    presets: [
      synthesizer("gradium", "Gradium", 155, range: 2, sigma: "0.01"),
      synthesizer(
        "cartesia-sonic-3",
        "Cartesia, Sonic-3",
        188,
        range: 100,
        sigma: "0.39",
        price: .listed("39")
      ),
      synthesizer(
        "elevenlabs-turbo-v2.5",
        "ElevenLabs, Turbo v2.5",
        264,
        range: 28,
        sigma: "0.079",
        price: .recalled("50")
      ),
      synthesizer(
        "elevenlabs-flash-v2.5",
        "ElevenLabs, Flash v2.5",
        288,
        range: 28,
        sigma: "0.072",
        price: .recalled("50")
      ),
      synthesizer(
        "deepgram-aura-2",
        "Deepgram, Aura-2",
        313,
        range: 68,
        sigma: "0.161",
        price: .listed("30")
      ),
      synthesizer(
        "elevenlabs-multilingual-v2",
        "ElevenLabs, Multilingual v2",
        1232,
        price: .listed("100")
      ),
      synthesizer("openai-tts-1-hd", "OpenAI, tts-1-hd", 2295, price: .recalled("30")),
      Preset(
        name: "60db",
        summary: "60db",
        values: [
          PresetValue(
            "time_to_first_byte",
            "{p50: 198ms, p95: 323ms}",
            .verified("60db's published p50 198, p90 278, p95 323 ms")
          )
        ]
      ),
    ]
  )

  /// What a million characters cost, by how the price is known.
  private enum CharacterPrice {
    case listed(String)
    case recalled(String)

    var value: PresetValue {
      let path = "price.per_million_characters"
      return switch self {
      case .listed(let price): PresetValue(path, "$" + price, .verified("the vendor's price list"))
      case .recalled(let price):
        PresetValue(path, "$" + price, .recalled("the vendor's price list"))
      }
    }
  }

  /// The median in milliseconds, and the interquartile range where one was published.
  private static func synthesizer(
    _ name: String,
    _ summary: String,
    _ p50: Int,
    range: Int? = nil,
    sigma: String = "0.25",
    price: CharacterPrice? = nil
  ) -> Preset {
    let spread =
      range.map { "IQR \($0) ms; sigma derived from the IQR, log-normal shape assumed" }
      ?? "no spread published; sigma assumed"
    let source = "Coval via Gradium: p50 \(p50) ms, \(spread)"
    let value = PresetValue(
      "time_to_first_byte",
      "{median: \(p50)ms, sigma: \(sigma)}",
      .assumed(source, "2026-05-04")
    )
    return Preset(
      name: name,
      summary: summary,
      values: [value] + (price.map { [$0.value] } ?? [])
    )
  }
}
