internal import SimCore
internal import VoicePipeline

// Where carriers end and people live.
extension ScenarioFormat {
  static let preference = Field(
    "prefer",
    .value(ChoiceNotation(choices: RoutePreference.allCases.map(\.rawValue))),
    .absent,
    "What goes before `order`: the carrier whose region is nearest to the called person (region), "
      + "and a farther one while that is kept away from or at its limit."
  )

  static let regions = Field(
    "regions",
    .section(
      Section(
        title: "routing.regions",
        summary: "Where carriers end and people live: who is called from afar hears later, and the "
          + "phone rings later.",
        fields: [
          Field(
            "preset",
            .value(PresetNotation(family: .regionLatencies)),
            .absent,
            "The ways between regions that fill `table`."
          ),
          Field(
            "places",
            .list(of: .section(place), count: 1...64),
            .required(example: "[{name: us-east, zones: [America/New_York]}]"),
            "The regions; a carrier is in the one that its `region` names."
          ),
          Field(
            "far",
            .value(DurationNotation(range: .zero ... .seconds(1))),
            .assumed("30ms", "coast to coast in the US: 60-70 ms for both ways"),
            "What lies between two regions, or between people and a carrier without a region, one "
              + "way."
          ),
          Field(
            "pairs",
            .list(of: .section(pair), count: 0...2_016),
            .absent,
            "Regions that lie nearer or farther apart than that."
          ),
          Field(
            "table",
            .list(of: .section(pair), count: 0...2_016),
            .absent,
            "The same of a preset, for pairs of which `pairs` does not tell; a run need not have "
              + "its regions."
          ),
        ],
        presets: .regionLatencies
      )
    ),
    .absent,
    "Where carriers end and people live; without it all are equally far."
  )

  private static let place = Section(
    title: "routing.regions.places[]",
    summary: "A region by the time zones of its people.",
    fields: [
      Field(
        "name",
        .value(NameNotation()),
        .required(example: "us-east"),
        "Its name, as carriers write it; no two are alike."
      ),
      Field(
        "zones",
        .list(of: .value(ZoneNotation()), count: 1...100),
        .required(example: "[America/New_York]"),
        "The time zones of those who live there, by their leads' zone or area code."
      ),
    ]
  )

  private static let pair = Section(
    title: "routing.regions.pairs[]",
    summary: "Two regions and the way between them, the same in both directions.",
    fields: [
      Field("from", .value(NameNotation()), .required(example: "us-east"), "One of them."),
      Field("to", .value(NameNotation()), .required(example: "us-west"), "The other one."),
      Field(
        "delay",
        .value(DurationNotation(range: .zero ... .seconds(1))),
        .required(example: "33ms"),
        "One way."
      ),
    ]
  )
}
