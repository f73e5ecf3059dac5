internal import SimCore
internal import VoicePipeline

// Recordings in place of agents.
extension ScenarioFormat {
  static let script = Section(
    title: "load.campaign.script",
    summary: "A recording in place of an agent: its kind, or a mapping.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .scripts)),
        .assumed("prerecorded"),
        "The recording that fills what is not written here."
      ),
      Field(
        "kind",
        .value(ChoiceNotation(choices: RecordedScript.Kind.allCases.map(\.rawValue))),
        .assumed("prerecorded"),
        "A message that ends the call (prerecorded), or a menu in which 1 asks for an agent (ivr). "
          + "In both 9 puts the number on the do-not-call list (47 CFR 64.1200(b)(3))."
      ),
      Field(
        "length",
        .value(DurationNotation(range: .seconds(1) ... .seconds(600))),
        .assumed("25s", "messages of 20-30 s are usual"),
        "How long the recording is. A machine gets it after its tone, if a detector waits for that."
      ),
      Field(
        "wait",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .assumed("0s"),
        "How long a key is waited for behind it."
      ),
      Field(
        "opt_outs",
        .value(ShareNotation()),
        .assumed("3%"),
        "Of the people who answer, who press 9."
      ),
      Field(
        "transfers",
        .value(ShareNotation()),
        .assumed("0%"),
        "Of the people who answer, who press 1; of a menu only."
      ),
      Field(
        "hang_ups",
        .value(ShareNotation()),
        .assumed("60%", "most people hang up on a recording within seconds"),
        "Of the people who answer, who hang up before the end. All others hear it out."
      ),
    ],
    presets: .scripts
  )
}
