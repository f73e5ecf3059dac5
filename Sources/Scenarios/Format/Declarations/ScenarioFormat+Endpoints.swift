internal import SimCore
internal import VoicePipeline

// The endpoints of a cascade: recognizer, language model, synthesizer.
extension ScenarioFormat {
  static let latency = Duration.zero ... .seconds(120)

  static let recognizer = Section(
    title: "agent.stt",
    summary: "The speech recognizer: a preset's name, or a mapping.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .recognizers)),
        .assumed("deepgram-nova-3"),
        "The service that fills what is not written here."
      ),
      mode("Partials while the caller speaks (streaming), or all audio after that (batch)."),
      Field(
        "latency",
        .value(DistributionNotation(range: latency)),
        .assumed("300ms"),
        "End of speech to the final transcript; in batch mode, without the audio's own share."
      ),
      Field(
        "real_time_factor",
        .value(NumberNotation(range: 0...10, unit: "")),
        .assumed("0.1", "ten times as fast as speech; no service publishes its figure"),
        "Batch mode: time of recognition over length of the audio."
      ),
      Field(
        "word_error_rate",
        .value(ShareNotation()),
        .assumed("3%"),
        "Word error rate of clear speech without noise."
      ),
      Field(
        "noise_midpoint_db",
        property: "noiseMidpointDecibels",
        .value(NumberNotation(range: -60...60, unit: "dB")),
        .assumed("-14", "fit to parakeet-v3 in MUSAN noise; other recognizers taken as alike"),
        "Signal-to-noise ratio at which noise spoils half of the words."
      ),
      Field(
        "noise_slope_db",
        property: "noiseSlopeDecibels",
        .value(NumberNotation(range: 0.1...60, unit: "dB")),
        .assumed("5", "the same fit"),
        "Decibels that change the odds of such an error by a factor of e."
      ),
      Field(
        "noise_shift_db",
        property: "noiseShiftDecibels",
        .section(noiseShift),
        .assumed("{}"),
        "What each kind of noise adds to the midpoint."
      ),
      Field(
        "narrowband_factor",
        .value(NumberNotation(range: 0.1...10, unit: "")),
        .text(
          "1.04",
          .recalled("parakeet-tdt-0.6b-v2 model card: +4 % relative for 8 kHz mu-law speech")
        ),
        "Factor on the word error rate of narrowband speech (any codec but opus)."
      ),
      Field(
        "word_errors",
        .value(WordErrorNotation()),
        .absent,
        "Rates that were measured on calls rendered as sound, in place of the five keys above: "
          + "`simrun calibrate` writes a preset with them. They are relative to its recognizer."
      ),
      Field(
        "hallucination_share",
        .value(ShareNotation()),
        .assumed("5%", "common on partial input (WildASR 2603.25727); how common is ours"),
        "Share of stretches of noise without a word in which words are found."
      ),
      Field(
        "no_transcript_share",
        .value(ShareNotation()),
        .assumed("0%"),
        "Stretches of speech whose final has no words."
      ),
      Field(
        "partial_interval",
        .value(DistributionNotation(range: latency)),
        .assumed("{uniform: [100ms, 300ms]}"),
        "From one partial to the next, for an agent that wants them."
      ),
      Field(
        "partial_lag",
        .value(DistributionNotation(range: latency)),
        .assumed("{uniform: [150ms, 400ms]}"),
        "From the end of a word to the partial that has it."
      ),
      Field("failures", .section(recognizerFailures), .absent, "Speech that goes wrong, and how."),
      quota("agent.stt", .recognizerQuotas, "streams of calls"),
      Field("price", .section(minutePrice("agent.stt")), .absent, "What the service charges."),
    ],
    presets: .recognizers
  )

  private static let recognizerFailures = Section(
    title: "agent.stt.failures",
    summary: "Shares of the stretches of speech that go wrong; the rest is recognized.",
    fields: [
      failing("refused", "The stream is refused: 429, too many at a time."),
      failing("broken_off", "The stream is closed before the final (1011)."),
      failing("hang", "The final never comes."),
      failing("late", "The final comes later than usual."),
      Field(
        "late_by",
        .value(DistributionNotation(range: latency)),
        .assumed("{median: 2s, sigma: 0.5}"),
        "So much later."
      ),
      failing("duplicate", "The final comes twice."),
      Field(
        "idle_timeout",
        .value(DurationNotation(range: .seconds(1) ... .seconds(86_400))),
        .absent,
        "Time without speech after which the stream is closed (1008); the next stretch is lost."
      ),
    ]
  )

  static let languageModel = languageModel("agent.llm", "gpt-4o-mini")
  static let lightModel = languageModel("agent.llm_light", "gpt-5.4-mini")

  private static func languageModel(_ title: String, _ preset: String) -> Section {
    Section(
      title: title,
      summary: "The language model: a preset's name, or a mapping.",
      fields: answering(preset) + context + [
        Field("failures", .section(modelFailures(title)), .assumed("{}"), "Requests that fail."),
        Field("quota", .section(modelQuota(title)), .absent, "What the project may ask."),
        Field(
          "breaker",
          .section(modelBreaker(title)),
          .absent,
          "What keeps requests from a model that fails; without it every one goes."
        ),
        Field("server", .section(server(title)), .absent, "A machine of our own that answers."),
        Field("price", .section(tokenPrice(title)), .absent, "What the service charges."),
      ],
      presets: .languageModels
    )
  }

  private static func answering(_ preset: String) -> [Field] {
    [
      Field(
        "preset",
        .value(PresetNotation(family: .languageModels)),
        .assumed(preset),
        "The model that fills what is not written here."
      ),
      mode("Text as it is written (streaming), or whole at the end (batch)."),
      Field(
        "time_to_first_token",
        .value(DistributionNotation(range: latency)),
        .assumed("600ms"),
        "Request sent to the first token of the answer, without waiting for a slot."
      ),
      Field(
        "tokens_per_second",
        .value(NumberNotation(range: 1...100_000, unit: "tokens/s")),
        .assumed("100"),
        "Speed of the tokens after the first."
      ),
      Field(
        "slots",
        .value(IntegerNotation(range: 1...1_000_000)),
        .assumed("200", "no provider publishes its figure"),
        "Requests served at the same time; further ones queue."
      ),
    ]
  }

  private static let context = [
    Field(
      "prefill_tokens_per_second",
      .value(NumberNotation(range: 1...10_000_000, unit: "tokens/s")),
      .absent,
      "Speed at which the context is read; without it, the first token does not depend on it."
    ),
    Field(
      "context_tokens",
      .value(IntegerNotation(range: 0...10_000_000)),
      .text("12000", .modelBenchmark),
      "The context with which the time to first token was measured."
    ),
    Field(
      "cached_share",
      .value(ShareNotation()),
      .assumed("0%", "nothing is known of the provider's cache"),
      "Of the context, what the provider reads from its prompt cache."
    ),
    Field(
      "cache_tokens_min",
      .value(IntegerNotation(range: 0...10_000_000)),
      .text("1024", .recalled("OpenAI: prompts of 1,024 tokens and more are cached, by 128")),
      "Shorter contexts are not cached."
    ),
    Field(
      "hedge_after",
      .value(DurationNotation(range: latency)),
      .absent,
      "A second copy of a request that has no token by then; the first to answer is heard."
    ),
  ]

  private static func modelFailures(_ title: String) -> Section {
    Section(
      title: title + ".failures",
      summary: "Shares of the language model's requests that fail; the rest is answered.",
      fields: [
        failing("refused", "Refused at once: 429, too many requests."),
        Field(
          "retry_after",
          .value(DurationNotation(range: .zero ... .seconds(3_600))),
          .assumed("2s"),
          "The delay that a refusal asks for."
        ),
        failing("broken_off", "Broken off in the midst of the stream."),
        failing("hang", "Never answered."),
        failing("stall", "Answered with a pause in the midst of the stream."),
        Field(
          "stall_time",
          .value(DurationNotation(range: .zero ... .seconds(600))),
          .assumed("5s"),
          "The length of that pause."
        ),
        failing("overloaded", "Refused at once: 529, the provider is overloaded."),
        failing("server_error", "Refused at once: 500."),
      ]
    )
  }

  static let synthesizer = Section(
    title: "agent.tts",
    summary: "The speech synthesizer: a preset's name, or a mapping.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .synthesizers)),
        .assumed("cartesia-sonic-3"),
        "The service that fills what is not written here."
      ),
      mode("Audio as it is made (streaming), or the whole sentence (batch)."),
      Field(
        "time_to_first_byte",
        .value(DistributionNotation(range: latency)),
        .assumed("300ms"),
        "Text sent to the first byte of audio; in batch mode, without the making of the rest."
      ),
      leadingSilence,
      wordsPerMinute,
      speed,
      Field(
        "failures",
        .section(synthesizerFailures),
        .absent,
        "Sentences that go wrong, and how."
      ),
      quota("agent.tts", .synthesizerQuotas, "sentences in the making"),
      Field("price", .section(characterPrice), .absent, "What the service charges."),
    ],
    presets: .synthesizers
  )

  static let leadingSilence = Field(
    "leading_silence",
    .value(DistributionNotation(range: .zero ... .seconds(5))),
    .text(
      "{uniform: [150ms, 250ms]}",
      .assumed(
        "150-250 ms of silence is typical (kwindla/aiewf-eval README); even spread is ours",
        "2026-08-18"
      )
    ),
    "Silence at the head of that audio."
  )

  static let wordsPerMinute = Field(
    "words_per_minute",
    .value(NumberNotation(range: 20...1000, unit: "words/min")),
    .assumed("165", "as a human caller"),
    "The agent's speaking rate."
  )

  static let speed = Field(
    "speed",
    .value(NumberNotation(range: 0.1...1000, unit: "")),
    .assumed("5", "no service publishes its figure"),
    "Length of the audio over the time that its making takes."
  )

  private static let synthesizerFailures = Section(
    title: "agent.tts.failures",
    summary: "Shares of the synthesizer's sentences that go wrong; the rest is spoken.",
    fields: [
      failing("busy", "Refused at once: 429, the provider is busy."),
      failing("broken_off", "Broken off after the first audio."),
      failing("hang", "Never answered."),
      failing("underrun", "The audio runs out in the midst of the sentence."),
      Field(
        "underrun_time",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .assumed("500ms"),
        "For so long."
      ),
    ]
  )

  static func failing(_ key: String, _ summary: String) -> Field {
    Field(key, .value(ShareNotation()), .assumed("0%", "an endpoint that works"), summary)
  }

  private static func mode(_ summary: String) -> Field {
    Field(
      "mode",
      .value(ChoiceNotation(choices: EndpointMode.allCases.map(\.rawValue))),
      .assumed("streaming", "as voice agents use it"),
      summary
    )
  }
}
