internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  private static let tenMinutes = Duration.zero ... .seconds(600)

  static let noise = Section(
    title: "callers[].noise_over_time",
    summary: "How the noise behind a caller changes in the course of a call.",
    fields: [
      Field(
        "drift",
        .value(NumberNotation(range: 0...30, unit: "dB")),
        .assumed("0"),
        "Standard deviation of the drift of the signal-to-noise ratio."
      ),
      Field(
        "correlation",
        .value(NumberNotation(range: 0...0.999, unit: "")),
        .assumed("0.8"),
        "Of the drift from one stretch of speech to the next (AR(1))."
      ),
      Field(
        "bursts_per_minute",
        .value(NumberNotation(range: 0...60, unit: "per minute")),
        .assumed("0"),
        "Sounds without words that the agent hears: a cough, a door, a dog."
      ),
      Field(
        "burst",
        .value(DistributionNotation(range: tenMinutes)),
        .assumed("{median: 400ms, sigma: 0.6}", "no published figure used"),
        "Length of such a sound."
      ),
    ]
  )

  static let pauses = Section(
    title: "callers[].pauses",
    summary: "Pauses within a turn: three log-normal kinds. An agent may take one for its end.",
    fields: [
      Field(
        "share",
        .value(ShareNotation()),
        .assumed("0%"),
        "Chance of a pause between two words."
      ),
      Field(
        "short",
        .value(ShareNotation()),
        .assumed("55%", "three kinds after Campione and Véronis 2002; shares ours"),
        "Share of the short kind."
      ),
      Field(
        "medium",
        .value(ShareNotation()),
        .assumed("38%", "as short"),
        "Share of the medium kind; the rest is long."
      ),
      length("short_length", "{median: 150ms, sigma: 0.4}", "under 200 ms"),
      length("medium_length", "{median: 500ms, sigma: 0.5}", "200 to 1000 ms"),
      length("long_length", "{median: 1400ms, sigma: 0.4}", "over 1000 ms"),
      Field(
        "thinking",
        .value(NumberNotation(range: 0.1...20, unit: "")),
        .assumed("2", "numbers and addresses take thought; the factor is ours"),
        "Factor on a pause before a value of the goal's slots."
      ),
    ]
  )

  private static func length(_ key: String, _ text: String, _ range: String) -> Field {
    Field(
      key,
      .value(DistributionNotation(range: tenMinutes)),
      .assumed(text, "the kind \(range) of Campione and Véronis 2002; shape ours"),
      "Length of that kind."
    )
  }

  static let turnTaking = Section(
    title: "callers[].turn_taking",
    summary: "Gaps and overlaps at the ends of the agent's turns: an ex-Gaussian time.",
    fields: [
      Field(
        "anticipates",
        .value(FlagNotation()),
        .assumed("false"),
        "Whether the caller foresees the end of a question and may begin before it; else "
          + "`turn_gap` holds."
      ),
      time("median", "200ms", "200 ms is typical between humans", "Median between humans."),
      time("deviation", "450ms", "spread ours", "Standard deviation between humans."),
      time(
        "dyad_deviation",
        "120ms",
        "who talks to whom matters most (Fisher corpus); figure ours",
        "Of that deviation, what differs between callers."
      ),
      time("tail", "280ms", "shape ours", "Mean of the exponential part."),
      time("agent_shift", "150ms", "callers wait longer for agents; ours", "Towards an agent."),
    ]
  )

  private static func time(
    _ key: String,
    _ text: String,
    _ reason: String,
    _ summary: String
  ) -> Field {
    Field(
      key,
      .value(DurationNotation(range: .zero ... .seconds(10))),
      .assumed(text, reason),
      summary
    )
  }

  static let habits = Section(
    title: "callers[].habits",
    summary: "What a caller does beside answering; nothing of it unless it is said.",
    fields: [
      share("backchannels", "Chance of an \"mm-hm\" in a turn of the agent's."),
      share("interruptions", "Chance of breaking into a turn of the agent's."),
      Field(
        "early_interruptions",
        .value(ShareNotation()),
        .assumed("30%", "no published figure used"),
        "Of these, how many come within 1.5 s; the hazard of the others grows with time."
      ),
      share("corrections", "Chance of breaking in when the agent says a wrong value."),
      Field(
        "talks_over",
        .value(ShareNotation()),
        .assumed("100%"),
        "Chance of talking on when the agent begins to speak; else the caller yields."
      ),
      share("silences", "Chance of a long silence before an answer."),
      Field(
        "silence",
        .value(DistributionNotation(range: tenMinutes)),
        .assumed("{median: 8s, sigma: 0.5}", "no published figure used"),
        "Its length."
      ),
      share("holds", "Chance of putting an answer off with \"wait a second\"."),
      Field(
        "hold",
        .value(DistributionNotation(range: tenMinutes)),
        .assumed("{uniform: [5s, 40s]}", "no published figure used"),
        "For how long."
      ),
      share("asides", "Chance of words to somebody else before an answer."),
      share("keypad", "Chance that a caller presses keys instead of saying digits."),
    ]
  )

  private static func share(_ key: String, _ summary: String) -> Field {
    Field(key, .value(ShareNotation()), .assumed("0%"), summary)
  }
}
