internal import VoicePipeline

extension PresetFamily {
  /// Recordings that answer for campaigns.
  static let scripts = PresetFamily(
    title: "Recordings",
    noun: "recording",
    path: "load.campaign.script",
    key: "preset",
    presets: [
      Preset(
        name: "prerecorded",
        summary: "A message of 25 s, and the call is over",
        values: [
          PresetValue("kind", "prerecorded", .assumed("what the word means")),
          PresetValue("length", "25s", .assumed("messages of 20-30 s are usual")),
          PresetValue("wait", "0s", .assumed("nothing is asked")),
          PresetValue("transfers", "0%", .assumed("no key asks for an agent")),
        ]
      ),
      Preset(
        name: "ivr",
        summary: "A menu of 15 s in which keys ask for an agent, or for no more calls",
        values: [
          PresetValue("kind", "ivr", .assumed("what the word means")),
          PresetValue("length", "15s", .assumed("a prompt and two choices")),
          PresetValue("wait", "6s", .assumed("menus wait for 5-10 s")),
          PresetValue("transfers", "8%", .assumed("one in a dozen who answer")),
        ]
      ),
    ]
  )
}
