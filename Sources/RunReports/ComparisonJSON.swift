import SimCore
import VoicePipeline

/// The part of `run.json` on a claim's arms: times in nanoseconds, shares of 0 to 1.
enum ComparisonJSON {
  static func value(_ facts: ComparisonFacts) -> JSONValue {
    .object([
      .init("arms", .integer(facts.arms)),
      .init("baseline", .string(facts.baseline)),
      .init("seeds", .integer(facts.seeds)),
      .init("seeds_max", .integer(facts.seedsMax)),
      .init("dimensions", .array(facts.dimensions.map(dimension))),
      .init("figures", .array(facts.figures.map(figure))),
      .init("setting_dimensions", .array(facts.settingDimensions.map(JSONValue.string))),
      .init("settings", .array(facts.settings.map(setting))),
      .init("effects", .array(facts.effects.map(effect))),
      .init("tradeoff", facts.tradeoff.map { tradeoff($0, facts) } ?? .null),
    ])
  }

  private static func dimension(_ facts: ComparedDimension) -> JSONValue {
    .object([
      .init("label", .string(facts.label)),
      .init("levels", .array(facts.levels.map(JSONValue.string))),
      .init("role", .string(facts.isTreatment ? "treatment" : "context")),
    ])
  }

  private static func figure(_ facts: ComparedFigure) -> JSONValue {
    .object([
      .init("name", .string(facts.name)),
      .init("formula", .string(facts.formula)),
      .init("unit", .string(facts.kind.storedUnit)),
      .init("range", facts.range.map(JSONValue.string) ?? .null),
      .init("dimensions", .array(facts.dimensions.map { .integer($0) })),
      .init("cells", .array(facts.cells.map { cell($0, facts.kind) })),
    ])
  }

  private static func cell(_ facts: ComparedCell, _ kind: MetricName.Kind) -> JSONValue {
    .object([
      .init("levels", .array(facts.levels.map { .integer($0) })),
      .init("estimate", estimate(facts.estimate, kind)),
      .init("samples", .integer(facts.samples)),
      .init("finding", facts.finding.map { .string($0.rawValue) } ?? .null),
      .init(
        "values",
        .array(facts.values.map { $0.map { .fixed($0, decimals: kind.decimals) } ?? .null })
      ),
    ])
  }

  private static func estimate(_ facts: SeedEstimate, _ kind: MetricName.Kind) -> JSONValue {
    .object([
      .init("mean", facts.mean.map { .fixed($0, decimals: kind.decimals) } ?? .null),
      .init(
        "interval_95",
        facts.interval.map { interval in
          .array([
            .fixed(interval.lowerBound, decimals: kind.decimals),
            .fixed(interval.upperBound, decimals: kind.decimals),
          ])
        } ?? .null
      ),
      .init("method", .string(facts.isBootstrap ? "bca" : "student_t")),
      .init("seeds", .integer(facts.seeds)),
    ])
  }

  private static func setting(_ facts: ComparedSetting) -> JSONValue {
    .object([
      .init("levels", .array(facts.levels.map(JSONValue.string))),
      .init("finding", .string(facts.finding.rawValue)),
      .init(
        "parts",
        .array(
          facts.parts.map { part in
            .object([
              .init("figure", .string(part.figure)),
              .init("finding", .string(part.finding.rawValue)),
            ])
          }
        )
      ),
    ])
  }

  private static func effect(_ facts: EffectFacts) -> JSONValue {
    .object([
      .init("figure", .string(facts.figure)),
      .init("factor", .string(facts.name)),
      .init("is_interaction", .boolean(facts.isInteraction)),
      .init("absolute", estimate(facts.absolute, facts.kind)),
      .init("cut", facts.cut.map { estimate($0, .ratio) } ?? .null),
    ])
  }

  private static func tradeoff(_ facts: TradeoffFacts, _ all: ComparisonFacts) -> JSONValue {
    .object([
      .init("dimension", .string(facts.dimension)),
      .init("x", .string(all.figures[facts.x].name)),
      .init("y", .string(all.figures[facts.y].name)),
      .init("front", .array(facts.front.map { .string(facts.points[$0].level) })),
      .init("knee", facts.knee.map { .string(facts.points[$0].level) } ?? .null),
      .init("knee_seeds", .integer(facts.kneeSeeds)),
    ])
  }
}

extension MetricName.Kind {
  /// What a stored value is in.
  fileprivate var storedUnit: String {
    switch self {
    case .latency: "ns"
    case .ratio: "share"
    case .count: "number"
    case .money: "USD"
    case .score: "mos"
    }
  }

  fileprivate var decimals: Int { self == .latency ? 0 : 6 }
}
