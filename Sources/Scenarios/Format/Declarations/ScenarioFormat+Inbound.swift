internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  private static let hour = Duration.zero ... .seconds(3_600)

  static let inbound = Section(
    title: "load.inbound",
    summary: "People who call in, and wait for an agent when none is free.",
    fields: arrivalPlan + [
      Field("room", .section(room), .assumed("{}"), "Where they wait."),
      Field(
        "patience",
        .value(DistributionNotation(range: hour)),
        .assumed(
          "{exponential: 60s}",
          "Erlang-A vectors take means of 30 to 60 s; hazards peak at announcements (Brown 2005)"
        ),
        "How long somebody waits at most."
      ),
      Field(
        "tolerance",
        .value(DistributionNotation(range: hour)),
        .assumed("{median: 120s, sigma: 0.7}"),
        "The longest announced wait that somebody accepts; who does not hangs up at once."
      ),
      Field(
        "callback_share",
        .value(ShareNotation()),
        .assumed("40%"),
        "Who takes a callback when one is offered."
      ),
      Field(
        "regions",
        .list(of: .section(callerRegion), count: 1...64),
        .absent,
        "Where callers are; without it nobody knows."
      ),
    ]
  )

  private static let callerRegion = Section(
    title: "load.inbound.regions[]",
    summary: "A share of those who call in, and the region that they are in.",
    fields: [
      Field(
        "region",
        .value(NameNotation()),
        .required(example: "us-east-1"),
        "One of the places of `routing.regions`."
      ),
      Field(
        "share",
        .value(ShareNotation()),
        .required(example: "60%"),
        "Of all callers; the shares make 100%."
      ),
    ]
  )

  private static let arrivalPlan = [
    Field(
      "rate",
      .value(RateNotation(range: (1.0 / 3600)...1000)),
      .absent,
      "Calls that arrive, such as `600/h`; or write a trace."
    ),
    Field(
      "trace",
      property: "traceFile",
      .value(PathNotation()),
      .absent,
      "In place of a rate: a CSV file with one call a row, relative to the scenario file. Arrivals "
        + "are seconds since the start of the run or RFC 3339 timestamps, in rising order; they "
        + "stand in the first column, or in the one that a header calls `time`, `timestamp` or "
        + "`arrival`. Those after the end of the run are not lived."
    ),
    Field(
      "arrivals",
      .value(ChoiceNotation(choices: ArrivalProcess.allCases.map(\.rawValue))),
      .assumed("poisson"),
      "The gaps between calls: equal (constant) or exponential (poisson)."
    ),
    Field(
      "from",
      .value(DurationNotation(range: .zero ... .seconds(31 * 86_400))),
      .assumed("0s"),
      "When the first may arrive, since the start of the run; a trace is shifted by it."
    ),
    Field(
      "until",
      .value(DurationNotation(range: .seconds(1) ... .seconds(31 * 86_400))),
      .absent,
      "When the last may arrive, since the start of the run; with the run when absent."
    ),
    ramp,
    Field(
      "surge",
      .section(surge),
      .absent,
      "A multiple of the rate for a while: a flash crowd."
    ),
    Field(
      "day_variation",
      .value(NumberNotation(range: 0...3, unit: "")),
      .assumed("0", "0.1 is usual between days: Gamma-Poisson, Brown 2005"),
      "How far the rates of days lie apart, standard deviation over mean: each day's rate is a "
        + "multiple from a gamma distribution."
    ),
  ]

  private static let room = Section(
    title: "load.inbound.room",
    summary: "Where callers wait for an agent.",
    fields: [
      Field(
        "capacity",
        .value(IntegerNotation(range: 0...1_000_000)),
        .assumed("1000"),
        "Who may wait at once; more are turned away."
      ),
      Field(
        "announce",
        .value(FlagNotation()),
        .assumed("true"),
        "Whether callers are told how long it will take: those before them over the rate at which "
          + "conversations end."
      ),
      Field(
        "callback_from",
        .value(DurationNotation(range: .zero ... .seconds(3_600))),
        .absent,
        "From which estimate on a callback is offered; never when absent."
      ),
      Field(
        "first_hold",
        .value(DurationNotation(range: .seconds(1) ... .seconds(7_200))),
        .assumed("3m"),
        "What a conversation is taken to last before any has ended."
      ),
    ]
  )
}
