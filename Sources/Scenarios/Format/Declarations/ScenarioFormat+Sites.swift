internal import SimCore
internal import VoicePipeline

// The regions that a platform has pods in.
extension ScenarioFormat {
  static let sites = Section(
    title: "platform.regions",
    summary:
      "The regions of `routing.regions` that the platform has pods in: each call goes to the "
      + "nearest one that is there, has a slot, and may take it.",
    fields: [
      Field(
        "sites",
        .list(of: .section(site), count: 1...64),
        .required(example: "[{region: us-east-1}, {region: eu-west-1, max: 8}]"),
        "Where there are pods. Pods and nodes are numbered in turn over them: of three, number 4 "
          + "is the second one of the second."
      ),
      Field(
        "overflow",
        .value(FlagNotation()),
        .assumed("true"),
        "Whether another region takes calls for which the nearest one that is there has no slot; "
          + "else they are blocked."
      ),
      Field(
        "detection",
        .value(DurationNotation(range: .zero ... .seconds(3_600))),
        .text("30s", .recalled("health checks every 10 s, three of which have to fail")),
        "From the loss of a region to nobody asking it any more, and from its return as well."
      ),
      Field(
        "connect_timeout",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .assumed("3s", "two retransmissions of a SYN: 1 s and 2 s"),
        "How long a region that does not answer is waited for before the next one is asked."
      ),
      Field(
        "stages",
        .section(stagePlaces),
        .assumed("{}"),
        "Where the layers of the agent are."
      ),
      Field(
        "residency",
        .list(of: .section(residency), count: 0...64),
        .absent,
        "Where the conversations of some people have to stay."
      ),
      Field(
        "keep_residency",
        property: "keepsResidency",
        .value(FlagNotation()),
        .assumed("true"),
        "Whether people are turned away rather than served where they may not be; else it is "
          + "counted (residency_violations)."
      ),
    ]
  )

  private static let site = Section(
    title: "platform.regions.sites[]",
    summary: "Pods in one region: as `platform.pods` says where nothing is written here.",
    fields: [
      Field(
        "region",
        .value(NameNotation()),
        .required(example: "us-east-1"),
        "Its name among the places of `routing.regions`."
      ),
      Field(
        "min",
        .value(IntegerNotation(range: 1...10_000)),
        .absent,
        "Pods that there are at least."
      ),
      Field(
        "max",
        .value(IntegerNotation(range: 1...10_000)),
        .absent,
        "Pods that there are at most."
      ),
      Field(
        "initial",
        .value(IntegerNotation(range: 1...10_000)),
        .absent,
        "Pods at the start of the run."
      ),
      Field(
        "schedule",
        .list(of: .section(scheduled), count: 0...100),
        .absent,
        "Least counts of pods at certain times, in place of the autoscaler's: following the sun."
      ),
    ]
  )

  private static let stagePlaces = Section(
    title: "platform.regions.stages",
    summary: "Where the layers of the agent are: beside its pod (edge), or in one region for all, "
      + "a round trip away from every other.",
    fields: [
      stage("stt", "The speech recognition."),
      stage("llm", "The language models."),
      stage("tts", "The speech synthesis."),
      stage("realtime", "The speech-to-speech model."),
      stage("tools", "The tools."),
    ]
  )

  private static func stage(_ key: String, _ text: String) -> Field {
    Field(key, .value(NameNotation()), .assumed(StagePlacesSpec.edge), text)
  }

  private static let residency = Section(
    title: "platform.regions.residency[]",
    summary: "People whose conversations have to stay within some regions.",
    fields: [
      Field(
        "of",
        .value(NameNotation()),
        .required(example: "eu-west-1"),
        "The place of `routing.regions` that they live in."
      ),
      Field(
        "within",
        .list(of: .value(NameNotation()), count: 1...64),
        .required(example: "[eu-west-1, eu-central-1]"),
        "The regions that may take their calls."
      ),
    ]
  )
}
