internal import VoicePipeline

extension ScenarioFormat {
  static let audit = Section(
    title: "audit",
    summary: "The log of why each attempt was made or was not: a retention class, or a mapping.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .retentionClasses)),
        .assumed("general"),
        "The retention class: what the campaign is about."
      ),
      Field(
        "keep_years",
        .value(IntegerNotation(range: 1...100)),
        .assumed("7"),
        "For how many years the log is to be kept, from the day of the last dial on."
      ),
      Field(
        "keep_media",
        .value(DaysNotation(range: 1...36_500)),
        .assumed("30d"),
        "For how long the words and voices of calls are kept, from the day of the last dial on."
      ),
    ],
    presets: .retentionClasses
  )
}
