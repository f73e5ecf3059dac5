internal import SimCore
internal import VoicePipeline

// Layers of the agent on pods.
extension ScenarioFormat {
  static let service = Section(
    title: "platform.services[]",
    summary: "A layer of the agent whose capacity pods make.",
    fields: [
      Field(
        "layer",
        .value(ChoiceNotation(choices: ServiceLayer.allCases.map(\.rawValue))),
        .required(example: "llm"),
        "Speech recognition (stt: streams), the language model (llm: requests) or speech synthesis "
          + "(tts: sentences)."
      ),
      Field(
        "slots",
        .value(IntegerNotation(range: 1...10_000)),
        .required(example: "8"),
        "What one pod works on at a time; more has to wait."
      ),
      Field(
        "pods",
        .section(servicePods),
        .absent,
        "Pods of its own; without it the layer is part of the platform's pods, and comes and goes "
          + "with them."
      ),
      Field(
        "autoscaler",
        .section(autoscaler),
        .absent,
        "An autoscaler of its own, by what its pods work on (active-calls) or by what waits "
          + "(queue-depth); without it there are always as many as at the start."
      ),
    ]
  )

  private static let servicePods = Section(
    title: "platform.services[].pods",
    summary: "How many pods a service has.",
    fields: [
      Field(
        "min",
        .value(IntegerNotation(range: 1...10_000)),
        .assumed("2"),
        "Pods that there are at least, and at the start of the run."
      ),
      Field(
        "max",
        .value(IntegerNotation(range: 1...10_000)),
        .assumed("20"),
        "Pods that there are at most."
      ),
      Field(
        "target",
        .value(IntegerNotation(range: 1...10_000)),
        .required(example: "5"),
        "Requests a pod that an autoscaler aims at."
      ),
      Field(
        "start",
        .value(DistributionNotation(range: .zero ... .seconds(3_600))),
        .assumed("30s"),
        "From the wish for a pod until it works."
      ),
      Field(
        "price_per_hour",
        .value(NumberNotation(range: 0...10_000, unit: "USD")),
        .assumed("0.20", "as a pod of the platform; one with a GPU costs ten times as much"),
        "What a pod of it costs."
      ),
    ]
  )
}
