internal import SimCore
internal import VoicePipeline

// The pods that hold conversations, and what they run on.
extension ScenarioFormat {
  private static let vendor = "a vendor's own pods (S2)"
  private static let hour = Duration.zero ... .seconds(3_600)

  static let platform = Section(
    title: "platform",
    summary:
      "The pods that hold conversations: a number of them that stands, or pods that come and "
      + "go, with what makes them do so.",
    fields: [
      Field(
        "pods",
        .either(IntegerNotation(range: 1...10_000), pods),
        .assumed("20"),
        "Number of pods, where they stand; or what a pod is made of, and how many there may be."
      ),
      Field(
        "slots_per_pod",
        .value(IntegerNotation(range: 1...10_000)),
        .assumed("50"),
        "Concurrent calls in one pod; a call that finds none free is blocked."
      ),
      Field(
        "zones",
        .value(IntegerNotation(range: 1...1_000)),
        .absent,
        "Zones that share nothing: each has its part of the people, the pods, the carriers' limits "
          + "and the providers' quotas, and an autoscaler of its own, and no call leaves its zone. "
          + "They are simulated side by side, on every processor. Without it there is one."
      ),
      Field(
        "regions",
        .section(sites),
        .absent,
        "The regions that there are pods in; without it all are equally far from everybody."
      ),
      Field(
        "placement",
        .section(placement),
        .absent,
        "How calls find pods that come and go; without it the pod with the fewest calls takes them."
      ),
      Field(
        "autoscaler",
        .section(autoscaler),
        .absent,
        "What makes pods come and go; without it there are always as many as at the start."
      ),
      Field(
        "nodes",
        .section(nodes),
        .absent,
        "The machines that pods run on; without it there is always one for another pod."
      ),
      Field(
        "standby",
        .section(standby),
        .absent,
        "Pods that are kept ready to start; without it each takes the pods' own start."
      ),
      Field(
        "services",
        .list(of: .section(service), count: 0...3),
        .absent,
        "Layers of the agent whose capacity pods make: those of the platform, or pods of their "
          + "own; that of others is what the agent's endpoints say."
      ),
      Field(
        "sessions",
        .section(sessions),
        .absent,
        "Where conversations are kept in case their pod dies; without it they die with it."
      ),
      Field(
        "tenancy",
        .either(ChoiceNotation(choices: Tenancy.allCases.map(\.rawValue)), tenancy),
        .absent,
        "Who shares the pods, and how; without it they are everybody's. A word alone is the kind, "
          + "for the tenants that campaigns name."
      ),
      Field(
        "shedding",
        .section(shedding),
        .absent,
        "When new calls are turned away for the load; without it, for want of a slot only."
      ),
    ]
  )

  private static let pods = Section(
    title: "platform.pods",
    summary: "A pod that comes and goes, and how many of them there may be.",
    fields: podCounts + podMachine + podLife
  )

  private static let podCounts = [
    Field(
      "min",
      .value(IntegerNotation(range: 1...10_000)),
      .text("2", .recalled(vendor)),
      "Pods that there are at least."
    ),
    Field(
      "max",
      .value(IntegerNotation(range: 1...10_000)),
      .text("20", .recalled(vendor)),
      "Pods that there are at most."
    ),
    Field(
      "initial",
      .value(IntegerNotation(range: 1...10_000)),
      .absent,
      "Pods at the start of the run; the least without it."
    ),
    Field(
      "target",
      .value(IntegerNotation(range: 1...10_000)),
      .text("30", .recalled(vendor)),
      "Calls a pod that an autoscaler aims at."
    ),
    Field(
      "cap",
      .value(IntegerNotation(range: 1...10_000)),
      .absent,
      "Concurrent calls in one pod; `slots_per_pod` without it."
    ),
    Field(
      "start",
      .value(DistributionNotation(range: hour)),
      .text("30s", .recalled("\(vendor): more of them within about 30 s")),
      "From the wish for a pod until it takes calls, once there is a machine for it."
    ),
  ]

  private static let podMachine = [
    Field(
      "processors",
      .value(NumberNotation(range: 0.1...1_024, unit: "")),
      .text("4", .recalled("\(vendor): about 50 calls on 4 vCPU")),
      "Processors of one pod."
    ),
    Field(
      "processor_per_call",
      .value(ShareNotation()),
      .assumed(
        "6.4%",
        "4 processors that are busy at 62 calls: voice activity degrades past 60 (S2)"
      ),
      "What a usual call takes of one processor: a frame of sound every 20 ms; 0% lets sound pass "
        + "as if there were no processor."
    ),
    Field(
      "lag_max",
      .value(DurationNotation(range: .zero ... .seconds(60))),
      .assumed("200ms", "sound that old is past every jitter buffer"),
      "The oldest sound that a processor still looks at; what is older is dropped."
    ),
    Field(
      "memory",
      .value(NumberNotation(range: 1...10_000_000, unit: "MB")),
      .assumed("8192"),
      "Memory of one pod in megabytes; a pod that needs more is killed."
    ),
    Field(
      "memory_per_call",
      .value(NumberNotation(range: 0...100_000, unit: "MB")),
      .text("40", .recalled("\(vendor): 30 to 50 MB a call")),
      "What a usual call takes of it."
    ),
    Field(
      "heavy_share",
      .value(ShareNotation()),
      .assumed("10%"),
      "Calls with many tools."
    ),
    Field(
      "heavy_memory",
      .value(NumberNotation(range: 0...100_000, unit: "MB")),
      .text("100", .recalled("\(vendor): about 100 MB with many tools")),
      "What such a call takes in place of the usual memory."
    ),
    Field(
      "heavy_processor",
      .value(ShareNotation()),
      .assumed("6.4%"),
      "What such a call takes of one processor."
    ),
    Field(
      "leak_per_hour",
      .value(NumberNotation(range: 0...100_000, unit: "MB")),
      .assumed("0"),
      "What every hour of a call adds to its memory until the call ends."
    ),
    Field(
      "sockets_per_call",
      .value(IntegerNotation(range: 1...1_000)),
      .assumed("3", "one to the carrier, one to a model, one to a store"),
      "Sockets of one call."
    ),
    Field(
      "sockets",
      .value(IntegerNotation(range: 1...10_000_000)),
      .assumed("1024", "the usual limit of open files of a process on Linux"),
      "Sockets that a pod may have open."
    ),
  ]

  private static let podLife = [
    Field(
      "drain",
      .value(DurationNotation(range: .zero ... .seconds(86_400))),
      .assumed("15m", "Kubernetes' own 30 s would cut most calls off"),
      "How long a pod that was told to stop may finish its calls (terminationGracePeriodSeconds)."
    ),
    Field(
      "crash_every",
      .value(DurationNotation(range: .seconds(60) ... .seconds(3_650 * 86_400))),
      .absent,
      "Mean time between crashes of one pod, which take its calls with them."
    ),
    Field(
      "restart_pause",
      .value(DurationNotation(range: .zero ... .seconds(300))),
      .text("10s", .recalled("the kubelet's first back-off, doubled up to 5 min")),
      "The first pause before a pod that died starts again; doubled each time."
    ),
    Field(
      "price_per_hour",
      .value(NumberNotation(range: 0...10_000, unit: "USD")),
      .assumed("0.20", "4 vCPU and 8 GB on demand cost so much at large clouds"),
      "What a pod costs; not counted where there are nodes."
    ),
  ]

  private static let placement = Section(
    title: "platform.placement",
    summary: "How calls find pods that come and go.",
    fields: [
      Field(
        "policy",
        .value(ChoiceNotation(choices: RoutingPolicy.allCases.map(\.rawValue))),
        .assumed("least-connections"),
        "The pod with the fewest calls, each in turn whether full or not (round-robin), the one "
          + "that the same person had before (sticky), one by a hash of the person "
          + "(consistent-hash), or the one whose calls are expected to need least "
          + "(conversation-aware)."
      ),
      Field(
        "view_age",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .assumed("0s"),
        "How old the counts are that a choice goes by: calls that come meanwhile race for slots."
      ),
      Field(
        "tries",
        .value(IntegerNotation(range: 1...1_000)),
        .assumed("3"),
        "Pods that are asked for one call, the first included."
      ),
      Field(
        "retry_after",
        .value(DurationNotation(range: .zero ... .seconds(10))),
        .assumed("20ms"),
        "From a pod's refusal to the next one."
      ),
      Field(
        "accuracy",
        .value(ShareNotation()),
        .assumed("100%"),
        "How often it is known beforehand whether a call will need many tools."
      ),
    ]
  )
}
