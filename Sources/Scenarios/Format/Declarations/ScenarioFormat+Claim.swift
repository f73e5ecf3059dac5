internal import VoicePipeline

extension ScenarioFormat {
  static let claim = Section(
    title: "claim",
    summary: "A published figure that the scenario tests, in one run or by comparing arms.",
    fields: claimHead + claimFigure + claimComparison + [
      Field(
        "expected",
        .value(
          ChoiceNotation(
            choices: ClaimFinding.allCases.filter { $0 != .undecided }.map(\.rawValue)
          )
        ),
        .required(example: "refuted"),
        isAssumption: false,
        "What the author expects; another finding fails the run."
      )
    ]
  )

  private static let claimHead = [
    Field(
      "id",
      .value(NameNotation()),
      .required(example: "A3"),
      isAssumption: false,
      "The row of the claims book."
    ),
    Field(
      "quote",
      .value(TextNotation(lengthMax: 500)),
      .required(example: "25-30 concurrent at peak"),
      isAssumption: false,
      "The words of the publication."
    ),
    Field(
      "source",
      .value(TextNotation(lengthMax: 500)),
      .required(example: "the article's title"),
      isAssumption: false,
      "The publication."
    ),
  ]

  private static let claimFigure = [
    Field(
      "metric",
      property: "figure",
      .value(MetricFigureNotation()),
      .absent,
      isAssumption: false,
      "The measured figure of a claim without arms, such as active_calls.max; needs a range."
    ),
    Field(
      "range",
      property: "published",
      .value(FigureRangeNotation()),
      .absent,
      isAssumption: false,
      "The published figure, from and to, in the metric's unit."
    ),
  ]

  private static let claimComparison = [
    Field(
      "arms",
      .list(of: .section(arm), count: 1...64),
      .absent,
      isAssumption: false,
      "Variants of the scenario that are compared, seed by seed."
    ),
    Field(
      "vary",
      .list(of: .section(factor), count: 1...12),
      .absent,
      isAssumption: false,
      "Values that take several levels; arms and levels are all crossed, to at most 4,096 arms."
    ),
    Field(
      "baseline",
      .value(ArmNameNotation()),
      .absent,
      isAssumption: false,
      "The arm whose first seed the report shows in full; without it, the first arm."
    ),
    Field(
      "figures",
      .list(of: .section(figure), count: 1...32),
      .absent,
      isAssumption: false,
      "What is computed from the arms of each seed; those with a range make the finding."
    ),
    Field(
      "tradeoff",
      .list(of: .value(NameNotation()), count: 2...2),
      .absent,
      isAssumption: false,
      "Two figures whose Pareto front and knee are looked for; without it, the first two that "
        + "differ by level."
    ),
    Field(
      "replications_max",
      .value(IntegerNotation(range: 2...100_000)),
      .absent,
      isAssumption: false,
      "Seeds at most while a figure's interval straddles its range; without it, four times "
        + "`replications`."
    ),
  ]

  private static let arm = Section(
    title: "claim.arms",
    summary: "A variant of the scenario.",
    fields: [
      Field(
        "name",
        .value(ArmNameNotation()),
        .required(example: "batch"),
        isAssumption: false,
        "The arm's name; formulas write it before a metric: batch.response_latency.p50."
      ),
      Field(
        "set",
        .value(ClaimSettingsNotation()),
        .assumed("{}"),
        isAssumption: false,
        "Paths with their values in this arm, such as {agent.endpointing: 300ms}; they go before "
          + "`--set`."
      ),
    ]
  )

  private static let factor = Section(
    title: "claim.vary",
    summary: "A value that takes several levels.",
    fields: [
      Field(
        "path",
        .value(SettingPathNotation()),
        .required(example: "agent.endpointing"),
        isAssumption: false,
        "The value's path, as `--set` writes it."
      ),
      Field(
        "values",
        .list(of: .value(SettingValueNotation()), count: 2...256),
        .required(example: "[200ms, 400ms, 800ms]"),
        isAssumption: false,
        "Its levels, in order."
      ),
      Field(
        "label",
        .value(TextNotation(lengthMax: 60)),
        .absent,
        isAssumption: false,
        "What a report calls it; without it, the path."
      ),
      Field(
        "role",
        .value(ChoiceNotation(choices: ClaimFactor.Role.allCases.map(\.rawValue))),
        .assumed("context"),
        isAssumption: false,
        "Whether the claim leaves it open (context), or compares its first level with its last "
          + "(treatment)."
      ),
    ]
  )

  private static let figure = Section(
    title: "claim.figures",
    summary: "A named figure of each seed.",
    fields: [
      Field(
        "name",
        .value(NameNotation()),
        .required(example: "cut"),
        isAssumption: false,
        "The figure's name."
      ),
      Field(
        "value",
        .value(FormulaNotation()),
        .required(
          example: "\"reduction(batch.response_latency.p50, streaming.response_latency.p50)\""
        ),
        isAssumption: false,
        "Arithmetic (+ - * / min max) over figures of metrics, durations and percentages; "
          + "reduction(a, b) is 1 - b/a, share(response_latency <= 500ms) a share of samples, "
          + "exceeds(a, b) 1 where a is greater than b and else 0: over seeds, how often that is. "
          + "NAME.metric is the arm of that name; first.metric and last.metric are the arms at the "
          + "outer levels of all that is compared; a metric alone is each arm in turn."
      ),
      Field(
        "range",
        .value(PublishedRangeNotation()),
        .absent,
        isAssumption: false,
        "What was published: from and to, or a bound such as < 500ms; without it the figure is "
          + "only shown."
      ),
      Field(
        "better",
        .value(ChoiceNotation(choices: ClaimFigure.Direction.allCases.map(\.rawValue))),
        .assumed("lower"),
        isAssumption: false,
        "Which way the figure is to go, for a trade-off."
      ),
    ]
  )
}
