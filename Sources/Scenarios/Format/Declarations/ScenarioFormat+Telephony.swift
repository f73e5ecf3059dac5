internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  private static let tenMinutes = Duration.zero ... .seconds(600)

  static let answers = Section(
    title: "answers",
    summary: "What becomes of an attempt that the carrier puts through: a preset's name, or a "
      + "mapping. The six shares make 100 %.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .answerMixes)),
        .assumed("warm-list"),
        "The mix that fills what is not written here."
      ),
      share("human", "A human answers."),
      share("voicemail", "Voicemail answers."),
      share("no_answer", "It rings until the dialer gives up."),
      share("busy", "The line is busy."),
      share("unobtainable", "The number is not in service (SIP 404, 484, SIT)."),
      share("declined", "The call is refused (SIP 603, 607, 608)."),
      Field(
        "ring_human",
        .value(DistributionNotation(range: tenMinutes)),
        .assumed(
          "{median: 8s, sigma: 0.45}",
          "dialer logs show answers at 6-10 s and 18-22 s (UNICOM/SPSS, 500K calls); shape ours"
        ),
        "First ring to a human's answer."
      ),
      Field(
        "ring_voicemail",
        .value(DistributionNotation(range: tenMinutes)),
        .assumed("{mean: 20s, sd: 1.5s}", "the second mode of the same dialer logs; shape ours"),
        "First ring to voicemail."
      ),
      Field(
        "ring_timeout",
        .value(DurationNotation(range: .seconds(1) ... .seconds(300))),
        .assumed("25s", "20-28 s is usual (outboundani); the legal floor is 15 s or 4 rings"),
        "Ring time after which the dialer gives up."
      ),
      Field(
        "voicemail_greeting",
        .value(DistributionNotation(range: tenMinutes)),
        .assumed("{uniform: [12s, 35s]}", "12-35 s assumed for voicemail calls"),
        "How long a voicemail keeps the line."
      ),
      Field(
        "voicemail_speaks",
        .value(FlagNotation()),
        .assumed("false"),
        "Whether voicemail says its greeting, beeps and records, for an agent that listens."
      ),
      Field(
        "detection",
        .section(detection),
        .assumed("perfect"),
        "How people are told from machines."
      ),
    ],
    presets: .answerMixes
  )

  private static func share(_ key: String, _ summary: String) -> Field {
    Field(key, .value(ShareNotation()), .assumed("0%"), summary)
  }
}
