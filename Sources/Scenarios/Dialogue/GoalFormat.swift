internal import SimCore
internal import VoicePipeline

/// The declarations of the goal format, from the root down.
enum GoalFormat {
  static let root = Section(
    title: "goal",
    summary: "A goal file is one YAML mapping: the script of one matter, both sides of it.",
    fields: head + [
      Field(
        "slots",
        .list(of: .section(slot), count: 0...16),
        .assumed("[]"),
        "The values that a caller brings along; lines name them as `{slot}`."
      ),
      lines("opening", "The agent's first words.", example: "[Hello.]"),
      Field(
        "steps",
        .list(of: .section(step), count: 1...60),
        .required(example: "[{name: day, say: [Which day?], answer: [monday]}]"),
        "What has to be settled, in order."
      ),
      Field(
        "questions",
        .list(of: .section(question), count: 0...20),
        .assumed("[]"),
        "What callers ask besides, the most frequent first: the n-th has a share of 1/n of the "
          + "first's (Zipf)."
      ),
      lines("transfer", "The agent hands over to a human.", example: "[I will put you through.]"),
      lines("surrender", "The agent gives up.", example: "[Please call us again.]"),
      lines("closing", "The agent's last words.", example: "[Goodbye.]"),
      lines("goodbye", "The caller's last words.", example: "[bye]"),
    ]
  )

  private static let head = [
    Field(
      "goal",
      property: "name",
      .value(NameNotation()),
      .required(example: "appointment"),
      "Its name."
    ),
    Field("description", .value(TextNotation(lengthMax: 2000)), .absent, "What it is about."),
    Field("language", .value(NameNotation()), .required(example: "en-US"), "The language tag."),
    Field("vertical", .value(NameNotation()), .required(example: "healthcare"), "The trade."),
    Field(
      "endpointing",
      .value(DurationNotation(range: .zero ... .seconds(10))),
      .assumed("500ms"),
      "The silence that suits the callers' answers; a hint for whoever sets `agent.endpointing`."
    ),
    Field(
      "source",
      .value(TextNotation(lengthMax: 500)),
      .required(example: "our call log"),
      "Where the script comes from."
    ),
    Field(
      "grade",
      .value(ChoiceNotation(choices: Grade.allCases.map(\.rawValue))),
      .required(example: "default"),
      "How far it can be trusted."
    ),
    Field(
      "human_wish",
      .value(ShareNotation()),
      .assumed("0%"),
      "Share of the callers who ask for a human, whatever the agent does."
    ),
    Field(
      "side_questions",
      .value(ShareNotation()),
      .assumed("0%"),
      "Chance, before each answer, that the caller asks one of `questions` first."
    ),
  ]

  static let slot = Section(
    title: "slots[]",
    summary: "A value that a caller brings along, drawn for each call.",
    fields: [
      Field("name", .value(NameNotation()), .required(example: "day"), "Its name in the lines."),
      Field(
        "values",
        .list(of: text, count: 1...200),
        .absent,
        "One of these, all alike; or else `digits`."
      ),
      Field("digits", .value(IntegerNotation(range: 1...16)), .absent, "So many random digits."),
    ]
  )

  static let step = Section(
    title: "steps[]",
    summary: "One thing to settle.",
    fields: stepLines + stepMeans
  )

  private static let stepLines = [
    Field("name", .value(NameNotation()), .required(example: "day"), "Its name, for messages."),
    lines("say", "What the agent says, in several wordings.", example: "[Which day suits you?]"),
    list("cues", "Words by which the caller knows the question from an agent without this script."),
    list("answer", "What the caller answers; without it the agent goes straight on."),
    list("asks", "Slots that the agent must have understood, or it asks again."),
    list("hears", "Words of which the agent must have understood one, or it asks again."),
    list("confirm", "How the agent says back what it understood; a caller corrects a wrong value."),
    list("repair", "How the agent asks again; without it, as it asked before."),
  ]

  private static let stepMeans = [
    Field(
      "tool",
      .value(NameNotation()),
      .absent,
      "A function that is run before the line is said."
    ),
    Field(
      "arguments",
      .value(TextNotation(lengthMax: 1000)),
      .assumed("\"{}\""),
      "The function's arguments: JSON text, with slots."
    ),
    list("filler", "What the agent says while the function runs."),
    Field("hand_off", .value(NameNotation()), .absent, "The task that the agent goes on with."),
    Field(
      "human",
      .value(FlagNotation()),
      .assumed("false"),
      "Whether only a human can settle it."
    ),
    Field(
      "complex",
      .value(FlagNotation()),
      .assumed("false"),
      "Whether a light model often misunderstands the answer."
    ),
    Field("required", .value(FlagNotation()), .assumed("true"), "Whether success needs it."),
    Field(
      "takes",
      .value(DistributionNotation(range: .zero ... .seconds(600))),
      .assumed("0s"),
      "How long the caller is busy before the answer."
    ),
  ]

  static let question = Section(
    title: "questions[]",
    summary: "A question of the caller's own.",
    fields: [
      lines("ask", "How the caller asks.", example: "[how long does it take]"),
      Field(
        "hears",
        .list(of: text, count: 1...8),
        .required(example: "[how, long]"),
        "Words that the agent must all have understood."
      ),
      lines("answer", "What the agent answers.", example: "[It takes an hour.]"),
    ]
  )

  private static let text = Field.Shape.value(TextNotation(lengthMax: 600))

  private static func lines(_ key: String, _ summary: String, example: String) -> Field {
    Field(key, .list(of: text, count: 1...20), .required(example: example), summary)
  }

  private static func list(_ key: String, _ summary: String) -> Field {
    Field(key, .list(of: text, count: 0...20), .assumed("[]"), summary)
  }
}
