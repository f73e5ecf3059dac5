internal import SimCore
internal import VoicePipeline

// What pods run on, and what stands by.
extension ScenarioFormat {
  private static let hour = Duration.zero ... .seconds(3_600)

  static let nodes = Section(
    title: "platform.nodes",
    summary: "The machines that pods run on, and the cluster autoscaler that makes them.",
    fields: nodeCounts + [
      Field(
        "spot_share",
        .value(ShareNotation()),
        .assumed("0%"),
        "Nodes that can be taken back."
      ),
      Field(
        "reclaim_every",
        .value(DurationNotation(range: .seconds(60) ... .seconds(3_650 * 86_400))),
        .assumed(
          "24h",
          "under 5 % of spot machines of most kinds are taken back in a month; a bad one"
        ),
        "Mean time until a spot node is taken back."
      ),
      Field(
        "reclaim_notice",
        .value(DurationNotation(range: .zero ... .seconds(3_600))),
        .text("2m", .recalled("the notice of AWS; others give 30 s")),
        "From the announcement until the node is gone."
      ),
      Field(
        "replace_after",
        .value(DurationNotation(range: .zero ... .seconds(86_400))),
        .text(
          "350s",
          .recalled("Kubernetes: 50 s of silence until a node is not ready, 300 s of toleration")
        ),
        "From the death of a node without a word to its pods being made anew elsewhere."
      ),
      Field(
        "price_per_hour",
        .value(NumberNotation(range: 0...10_000, unit: "USD")),
        .assumed("0.80", "16 vCPU and 32 GB on demand"),
        "What a node costs."
      ),
      Field(
        "spot_price",
        .value(ShareNotation()),
        .assumed("35%", "a vendor says that mixing saves 40 to 60 % (S3)"),
        "What a spot node costs of that."
      ),
    ]
  )

  private static let nodeCounts = [
    Field(
      "pods_per_node",
      .value(IntegerNotation(range: 1...1_000)),
      .assumed("4"),
      "Pods that have a place on one node."
    ),
    Field(
      "max",
      .value(IntegerNotation(range: 1...10_000)),
      .assumed("100"),
      "Nodes that there are at most."
    ),
    Field(
      "zones",
      .value(IntegerNotation(range: 1...64)),
      .absent,
      "Zones that nodes are spread over evenly, which a zone-loss takes one by one; without it one."
    ),
    Field(
      "start",
      .value(DistributionNotation(range: hour)),
      .assumed("{uniform: [60s, 120s]}"),
      "From the wish for a node until pods can start on it."
    ),
    Field(
      "scan",
      .value(DurationNotation(range: .seconds(1) ... .seconds(3_600))),
      .text("10s", .recalled("the cluster autoscaler's --scan-interval")),
      "How often it is looked for pods that wait, and for empty nodes."
    ),
    Field(
      "idle_after",
      .value(DurationNotation(range: .zero ... .seconds(86_400))),
      .text("10m", .recalled("the cluster autoscaler's --scale-down-unneeded-time")),
      "How long a node stays empty before it is given back."
    ),
  ]

  static let standby = Section(
    title: "platform.standby",
    summary:
      "Pods that are kept ready to start: hot ones first, then warm ones; each that is taken "
      + "is made again from nothing.",
    fields: [
      Field(
        "hot",
        .section(standbyTier("hot", start: "{uniform: [0s, 30s]}", price: "100%")),
        .assumed("{}"),
        "Pods that run, and wait for a wish."
      ),
      Field(
        "warm",
        .section(standbyTier("warm", start: "{uniform: [30s, 2m]}", price: "25%")),
        .assumed("{}"),
        "Pods whose images and machines are there."
      ),
      Field("cold", .section(cold), .assumed("{}"), "What starts from nothing."),
    ]
  )

  private static func standbyTier(_ name: String, start: String, price: String) -> Section {
    Section(
      title: "platform.standby.\(name)",
      summary: "Pods that stand by.",
      fields: [
        Field("pods", .value(IntegerNotation(range: 0...10_000)), .assumed("0"), "How many."),
        Field(
          "start",
          .value(DistributionNotation(range: hour)),
          .text(start, .recalled("a vendor's tiers (S3)")),
          "From the wish for a pod until it takes calls."
        ),
        Field(
          "price",
          .value(ShareNotation()),
          .assumed(price),
          "What one costs while it stands by, of a pod that runs."
        ),
      ]
    )
  }

  private static let cold = Section(
    title: "platform.standby.cold",
    summary: "Pods that start from nothing.",
    fields: [
      Field(
        "start",
        .value(DistributionNotation(range: hour)),
        .text("{uniform: [2m, 10m]}", .recalled("a vendor's tiers (S3)")),
        "From the wish for a pod until it takes calls."
      )
    ]
  )
}
