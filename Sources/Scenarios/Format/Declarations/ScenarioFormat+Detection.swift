internal import SimCore
internal import VoicePipeline

// How people are told from machines.
extension ScenarioFormat {
  private static let seconds = Duration.milliseconds(100) ... .seconds(60)

  static let detection = Section(
    title: "answers.detection",
    summary: "How people are told from machines: a detector's name, or a mapping.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .detectors)),
        .assumed("perfect"),
        "The detector that fills what is not written here."
      ),
      Field(
        "mode",
        .value(ChoiceNotation(choices: DetectionMode.allCases.map(\.rawValue))),
        .assumed("perfect"),
        "The carrier knows at the answer and never errs (perfect), the agent talks to whoever "
          + "answers (off), it waits for the verdict (synchronous), or it talks at once and is "
          + "stopped when a machine is found (asynchronous)."
      ),
      Field(
        "machine_speech",
        .value(DurationNotation(range: seconds)),
        .text("2400ms", .verified("Twilio, machine detection: speech threshold 2400 ms")),
        "Speech that is a machine's from here on; pauses shorter than `speech_end` are part of it."
      ),
      Field(
        "machine_words",
        .value(IntegerNotation(range: 1...100)),
        .absent,
        "Words that are a machine's from here on, for detectors that count them."
      ),
      Field(
        "speech_end",
        .value(DurationNotation(range: seconds)),
        .text("1200ms", .verified("Twilio, machine detection: speech end threshold 1200 ms")),
        "Silence after which speech is over: a person has said the greeting."
      ),
      Field(
        "initial_silence",
        .value(DurationNotation(range: seconds)),
        .text("5s", .verified("Twilio, machine detection: silence timeout 5000 ms")),
        "Silence from the answer on after which the verdict is unknown."
      ),
      Field(
        "timeout",
        .value(DurationNotation(range: seconds)),
        .text("30s", .verified("Twilio, machine detection: timeout 30 s")),
        "When the detector gives up: unknown, or the end of a greeting."
      ),
    ] + errors,
    presets: .detectors
  )

  private static let errors = [
    Field(
      "false_machine",
      .value(ShareNotation()),
      .assumed("3%", "with 8 % of the other kind a mean accuracy of 94 %, biased to people"),
      "Chance that a person who was found is called a machine."
    ),
    Field(
      "false_human",
      .value(ShareNotation()),
      .assumed("8%", "with 3 % of the other kind a mean accuracy of 94 %, biased to people"),
      "Chance that a machine that was found is called a person."
    ),
    Field(
      "price",
      .value(NumberNotation(range: 0...10, unit: "USD")),
      .text("0.0075", .verified("Twilio, machine detection: USD 0.0075 per call")),
      "For each answer that is listened to."
    ),
    Field(
      "unknown_is_machine",
      .value(FlagNotation()),
      .assumed("false"),
      "Whether an answer that tells nothing is taken for a machine's."
    ),
    Field(
      "message",
      .value(DurationNotation(range: .seconds(1) ... .seconds(120))),
      .absent,
      "How long the message is that a machine gets after its tone; absent, it is hung up on."
    ),
    Field(
      "greeting",
      .section(greeting),
      .assumed("{}"),
      "What people say when they pick up; not said where detection is perfect."
    ),
  ]

  private static let greeting = Section(
    title: "answers.detection.greeting",
    summary: "What people say when they pick up.",
    fields: [
      Field(
        "share",
        .value(ShareNotation()),
        .assumed("95%", "a few wait for the caller to speak first"),
        "Who says anything before hearing somebody."
      ),
      Field(
        "delay",
        .value(DistributionNotation(range: .zero ... .seconds(10))),
        .assumed("{uniform: [200ms, 700ms]}", "the hand has to reach the ear"),
        "From the answer to the first sound."
      ),
      Field(
        "length",
        .value(DistributionNotation(range: .milliseconds(50) ... .seconds(20))),
        .assumed("{median: 800ms, sigma: 0.4}", "0.5 to 1.2 s is usual; the shape is ours"),
        "Of the greeting, from the first sound to the last."
      ),
    ]
  )
}
