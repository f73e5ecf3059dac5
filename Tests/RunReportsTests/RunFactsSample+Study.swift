import RunReports
import SimCore
import VoicePipeline

extension RunFactsSample {
  /// A claim over six lengths of endpointing and two agents: a sweep, a trade-off, an effect.
  static let study: RunFacts = {
    var facts = overloaded
    facts.scenario.name = "endpointing-study"
    facts.scenario.replications = 20
    facts.thresholds = []
    facts.verdict = .pass
    facts.claim = ClaimFacts(
      id: "C5",
      quote: "0.3 s interrupts, 1.5 s is dead air",
      source: "Relinns (S1)",
      metric: "",
      unit: "",
      claimed: nil,
      finding: .depends,
      expected: .depends,
      sentence: "The finding depends on endpointing: confirmed up to 600ms, undecided at 900ms, "
        + "refuted from 1200ms. Intervals are of 95 % over 20 seeds.",
      figures: [],
      samples: [],
      comparison: comparison
    )
    return facts
  }()

  private static let levels = [200.0, 300, 500, 600, 900, 1_200]

  private static let comparison = ComparisonFacts(
    dimensions: [
      ComparedDimension(
        label: "endpointing",
        levels: levels.map { "\(Int($0))ms" },
        positions: levels.map { $0 * 1e6 },
        kind: .latency,
        isTreatment: false
      ),
      ComparedDimension(
        label: "arm",
        levels: ["batch", "streaming"],
        positions: nil,
        kind: .count,
        isTreatment: true
      ),
    ],
    arms: 12,
    baseline: "200ms, batch",
    seeds: 20,
    seedsMax: 80,
    figures: [response, interrupted, cut, ratio],
    settingDimensions: ["endpointing"],
    settings: levels.enumerated().map { index, level in
      ComparedSetting(
        levels: ["\(Int(level))ms"],
        finding: finding(index),
        parts: [("cut", finding(index)), ("sum_over_parts", .confirmed)]
      )
    },
    effects: [
      effect("response", .latency, "arm: batch → streaming", -712e6, 18e6, 0.402),
      effect("interrupted", .ratio, "arm: batch → streaming", 0.001, 0.004, -0.02),
      effect("interrupted", .ratio, "arm × model", 0.012, 0.002, nil),
    ],
    tradeoff: TradeoffFacts(
      dimension: "endpointing",
      x: 0,
      y: 1,
      points: levels.indices.map { index in
        TradeoffFacts.Point(
          level: "\(Int(levels[index]))ms",
          x: response.cells[2 * index].estimate,
          y: interrupted.cells[2 * index].estimate
        )
      },
      front: [0, 1, 2, 3, 4],
      knee: 2,
      kneeSeeds: 17
    )
  )

  private static func finding(_ index: Int) -> ClaimFinding {
    index < 4 ? .confirmed : index == 4 ? .undecided : .refuted
  }

  private static func estimate(
    _ mean: Double,
    _ half: Double,
    isBootstrap: Bool = false
  ) -> SeedEstimate {
    SeedEstimate(
      mean: mean,
      interval: (mean - half)...(mean + half),
      isBootstrap: isBootstrap,
      seeds: 20
    )
  }

  private static let response = figure("response", "response_latency.p50", .latency) { level, arm in
    estimate((900 + levels[level] - 400 * Double(arm)) * 1e6, 30e6)
  }

  private static let interrupted = figure(
    "interrupted",
    "1 - share(response_latency <= 2s)",
    .ratio
  ) { level, _ in
    let mean = level == 5 ? 0.021 : 24 / levels[level] / levels[level] * 100
    return estimate(mean, mean / 9, isBootstrap: level == 0)
  }

  private static func figure(
    _ name: String,
    _ formula: String,
    _ kind: MetricName.Kind,
    _ estimate: (Int, Int) -> SeedEstimate
  ) -> ComparedFigure {
    ComparedFigure(
      name: name,
      formula: formula,
      kind: kind,
      range: nil,
      lower: nil,
      upper: nil,
      dimensions: [0, 1],
      cells: levels.indices.flatMap { level in
        (0..<2).map { arm in
          ComparedCell(
            levels: [level, arm],
            estimate: estimate(level, arm),
            samples: 41_208 + level,
            finding: nil,
            values: [estimate(level, arm).mean, nil]
          )
        }
      }
    )
  }

  private static let cut = ComparedFigure(
    name: "cut",
    formula: "reduction(batch.response_latency.p50, streaming.response_latency.p50)",
    kind: .ratio,
    range: "[40%, 60%]",
    lower: 0.4,
    upper: 0.6,
    dimensions: [0],
    cells: levels.indices.map { level in
      ComparedCell(
        levels: [level],
        estimate: estimate([0.57, 0.53, 0.48, 0.45, 0.405, 0.33][level], 0.02),
        samples: 41_208,
        finding: finding(level),
        values: []
      )
    }
  )

  private static let ratio = ComparedFigure(
    name: "sum_over_parts",
    formula: "response_latency.p95 / (endpointing.p95 + language_model.p95)",
    kind: .count,
    range: "> 0.5",
    lower: 0.5,
    upper: nil,
    dimensions: [],
    cells: [
      ComparedCell(
        levels: [],
        estimate: estimate(0.874, 0.011),
        samples: 41_208,
        finding: .confirmed,
        values: []
      )
    ]
  )

  private static func effect(
    _ figure: String,
    _ kind: MetricName.Kind,
    _ name: String,
    _ mean: Double,
    _ half: Double,
    _ cut: Double?
  ) -> EffectFacts {
    EffectFacts(
      figure: figure,
      kind: kind,
      name: name,
      isInteraction: cut == nil,
      absolute: estimate(mean, half),
      cut: cut.map { estimate($0, 0.03) }
    )
  }
}
