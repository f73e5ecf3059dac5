internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  static let bindings = Section(
    title: "bindings",
    summary: """
      What `simrun run --live` puts in the place of simulated parts. Without `--live` all is \
      simulated, whatever is bound.
      """,
    fields: [
      Field(
        "agent",
        .section(agentBinding),
        .absent,
        isAssumption: false,
        "The agent under test, in a process of its own."
      ),
      Field(
        "llm",
        .section(modelBinding),
        .absent,
        isAssumption: false,
        "The language model of our own agents."
      ),
    ]
  )

  private static let agentBinding = Section(
    title: "bindings.agent",
    summary: "An agent that serves Twilio Media Streams: each answered call connects to it.",
    fields: [
      Field(
        "media_streams",
        .value(AddressNotation(schemes: ["ws", "wss"])),
        .required(example: "ws://127.0.0.1:8700/media"),
        isAssumption: false,
        "Where its WebSocket is served."
      ),
      Field(
        "carry_text",
        .value(FlagNotation()),
        .assumed("false"),
        isAssumption: false,
        "Whether the words travel beside the audio: for an agent of `simrun emulate`."
      ),
      Field(
        "reconnect",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .assumed("0s", "as Twilio ends a call whose stream breaks"),
        isAssumption: false,
        "How long a call whose stream breaks waits for another agent to take it over."
      ),
    ]
  )

  private static let modelBinding = Section(
    title: "bindings.llm",
    summary: "An OpenAI-compatible endpoint of chat completions.",
    fields: [
      Field(
        "base_url",
        property: "baseURL",
        .value(AddressNotation(schemes: ["http", "https"])),
        .required(example: "http://127.0.0.1:8700/v1"),
        isAssumption: false,
        "The address of the API."
      ),
      Field(
        "model",
        .value(TextNotation(lengthMax: 200)),
        .required(example: "gpt-4o-mini"),
        isAssumption: false,
        "The model that is asked for."
      ),
      Field(
        "key_variable",
        .value(TextNotation(lengthMax: 200)),
        .absent,
        isAssumption: false,
        "The environment variable that holds the key; the key itself stands in no file."
      ),
      Field(
        "instructions",
        .value(TextNotation(lengthMax: 100_000)),
        .assumed("You are a friendly assistant on the phone. Answer in one or two sentences."),
        isAssumption: false,
        "The system message of every request."
      ),
    ]
  )
}
