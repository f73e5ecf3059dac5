internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
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
        .value(TextNotation(lengthMax: 1000, mayBeEmpty: true)),
        .assumed(
          "Hello, this is the assistant, calling about your appointment.",
          "a short opening of about 4 s"
        ),
        "What the agent says first; an empty text lets the caller speak first."
      ),
      Field(
        "instruction_tokens",
        .value(IntegerNotation(range: 0...10_000_000)),
        .assumed("800", "some 600 words: a persona, a task and its tools"),
        "Tokens of the instructions, with which every request to the language model begins."
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
    ] + agentTurnTaking + furtherEndpoints
  )
}
