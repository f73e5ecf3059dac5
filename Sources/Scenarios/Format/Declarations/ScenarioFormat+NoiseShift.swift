internal import VoicePipeline

extension ScenarioFormat {
  static let noiseShift = Section(
    title: "agent.stt.noise_shift_db",
    summary:
      "What each kind of noise adds to `noise_midpoint_db`: how much worse it is "
      + "than MUSAN's mean.",
    fields: [
      shift("quiet", "0", "what is left of a quiet place has no kind"),
      shift("car", "-3", "rumble below the voice hides less; by how much is ours"),
      shift("street", "0", "a mixture, taken as the mean"),
      shift("office", "1", "some voices among other sounds; ours"),
      shift("babble", "4", "voices hide voices; figure ours"),
      shift("construction", "1", "bangs hide whole words; ours"),
      shift("music", "2", "between street and babble; ours"),
    ]
  )

  private static func shift(_ kind: String, _ decibels: String, _ reason: String) -> Field {
    Field(
      kind,
      .value(NumberNotation(range: -40...40, unit: "dB")),
      .assumed(decibels, reason),
      "Noise of the kind `\(kind)`."
    )
  }
}
