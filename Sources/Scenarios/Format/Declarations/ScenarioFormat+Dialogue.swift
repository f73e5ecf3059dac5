internal import SimCore
internal import VoicePipeline

// Endpoints beside the cascade: speech-to-speech, turn ends, routing, tools and humans.
extension ScenarioFormat {
  /// Keys of the agent that are absent in a plain cascade.
  static let furtherEndpoints = [
    Field(
      "llm_light",
      .section(lightModel),
      .absent,
      "What requests go to that the router takes for simple."
    ),
    Field("realtime", .section(realtime), .absent, "A speech-to-speech model."),
    Field("turn_detector", .section(turnDetector), .absent, "A semantic detector of turn ends."),
    Field("router", .section(router), .absent, "Chooses between `llm` and `llm_light`."),
    Field(
      "tools",
      .list(of: .section(tool), count: 0...64),
      .assumed("[{name: any}]"),
      "The tools that the language model may call: `any` stands for those without an entry of "
        + "their own, `retrieve` is the search before each request."
    ),
    Field("reply_cache", .section(replyCache), .absent, "Replies to words that come again."),
    Field("desk", .section(desk), .absent, "Humans who take calls over."),
  ]

  private static let realtime = Section(
    title: "agent.realtime",
    summary: "The speech-to-speech model: a preset's name, or a mapping.",
    fields: realtimeTiming + realtimeTurns + realtimeSession,
    presets: .realtimeModels
  )

  private static let realtimeTiming = [
    Field(
      "preset",
      .value(PresetNotation(family: .realtimeModels)),
      .assumed("gpt-realtime-1.5"),
      "The model that fills what is not written here."
    ),
    Field(
      "voice_to_voice",
      .value(DistributionNotation(range: latency)),
      .assumed("1500ms"),
      "End of the caller's speech to the first sound of the answer, as it was measured."
    ),
    Field(
      "measured_silence",
      .value(DurationNotation(range: latency)),
      .assumed("500ms", "server VAD as OpenAI's API has it by default, from memory"),
      "Silence that turn detection waited for when that was measured; it is part of it."
    ),
    Field(
      "tool_voice_to_voice",
      .value(DistributionNotation(range: latency)),
      .assumed("2500ms", "published means are 1.5-4.1 s"),
      "The same of an answer to a tool's result."
    ),
    leadingSilence,
    wordsPerMinute,
    speed,
    Field(
      "transcript_delay",
      .value(DistributionNotation(range: latency)),
      .assumed("{median: 600ms, sigma: 0.3}"),
      "End of a turn to the transcript of what was heard."
    ),
  ]

  private static let realtimeTurns = [
    Field(
      "turn_detection",
      .value(ChoiceNotation(choices: RealtimeTurnDetection.allCases.map(\.rawValue))),
      .assumed("server_vad", "as OpenAI's API has it by default"),
      "By silence alone, or by what was said."
    ),
    Field(
      "silence",
      .value(DurationNotation(range: .zero ... .seconds(30))),
      .assumed("500ms", "OpenAI's API; 200 ms in a session of 2024-10"),
      "Silence that ends a turn, with server_vad."
    ),
    Field(
      "silence_max",
      .value(DurationNotation(range: .zero ... .seconds(30))),
      .assumed("4s", "OpenAI's semantic_vad of medium eagerness, from memory"),
      "Silence that ends a turn which does not sound complete, with semantic."
    ),
    Field(
      "no_answer_share",
      .value(ShareNotation()),
      .assumed("0%"),
      "Turns that are never answered."
    ),
  ]

  private static let realtimeSession = [
    Field(
      "session_max",
      .value(DurationNotation(range: .seconds(1) ... .seconds(86_400))),
      .absent,
      "Age at which a session is closed (1001)."
    ),
    Field(
      "input_tokens_per_minute",
      .value(IntegerNotation(range: 1...1_000_000)),
      .text("600", .recalled("OpenAI: audio that is heard has 600 tokens a minute")),
      "Audio tokens of a minute that is heard."
    ),
    Field(
      "output_tokens_per_minute",
      .value(IntegerNotation(range: 1...1_000_000)),
      .text("1200", .recalled("OpenAI: audio that is spoken has 1,200 tokens a minute")),
      "Audio tokens of a minute that is spoken."
    ),
    Field(
      "cached_share",
      .value(ShareNotation()),
      .assumed("0%", "nothing is known of the provider's cache"),
      "Of what an earlier answer has read, what is read from the cache; every answer reads all."
    ),
    Field(
      "failures",
      .section(
        Section(
          title: "agent.realtime.failures",
          summary: "Shares of the model's sessions and answers that fail.",
          fields: [
            failing("refused", "Of sessions: refused with 429."),
            failing("broken_off", "Of answers: the connection breaks off (1011)."),
          ]
        )
      ),
      .absent,
      "What fails, and how."
    ),
    quota("agent.realtime", .realtimeQuotas, "sessions"),
    Field(
      "pool",
      .section(realtimePool),
      .absent,
      "Sessions that wait on each pod; without it each call has one of its own in no time."
    ),
    Field("price", .section(realtimePrice), .absent, "What the service charges."),
  ]

  private static let turnDetector = Section(
    title: "agent.turn_detector",
    summary: "A semantic detector of turn ends.",
    fields: [
      Field(
        "latency",
        .value(DistributionNotation(range: latency)),
        .assumed("{median: 30ms, sigma: 0.4}"),
        "Of one judgement."
      ),
      Field(
        "sensitivity",
        .value(ShareNotation()),
        .assumed("90%"),
        "Of finished turns, those that are judged finished."
      ),
      Field(
        "specificity",
        .value(ShareNotation()),
        .assumed("90%"),
        "Of unfinished turns, those that are judged unfinished."
      ),
    ]
  )

  private static let router = Section(
    title: "agent.router",
    summary: "A classifier that sends simple requests to the lighter model.",
    fields: [
      Field(
        "latency",
        .value(DistributionNotation(range: latency)),
        .assumed("{median: 20ms, sigma: 0.4}"),
        "Of one decision."
      ),
      Field(
        "accuracy",
        .value(ShareNotation()),
        .assumed("90%"),
        "Of requests, those that it takes for what they are."
      ),
    ]
  )

  private static let tool = Section(
    title: "agent.tools[]",
    summary: "A tool of the agent.",
    fields: [
      Field("name", .value(NameNotation()), .required(example: "find_record"), "Its name."),
      Field(
        "queue_time",
        .value(DurationNotation(range: latency)),
        .assumed("20ms"),
        "Request to the start of the work; until then it can be called off."
      ),
      Field(
        "latency",
        .value(DistributionNotation(range: latency)),
        .assumed("{median: 300ms, sigma: 0.6}"),
        "Start of the work to its result."
      ),
      Field("failure_share", .value(ShareNotation()), .assumed("0%"), "Runs that fail."),
      Field(
        "drift_share",
        .value(ShareNotation()),
        .assumed("0%"),
        "Results in a form that the agent was not written for."
      ),
      Field(
        "result",
        .value(TextNotation(lengthMax: 10_000)),
        .assumed("'{\"status\": \"ok\"}'"),
        "What the language model is told."
      ),
      Field(
        "result_tokens",
        .value(IntegerNotation(range: 0...1_000_000)),
        .assumed("12"),
        "Tokens of that."
      ),
    ]
  )

  private static let replyCache = Section(
    title: "agent.reply_cache",
    summary: "Remembers replies by the caller's last words.",
    fields: [
      Field(
        "latency",
        .value(DistributionNotation(range: latency)),
        .assumed("{median: 2ms, sigma: 0.4}"),
        "Of one look-up."
      ),
      Field(
        "capacity",
        .value(IntegerNotation(range: 1...10_000_000)),
        .assumed("10000"),
        "Replies that it holds; the least recently used is given up first."
      ),
      Field(
        "age",
        .value(DurationNotation(range: .seconds(1) ... .seconds(31 * 86_400))),
        .assumed("1h"),
        "How long a reply is good for."
      ),
    ]
  )

  private static let desk = Section(
    title: "agent.desk",
    summary: "Humans who take calls over from the agent.",
    fields: [
      Field("zone", .value(ZoneNotation()), .assumed("America/New_York"), "Its time zone."),
      Field(
        "shifts",
        .list(of: .section(shift), count: 1...48),
        .assumed("[{hours: 08:00-21:00, staff: 5}]"),
        "Humans by the hours of the local day; shifts that overlap add up."
      ),
      Field(
        "handle_time",
        .value(DistributionNotation(range: .zero ... .seconds(86_400))),
        .assumed("{mean: 300s, cv: 1}"),
        "How long a human is busy with a call."
      ),
      Field(
        "queue_limit",
        .value(IntegerNotation(range: 0...1_000_000)),
        .assumed("20"),
        "Calls that may wait; one more is refused."
      ),
    ]
  )

  private static let shift = Section(
    title: "agent.desk.shifts[]",
    summary: "Humans at the desk in a part of the day.",
    fields: [
      Field("hours", .value(HoursNotation()), .required(example: "08:00-12:00"), "When."),
      Field(
        "staff",
        .value(IntegerNotation(range: 0...100_000)),
        .required(example: "5"),
        "How many."
      ),
    ]
  )
}
