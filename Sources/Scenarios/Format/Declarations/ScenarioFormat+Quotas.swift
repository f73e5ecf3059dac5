internal import SimCore
internal import VoicePipeline

// What a project may use of an endpoint, what that costs, and the machine that may stand for it.
extension ScenarioFormat {
  static func quota(_ title: String, _ family: PresetFamily, _ noun: String) -> Field {
    let section = Section(
      title: title + ".quota",
      summary: "What the project may have open: a plan's name, or a mapping.",
      fields: [
        Field(
          "preset",
          .value(PresetNotation(family: family)),
          .assumed("unlimited", "no limit but those that are written"),
          "The plan that fills what is not written here."
        ),
        Field(
          "concurrent",
          .value(IntegerNotation(range: 1...1_000_000)),
          .absent,
          "At the same time: \(noun)."
        ),
        Field(
          "wait",
          .value(DurationNotation(range: latency)),
          .assumed("0s", "refused at once"),
          "How long one more waits before it is refused with 429."
        ),
        Field(
          "connections",
          .value(IntegerNotation(range: 1...1_000_000)),
          .absent,
          "Calls that are connected at the same time, whether or not they have work."
        ),
      ],
      presets: family
    )
    return Field("quota", .section(section), .absent, "What the project may have open.")
  }

  static func modelQuota(_ title: String) -> Section {
    Section(
      title: title + ".quota",
      summary: "What the project may ask; the bound that is met first refuses. A plan's name, or "
        + "a mapping.",
      fields: [
        Field(
          "preset",
          .value(PresetNotation(family: .modelQuotas)),
          .assumed("unlimited", "no limit but those that are written"),
          "The plan that fills what is not written here."
        ),
        count("requests_per_minute", "In any minute; a refusal says after how many seconds."),
        count("tokens_per_minute", "Of context and answer, in any minute."),
        count("concurrent_requests", "At the same time."),
        count("tokens_total", "In the whole run; then nothing is answered any more."),
      ],
      presets: .modelQuotas
    )
  }

  private static func count(_ key: String, _ summary: String) -> Field {
    Field(key, .value(IntegerNotation(range: 1...1_000_000_000_000)), .absent, summary)
  }

  static func minutePrice(_ title: String) -> Section {
    price(title, [money("per_minute", "A minute of audio.")])
  }

  static let characterPrice = price(
    "agent.tts",
    [
      money("per_million_characters", "A million characters of text."),
      money("per_minute", "A minute of audio."),
    ]
  )

  static func tokenPrice(_ title: String) -> Section { price(title, tokens) }

  static let realtimePrice = price(
    "agent.realtime",
    tokens + [money("per_session_minute", "A minute of a session, whatever happens in it.")]
  )

  private static let tokens = [
    money("input", "A million tokens that are read."),
    money("cached_input", "A million of those that are read from the cache; else as input."),
    money("output", "A million tokens that are written."),
  ]

  private static func price(_ title: String, _ fields: [Field]) -> Section {
    Section(
      title: title + ".price",
      summary: "What the service charges, in US dollars; what is not here costs nothing.",
      fields: fields
    )
  }

  private static func money(_ key: String, _ summary: String) -> Field {
    Field(key, .value(DollarNotation(most: 100_000)), .absent, summary)
  }

  /// A machine that serves a model with 8 billion weights, by default.
  static func server(_ title: String) -> Section {
    Section(
      title: title + ".server",
      summary: "A model on a machine of ours: all requests in one batch, a token of each a step.",
      fields: machine + [
        Field(
          "batch",
          .value(IntegerNotation(range: 1...100_000)),
          .assumed("256", "as vLLM, from memory"),
          "Requests in the batch; further ones queue."
        ),
        Field(
          "step_overhead",
          .value(DurationNotation(range: latency)),
          .assumed("2ms"),
          "Of each step, beside memory and arithmetic."
        ),
        Field(
          "quality_penalty",
          .value(ShareNotation()),
          .assumed("0%", "the model itself, not a student of it"),
          "Answers that a distilled student gets wrong where its teacher would not."
        ),
        Field(
          "price_per_hour",
          .value(NumberNotation(range: 0...10_000, unit: "USD")),
          .assumed("3", "an H100 by the hour; clouds ask 2 to 7"),
          "What the machine costs, whether or not anybody asks it."
        ),
      ]
    )
  }

  private static let machine = [
    Field(
      "precision",
      .value(ChoiceNotation(choices: WeightPrecision.allCases.map(\.rawValue))),
      .assumed("fp16", "as most models are served"),
      "Of the weights; the key-value cache does not change with it."
    ),
    Field(
      "parameters",
      .value(NumberNotation(range: 0.01...10_000, unit: "billions")),
      .assumed("8", "a small model that answers on the phone"),
      "Weights of the model."
    ),
    Field(
      "memory",
      .value(NumberNotation(range: 1...100_000, unit: "GB")),
      .text("80", .recalled("NVIDIA H100 SXM: 80 GB")),
      "For weights and key-value cache."
    ),
    Field(
      "bandwidth",
      .value(NumberNotation(range: 1...1_000_000, unit: "GB/s")),
      .text("3350", .recalled("NVIDIA H100 SXM: 3.35 TB/s")),
      "Of that memory: each step reads all weights and the batch's cache."
    ),
    Field(
      "compute",
      .value(NumberNotation(range: 0.1...1_000_000, unit: "TFLOP/s")),
      .assumed("400", "40 % of the 989 TFLOP/s of an H100 (from memory) in dense fp16"),
      "Arithmetic, which bounds the reading of contexts."
    ),
    Field(
      "cache_bytes_per_token",
      .value(IntegerNotation(range: 1...100_000_000)),
      .text(
        "131072",
        .computed("32 layers, 8 key-value heads of 128, two fp16 numbers: as Llama 3 8B has them")
      ),
      "Key-value cache of one token."
    ),
  ]
}
