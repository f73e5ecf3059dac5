internal import SimCore
internal import VoicePipeline

// Who shares the pods.
extension ScenarioFormat {
  static let tenancy = Section(
    title: "platform.tenancy",
    summary: "Who shares the pods that come and go, and how.",
    fields: [
      Field(
        "kind",
        .value(ChoiceNotation(choices: Tenancy.allCases.map(\.rawValue))),
        .required(example: "elastic"),
        "Each has pods of its own (dedicated), whoever comes first (shared), or each comes first "
          + "up to its share and may go beyond it while that leaves a reserve (elastic)."
      ),
      Field(
        "reserve",
        .value(ShareNotation()),
        .assumed("10%"),
        "Elastic: slots that those beyond their share leave free."
      ),
      Field(
        "tenants",
        .list(of: .section(tenant), count: 0...64),
        .assumed("[]"),
        "Tenants with limits or shares of their own; without them all that campaigns and "
          + "neighbours name, with equal shares. A campaign without a tenant stands for itself."
      ),
      Field(
        "neighbours",
        .list(of: .section(neighbour), count: 0...64),
        .assumed("[]"),
        "Calls of others on the same pods: nobody speaks in them, but they take slots, processors "
          + "and memory."
      ),
    ]
  )

  private static let tenant = Section(
    title: "platform.tenancy.tenants[]",
    summary: "What a tenant may have.",
    fields: [
      Field(
        "name",
        .value(NameNotation()),
        .required(example: "clinic"),
        isAssumption: false,
        "As campaigns and neighbours name it."
      ),
      Field(
        "calls_max",
        .value(IntegerNotation(range: 1...1_000_000)),
        .absent,
        "Calls at once that its plan allows; as many as there are slots without it."
      ),
      Field(
        "weight",
        .value(NumberNotation(range: 0.01...1_000, unit: "")),
        .assumed("1"),
        "Its share, in comparison to the other tenants."
      ),
    ]
  )

  private static let neighbour = Section(
    title: "platform.tenancy.neighbours[]",
    summary: "Somebody else's calls.",
    fields: [
      Field(
        "tenant",
        .value(NameNotation()),
        .required(example: "others"),
        isAssumption: false,
        "Whose they are."
      ),
      Field(
        "load",
        .value(NumberNotation(range: 0.01...1_000_000, unit: "Erlang")),
        .required(example: "200"),
        "Calls at a time, on average, if none is turned away."
      ),
      Field(
        "hold",
        .value(DistributionNotation(range: .zero ... .seconds(7_200))),
        .assumed("{exponential: 3m}"),
        "How long one lasts."
      ),
      Field(
        "from",
        .value(DurationNotation(range: .zero ... .seconds(31 * 86_400))),
        .assumed("0s"),
        "When they begin, since the start of the run."
      ),
      Field(
        "until",
        .value(DurationNotation(range: .seconds(1) ... .seconds(31 * 86_400))),
        .absent,
        "When the last may come; with the run when absent."
      ),
      Field("surge", .section(surge), .absent, "A multiple of their load for a while."),
    ]
  )
}
