internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  static let caller = Section(
    title: "callers[]",
    summary: "A kind of person who answers.",
    fields: [
      Field(
        "share",
        .value(ShareNotation()),
        .required(example: "70%"),
        "Share of the humans who answer."
      ),
      Field(
        "profile",
        .value(PresetNotation(family: .callerProfiles)),
        .assumed("us-landline-quiet"),
        "The profile that fills what is not written here."
      ),
      Field(
        "accent",
        .value(NameNotation()),
        .assumed("us-general"),
        "The accent's name: a row of the word error table."
      ),
      Field(
        "noise",
        .value(NameNotation()),
        .assumed("quiet"),
        "The noise's name: a column of the word error table."
      ),
      Field(
        "noise_kind",
        .value(ChoiceNotation(choices: NoiseKind.allCases.map(\.rawValue))),
        .absent,
        "What the noise is made of; without it, the kind of the noise's name, else quiet."
      ),
      Field(
        "snr_db",
        property: "snrDecibels",
        .value(NumberNotation(range: -20...80, unit: "dB")),
        .assumed("30"),
        "Signal-to-noise ratio at the caller's microphone."
      ),
      Field(
        "word_error_factor",
        .value(NumberNotation(range: 0.01...100, unit: "")),
        .assumed("1"),
        "Factor on the odds of a word error, for the accent."
      ),
      Field(
        "codec",
        .value(ChoiceNotation(choices: LineCodec.allCases.map(\.rawValue))),
        .assumed("mu-law", "the telephone network; opus stands for wideband"),
        "How speech is coded on the caller's line. g729 is rated only: a recognizer is taken to "
          + "hear it as mu-law."
      ),
      Field(
        "loss_ratio",
        .value(ShareNotation(range: 0...0.9)),
        .assumed("0%", "a line that works"),
        "Frames of 20 ms that get lost between caller and agent."
      ),
      Field(
        "loss_burst_frames",
        .value(NumberNotation(range: 1...500, unit: "frames")),
        .assumed("2", "as str0m_netem's links to wireless networks lose frames"),
        "Mean length of a burst of lost frames."
      ),
      Field(
        "network",
        .section(network("callers[].network")),
        .assumed("ideal"),
        "What else the network between the caller and the carrier does to packets."
      ),
      Field(
        "accent_tier",
        .value(ChoiceNotation(choices: AccentTier.allCases.map(\.rawValue))),
        .assumed("native"),
        "How marked the accent is: native, mild, moderate and strong multiply the odds of a word "
          + "error by 1, 1.5, 2.5 and 4."
      ),
      Field("noise_over_time", .section(noise), .assumed("{}"), "How the noise changes."),
      Field(
        "words_per_minute",
        .value(LogNormalNotation(range: 20...600, unit: "words/min")),
        .assumed("{median: 165, sigma: 0.15}", "160-174 in samples; spread ours"),
        "Speaking rate, one draw for a call."
      ),
      Field(
        "short_turn_pace",
        .value(NumberNotation(range: 0.2...2, unit: "")),
        .assumed("1"),
        "Pace of a turn of one word against one of seven; linear between."
      ),
      Field("pauses", .section(pauses), .assumed("{}"), "Pauses within a turn."),
      Field(
        "turn_gap",
        .value(DistributionNotation(range: .zero ... .seconds(60))),
        .assumed(
          "{median: 350ms, sigma: 0.6}",
          "200 ms is typical between humans, 150 ms more towards an agent; overlaps left out"
        ),
        "End of the agent's last sound to the caller's first."
      ),
      Field(
        "turn_taking",
        .section(turnTaking),
        .assumed("{}"),
        "Gaps and overlaps at the ends of the agent's turns."
      ),
      Field(
        "words_per_turn",
        .value(LogNormalNotation(range: 1...500, unit: "words")),
        .assumed("{median: 6, sigma: 0.95}", "no published figure used"),
        "Words of a turn of more than one word."
      ),
      Field(
        "one_word_share",
        .value(ShareNotation()),
        .assumed("25%", "no published figure used"),
        "Share of turns that are one word, such as \"yes\"."
      ),
      Field(
        "talk_time",
        .value(DistributionNotation(range: .seconds(1) ... .seconds(14_400))),
        .assumed("{mean: 2m, cv: 1.5}", "call durations are log-normal (Brown 2005); figures ours"),
        "Answer to the instant when the caller's matter is settled."
      ),
      Field("patience", .section(patience), .assumed("{}"), "How the caller takes silence."),
      Field("habits", .section(habits), .assumed("{}"), "What the caller does beside answering."),
      Field(
        "emotion",
        .value(ChoiceNotation(choices: Emotion.allCases.map(\.rawValue))),
        .assumed("neutral"),
        "The mood: it changes rate, level, hang-up hazard and interruptions."
      ),
      Field(
        "escalation",
        .value(NumberNotation(range: 0...10, unit: "")),
        .assumed("0"),
        "How much each repair and each \"hello?\" adds to hazard and interruptions: 0.5 is half "
          + "as much again."
      ),
      Field(
        "machine",
        .value(FlagNotation()),
        .assumed("false"),
        "Whether a voicemail greeting answers, which machine detection has missed."
      ),
    ],
    presets: .callerProfiles
  )

  static let goal = Section(
    title: "goals[]",
    summary: "A matter and its share of the calls; docs/goal-reference.md has the files' format.",
    fields: [
      Field(
        "share",
        .value(ShareNotation()),
        .required(example: "40%"),
        "Share of the humans who answer."
      ),
      Field(
        "goal",
        .value(GoalReferenceNotation()),
        .required(example: "appointment"),
        "A goal of `simrun presets`, or a file of your own."
      ),
    ]
  )

  private static let patience = Section(
    title: "callers[].patience",
    summary: "How the caller takes silence.",
    fields: [
      Field(
        "hello",
        .value(DistributionNotation(range: .zero ... .seconds(120))),
        .assumed(
          "{median: 2200ms, sigma: 0.3}",
          "dead air is noticed at 2 s (vendors); shape ours"
        ),
        "Silence after which the caller says \"hello?\"."
      ),
      Field(
        "hazard",
        .value(HazardNotation()),
        .assumed(
          "{0s: 0, 800ms: 0.02, 2s: 0.1, 4s: 0.25}",
          "steps after vendors' abandonment figures (Hamming); \"10 % per second\" past 2 s"
        ),
        "Hang-up hazard per second, from each length of silence on."
      ),
      Field(
        "opening_per_second",
        .value(NumberNotation(range: 0...100, unit: "per second")),
        .text(
          "0.17",
          .computed("one report: 2.8 s of opening silence lost 42 % of calls, against 6 %")
        ),
        "Hang-up hazard in the silence before the agent's first word."
      ),
      Field(
        "midcall_per_second",
        .value(NumberNotation(range: 0...1, unit: "per second")),
        .assumed("0"),
        "Hang-up hazard over the whole call, whatever the agent does."
      ),
      Field(
        "hellos_max",
        .value(IntegerNotation(range: 1...20)),
        .absent,
        "How often the caller says \"hello?\" in one silence before hanging up."
      ),
    ]
  )
}
