internal import SimCore
internal import VoicePipeline

// When the agent takes the floor, keeps it and gives it up; and what it does when a model fails.
extension ScenarioFormat {
  static let agentTurnTaking: [Field] = [
    Field(
      "endpointing_strategy",
      .value(ChoiceNotation(choices: EndpointingStrategy.allCases.map(\.rawValue))),
      .assumed("fixed"),
      "Fixed waits for `endpointing`; semantic for that or, where the detector thinks that more "
        + "is to come, for the maximum; adaptive learns the caller's pauses; per_goal takes the "
        + "goal's."
    ),
    Field(
      "endpointing_max",
      .value(DurationNotation(range: .zero ... .seconds(30))),
      .text("3s", .verified("LiveKit agents: maximum endpointing delay 3.0 s by default")),
      "The longest silence that semantic and adaptive endpointing wait for."
    ),
    Field(
      "endpointing_threshold",
      .value(ShareNotation()),
      .assumed("50%"),
      "Chance of a complete turn from which semantic endpointing takes the short silence."
    ),
    Field(
      "endpointing_memory",
      .value(NumberNotation(range: 0...0.999, unit: "")),
      .text("0.9", .verified("LiveKit agents: dynamic endpointing, alpha 0.9")),
      "Weight of the pauses so far against a new one, in adaptive endpointing."
    ),
    Field(
      "interruption",
      .section(interruption),
      .assumed("{}"),
      "When speech over the agent's voice takes the floor."
    ),
    Field(
      "sentence_wise",
      .value(FlagNotation()),
      .assumed("true"),
      "Whether each sentence is synthesized as it is complete; else the reply as a whole."
    ),
    Field("filler", .section(filler), .absent, "What is said when the answer takes long."),
    Field("recovery", .section(recovery), .assumed("{}"), "What follows a model's failure."),
    Field("silence", .section(silence), .absent, "What follows when the caller says nothing."),
    Field("quality", .section(quality), .absent, "What follows words hardly understood."),
    Field(
      "quality_alarm",
      .section(qualityAlarm),
      .absent,
      "When the agent is told that it hears the caller badly; it takes `fidelity: packet`."
    ),
    Field("context", .section(contextLimit), .absent, "How long conversations are summed up."),
  ]

  private static let interruption = Section(
    title: "agent.interruption",
    summary: "When speech over the agent's voice takes the floor.",
    fields: [
      Field(
        "min_duration",
        property: "durationMin",
        .value(DurationNotation(range: .zero ... .seconds(10))),
        .text("500ms", .verified("LiveKit agents: minimum interruption duration 0.5 s by default")),
        "Speech at least so long; shorter speech decides by its words, once they are understood."
      ),
      Field(
        "min_words",
        property: "wordsMin",
        .value(IntegerNotation(range: 0...20)),
        .assumed("0", "as LiveKit agents; VideoSDK takes 2"),
        "Words at least, back-channels not counted; 0 decides by duration alone."
      ),
      Field(
        "resume",
        .value(FlagNotation()),
        .assumed("true", "as LiveKit agents go on after a false interruption"),
        "Whether a reply that was cut for nothing is gone on with."
      ),
      Field(
        "backchannels",
        .list(of: .value(TextNotation(lengthMax: 40)), count: 0...200),
        .assumed("[mm-hm, mm-hmm, mhm, uh-huh, yeah, right, okay, ok, sure, yes, i, see]"),
        "Words that do not take the floor by themselves."
      ),
    ]
  )

  private static let filler = Section(
    title: "agent.filler",
    summary: "What is said when the answer takes long.",
    fields: [
      Field(
        "after",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .assumed("1500ms"),
        "Time from the end of the turn."
      ),
      Field(
        "text",
        .value(TextNotation(lengthMax: 400)),
        .assumed("One moment, please."),
        "The words."
      ),
    ]
  )

  private static let recovery = Section(
    title: "agent.recovery",
    summary: "What follows a model's failure.",
    fields: [
      Field(
        "retries",
        .value(IntegerNotation(range: 0...10)),
        .assumed("2", "\"retry twice, then static\" (CallSphere)"),
        "Further attempts of a request that failed before a word of its reply was said."
      ),
      Field(
        "backoff",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .assumed("200ms"),
        "Before the first of them; doubled for each further one."
      ),
      Field(
        "wait_max",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .assumed("2s"),
        "The longest wait asked for by an endpoint (Retry-After) that is waited for."
      ),
      Field(
        "next_tier",
        .value(FlagNotation()),
        .assumed("false"),
        "Whether `llm_light` is asked once `llm` is given up for a reply, or kept from it by its "
          + "breaker."
      ),
      Field(
        "fallback",
        .value(TextNotation(lengthMax: 400, mayBeEmpty: true)),
        .assumed("I am sorry, I did not get that. Could you say it again?"),
        "Said in place of the reply; an empty text ends the call as failed."
      ),
      Field(
        "fallbacks_max",
        .value(IntegerNotation(range: 1...100)),
        .assumed("2"),
        "Such replies in a row at which the agent takes its leave."
      ),
    ]
  )

  private static let silence = Section(
    title: "agent.silence",
    summary: "What follows when the caller says nothing.",
    fields: [
      Field(
        "after",
        .value(DurationNotation(range: .milliseconds(100) ... .seconds(600))),
        .assumed("8s"),
        "Silence after the agent's last word."
      ),
      Field(
        "prompt",
        .value(TextNotation(lengthMax: 400)),
        .assumed("Are you still there?"),
        "What the agent says then."
      ),
      Field(
        "prompts_max",
        .value(IntegerNotation(range: 0...20)),
        .assumed("3", "three no-inputs, then the call is over or handed on"),
        "How often in a row, before the agent takes its leave."
      ),
    ]
  )

  private static let quality = Section(
    title: "agent.quality",
    summary: "What follows words hardly understood.",
    fields: [
      Field(
        "confidence_min",
        .value(ShareNotation()),
        .assumed("40%"),
        "Transcripts that are less sure are asked for again."
      ),
      Field(
        "confirmations_max",
        .value(IntegerNotation(range: 0...20)),
        .assumed("2"),
        "How often in a row, before the agent promises to call back."
      ),
    ]
  )

  private static let qualityAlarm = Section(
    title: "agent.quality_alarm",
    summary: "When the agent is told that it hears the caller badly, and what it does then.",
    fields: [
      Field(
        "below",
        .value(NumberNotation(range: 1...4.5, unit: "")),
        .text("3.1", .verified("ITU-T G.107 annex B: below 3.10 nearly all are dissatisfied")),
        "Each 8 s of speech that have been played are rated (E-model); worse ones are bad."
      ),
      Field(
        "windows",
        .value(IntegerNotation(range: 1...100)),
        .assumed("1"),
        "So many bad ones in a row raise the alarm, and so many good ones end it."
      ),
      Field(
        "action",
        .value(ChoiceNotation(choices: QualityAlarmRule.Action.allCases.map(\.rawValue))),
        .assumed("none"),
        "Confirm asks once whether what was understood is what was said; callback promises to call "
          + "back, and ends the call. A speech-to-speech agent does neither."
      ),
      Field(
        "concealed_max",
        .value(ShareNotation()),
        .assumed("5%", "where most listeners and recognizers begin to miss words"),
        "For the record: 8 s of which more was made up are bad in truth, whatever their rating."
      ),
    ]
  )

  private static let contextLimit = Section(
    title: "agent.context",
    summary: "How long conversations are summed up.",
    fields: [
      Field(
        "tokens_max",
        .value(IntegerNotation(range: 100...10_000_000)),
        .assumed("4000", "a call of seven minutes has \"4,000+ tokens\" (Relinns)"),
        "Tokens of the context, instructions included, above which older turns are summed up."
      ),
      Field(
        "turns_kept",
        .value(IntegerNotation(range: 1...1_000)),
        .assumed("6"),
        "Turns of the caller that are kept word by word."
      ),
    ]
  )
}
