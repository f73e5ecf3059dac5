internal import SimCore
internal import VoicePipeline

// What makes pods come and go.
extension ScenarioFormat {
  static let autoscaler = Section(
    title: "platform.autoscaler",
    summary: "A HorizontalPodAutoscaler of Kubernetes (autoscaling/v2), and what it goes by.",
    fields: [
      Field(
        "preset",
        .value(PresetNotation(family: .autoscalers)),
        .assumed("kubernetes"),
        isAssumption: false,
        "How fast it goes up and down."
      ),
      Field(
        "kubernetes",
        .value(ChoiceNotation(choices: KubernetesRelease.allCases.map(\.rawValue))),
        .assumed("1.33"),
        "The release whose arithmetic it follows: at a ratio of exactly 1.1 they differ."
      ),
      Field(
        "sync",
        .value(DurationNotation(range: .seconds(1) ... .seconds(3_600))),
        .text("15s", .verified("kubernetes.io, Horizontal Pod Autoscaling: the default period")),
        "From one look to the next."
      ),
      Field(
        "scrape_lag",
        .value(DurationNotation(range: .zero ... .seconds(600))),
        .assumed("0s", "30 s are usual where a monitor scrapes pods and an adapter asks it"),
        "How old the samples of pods are that it sees; a pod that is younger has none."
      ),
      Field(
        "tolerance",
        .value(ShareNotation()),
        .text("10%", .verified("kubernetes.io, Horizontal Pod Autoscaling: 0.1 by default")),
        "How far a figure may be from its target without consequence."
      ),
      Field(
        "triggers",
        .list(of: .section(trigger), count: 1...8),
        .assumed("[{metric: active-calls}]"),
        "The figures that it goes by; the one that asks for most pods wins."
      ),
      Field("up", .section(scalingRules("up")), .absent, "How fast there may be more pods."),
      Field("down", .section(scalingRules("down")), .absent, "How fast there may be fewer."),
      Field(
        "forecast",
        .section(forecast),
        .absent,
        "What is known beforehand of the load, for a trigger that goes by it."
      ),
      Field(
        "schedule",
        .list(of: .section(scheduled), count: 0...100),
        .absent,
        "Least counts of pods at certain times."
      ),
    ],
    presets: .autoscalers
  )

  private static let trigger = Section(
    title: "platform.autoscaler.triggers[]",
    summary: "A figure that an autoscaler goes by.",
    fields: [
      Field(
        "metric",
        .value(ChoiceNotation(choices: ScalingMetric.allCases.map(\.rawValue))),
        .required(example: "active-calls"),
        "Calls on each pod, the use of its processor (cpu), who waits for an agent (queue-depth), "
          + "the 95th percentile of the last minute's responses (response-p95), or calls that are "
          + "expected after the forecast's lead (forecast)."
      ),
      Field(
        "target",
        .value(NumberNotation(range: 0.001...1_000_000, unit: "")),
        .absent,
        "Calls a pod (the pods' target without it), percent of a pod's processors (70), waiting a "
          + "pod (5), or milliseconds (1500)."
      ),
    ]
  )

  private static func scalingRules(_ direction: String) -> Section {
    Section(
      title: "platform.autoscaler.\(direction)",
      summary: "How fast the count of pods may go \(direction).",
      fields: [
        Field(
          "window",
          .value(DurationNotation(range: .zero ... .seconds(3_600))),
          .assumed(direction == "up" ? "0s" : "300s"),
          "How far back recommendations count: up goes to the least of them, down to the greatest "
            + "(stabilizationWindowSeconds)."
        ),
        Field(
          "policies",
          .list(of: .section(scalingPolicy(direction)), count: 1...8),
          .assumed(
            direction == "up"
              ? "[{pods: 4, period: 15s}, {percent: 100, period: 15s}]"
              : "[{percent: 100, period: 15s}]"
          ),
          "What a period may change."
        ),
        Field(
          "select",
          .value(ChoiceNotation(choices: PolicySelection.allCases.map(\.rawValue))),
          .assumed("max"),
          "Whether the greatest change of the policies holds, the least, or none (disabled)."
        ),
      ]
    )
  }

  private static func scalingPolicy(_ direction: String) -> Section {
    Section(
      title: "platform.autoscaler.\(direction).policies[]",
      summary: "How far the count of pods may go within a period.",
      fields: [
        Field(
          "pods",
          .value(IntegerNotation(range: 1...10_000)),
          .absent,
          "So many pods; or write percent."
        ),
        Field(
          "percent",
          .value(IntegerNotation(range: 1...10_000)),
          .absent,
          "So many of the pods at the period's start; or write pods."
        ),
        Field(
          "period",
          .value(DurationNotation(range: .seconds(1) ... .seconds(1_800))),
          .required(example: "60s"),
          "The period (periodSeconds)."
        ),
      ]
    )
  }

  private static let forecast = Section(
    title: "platform.autoscaler.forecast",
    summary: "The load to come as plans tell it, with an error.",
    fields: [
      Field(
        "lead",
        .value(DurationNotation(range: .zero ... .seconds(86_400))),
        .text("15m", .recalled("a vendor scales 15 to 30 min ahead (S3)")),
        "How far ahead it looks."
      ),
      Field(
        "error",
        .value(ShareNotation()),
        .assumed("0%"),
        "Standard deviation of what it is off."
      ),
      Field(
        "bias",
        .value(NumberNotation(range: -1...10, unit: "")),
        .assumed("0"),
        "What it says too much on average, 0.1 for a tenth; below zero too little."
      ),
      Field(
        "every",
        .value(DurationNotation(range: .seconds(1) ... .seconds(86_400))),
        .assumed("5m"),
        "How long one error lasts."
      ),
    ]
  )

  static let scheduled = Section(
    title: "platform.autoscaler.schedule[]",
    summary: "A least count of pods for a while.",
    fields: [
      Field(
        "from",
        .value(DurationNotation(range: .zero ... .seconds(31 * 86_400))),
        .required(example: "20m"),
        "When it begins, since the start of the run."
      ),
      Field(
        "until",
        .value(DurationNotation(range: .zero ... .seconds(31 * 86_400))),
        .required(example: "50m"),
        "When it ends."
      ),
      Field(
        "min",
        .value(IntegerNotation(range: 1...10_000)),
        .required(example: "12"),
        "Pods that there are at least meanwhile."
      ),
    ]
  )
}
