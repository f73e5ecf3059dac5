internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  private static let latency = Duration.zero ... .seconds(120)

  static let agent = Section(
    title: "agent",
    summary: "The voice agent and its models.",
    fields: [
      Field(
        "endpointing",
        .value(DurationNotation(range: .zero ... .seconds(10))),
        .text("500ms", .verified("LiveKit agents: minimum endpointing delay 0.5 s by default")),
        "Silence that ends the caller's turn."
      ),
      Field(
        "vad_hangover",
        .value(DurationNotation(range: .zero ... .seconds(2))),
        .assumed("0s", "counted within endpointing"),
        "Delay of the voice activity detector in noticing that speech has ended."
      ),
      Field(
        "stt",
        .section(recognizer),
        .assumed("deepgram-nova-3"),
        "The speech recognizer."
      ),
      Field(
        "llm",
        .section(languageModel),
        .assumed("gpt-4o-mini"),
        "The language model."
      ),
      Field(
        "tts",
        .section(synthesizer),
        .assumed("cartesia-sonic-3"),
        "The speech synthesizer."
      ),
      Field(
        "model_timeout",
        .value(DurationNotation(range: .milliseconds(10) ... .seconds(600))),
        .assumed("10s", "as LiveKit agents time out a request to a model, from memory"),
        "Longest silence of the language model within a request."
      ),
      Field(
        "greeting",
        .value(TextNotation(lengthMax: 1000)),
        .assumed(
          "Hello, this is the assistant, calling about your appointment.",
          "a short opening of about 4 s"
        ),
        "What the agent says first; an empty text lets the caller speak first."
      ),
      Field(
        "network_delay",
        .value(DurationNotation(range: .zero ... .seconds(5))),
        .assumed("15ms", "part of 130 ms for network and buffer in both directions"),
        "One way, between the agent and the carrier's edge."
      ),
      Field(
        "playout_buffer",
        .value(DurationNotation(range: .zero ... .seconds(2))),
        .assumed("60ms", "jitter buffers start at 20-60 ms; upper end taken"),
        "Depth of the jitter buffer in front of the caller's ear."
      ),
    ]
  )

  private static let recognizer = Section(
    title: "agent.stt",
    summary: "The speech recognizer: a preset's name, or a mapping.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .recognizers)),
        .assumed("deepgram-nova-3"),
        "The service that fills what is not written here."
      ),
      Field(
        "latency",
        .value(DistributionNotation(range: latency)),
        .assumed("300ms"),
        "End of speech to the final transcript."
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
        "Factor on the word error rate of narrowband speech (codec: mu-law)."
      ),
      Field(
        "hallucination_share",
        .value(ShareNotation()),
        .assumed("5%", "common on partial input (WildASR 2603.25727); how common is ours"),
        "Share of stretches of noise without a word in which words are found."
      ),
    ],
    presets: .recognizers
  )

  private static let languageModel = Section(
    title: "agent.llm",
    summary: "The language model: a preset's name, or a mapping.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .languageModels)),
        .assumed("gpt-4o-mini"),
        "The model that fills what is not written here."
      ),
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
      Field(
        "failures",
        .section(modelFailures),
        .assumed("{}"),
        "Requests that fail, and how."
      ),
    ],
    presets: .languageModels
  )

  private static let synthesizer = Section(
    title: "agent.tts",
    summary: "The speech synthesizer: a preset's name, or a mapping.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .synthesizers)),
        .assumed("cartesia-sonic-3"),
        "The service that fills what is not written here."
      ),
      Field(
        "time_to_first_byte",
        .value(DistributionNotation(range: latency)),
        .assumed("300ms"),
        "Text sent to the first byte of audio."
      ),
      Field(
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
      ),
      Field(
        "words_per_minute",
        .value(NumberNotation(range: 20...1000, unit: "words/min")),
        .assumed("165", "as a human caller"),
        "The agent's speaking rate."
      ),
    ],
    presets: .synthesizers
  )

  private static let modelFailures = Section(
    title: "agent.llm.failures",
    summary: "Shares of the language model's requests that fail; the rest is answered.",
    fields: [
      share("refused", "Refused at once: 429, too many requests."),
      Field(
        "retry_after",
        .value(DurationNotation(range: .zero ... .seconds(3_600))),
        .assumed("2s"),
        "The delay that a refusal asks for."
      ),
      share("broken_off", "Broken off in the midst of the stream."),
      share("hang", "Never answered."),
      share("stall", "Answered with a pause in the midst of the stream."),
      Field(
        "stall_time",
        .value(DurationNotation(range: .zero ... .seconds(600))),
        .assumed("5s"),
        "The length of that pause."
      ),
    ]
  )

  private static func share(_ key: String, _ summary: String) -> Field {
    Field(key, .value(ShareNotation()), .assumed("0%", "an endpoint that works"), summary)
  }
}
