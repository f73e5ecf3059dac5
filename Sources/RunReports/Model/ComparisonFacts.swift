package import VoicePipeline

/// What a claim that compares measured: arms by figures, the effects of factors, a trade-off.
package struct ComparisonFacts: Sendable {
  package var dimensions: [ComparedDimension]
  /// Number of arms: all levels crossed.
  package var arms: Int
  /// The arm that the rest of the report shows.
  package var baseline: String
  package var seeds: Int
  /// Seeds at which an undecided claim would have been given up.
  package var seedsMax: Int
  package var figures: [ComparedFigure]
  /// Names of the dimensions that the settings go through; empty for a single setting.
  package var settingDimensions: [String]
  package var settings: [ComparedSetting]
  package var effects: [EffectFacts]
  package var tradeoff: TradeoffFacts?

  package init(
    dimensions: [ComparedDimension],
    arms: Int,
    baseline: String,
    seeds: Int,
    seedsMax: Int,
    figures: [ComparedFigure],
    settingDimensions: [String],
    settings: [ComparedSetting],
    effects: [EffectFacts],
    tradeoff: TradeoffFacts?
  ) {
    self.dimensions = dimensions
    self.arms = arms
    self.baseline = baseline
    self.seeds = seeds
    self.seedsMax = seedsMax
    self.figures = figures
    self.settingDimensions = settingDimensions
    self.settings = settings
    self.effects = effects
    self.tradeoff = tradeoff
  }
}

/// Something that is compared or varied, with its levels in order.
package struct ComparedDimension: Sendable {
  package var label: String
  package var levels: [String]
  /// Where the levels stand on a scale; nil when they are words.
  package var positions: [Double]?
  package var kind: MetricName.Kind
  /// Whether the claim compares its levels, rather than leaving them open.
  package var isTreatment: Bool

  package init(
    label: String,
    levels: [String],
    positions: [Double]?,
    kind: MetricName.Kind,
    isTreatment: Bool
  ) {
    self.label = label
    self.levels = levels
    self.positions = positions
    self.kind = kind
    self.isTreatment = isTreatment
  }
}

/// A mean over seeds with its 95 % interval.
package struct SeedEstimate: Sendable, Hashable {
  /// Nil when a seed did not measure it.
  package var mean: Double?
  package var interval: ClosedRange<Double>?
  /// Whether the interval is a bootstrap's (BCa), for skewed values, and not Student's.
  package var isBootstrap: Bool
  package var seeds: Int

  package init(
    mean: Double?,
    interval: ClosedRange<Double>?,
    isBootstrap: Bool = false,
    seeds: Int
  ) {
    self.mean = mean
    self.interval = interval
    self.isBootstrap = isBootstrap
    self.seeds = seeds
  }
}

/// A figure in all its cells.
package struct ComparedFigure: Sendable {
  package var name: String
  package var formula: String
  package var kind: MetricName.Kind
  /// What was published, as it is written; nil for a figure that is only shown.
  package var range: String?
  package var lower: Double?
  package var upper: Double?
  /// Indices of the dimensions that it differs by.
  package var dimensions: [Int]
  package var cells: [ComparedCell]

  package init(
    name: String,
    formula: String,
    kind: MetricName.Kind,
    range: String?,
    lower: Double?,
    upper: Double?,
    dimensions: [Int],
    cells: [ComparedCell]
  ) {
    self.name = name
    self.formula = formula
    self.kind = kind
    self.range = range
    self.lower = lower
    self.upper = upper
    self.dimensions = dimensions
    self.cells = cells
  }
}

/// A figure at one combination of levels.
package struct ComparedCell: Sendable {
  /// Along the figure's dimensions.
  package var levels: [Int]
  package var estimate: SeedEstimate
  /// Of calls or turns, over all seeds.
  package var samples: Int
  /// Nil for a figure without a published range.
  package var finding: ClaimFinding?
  /// One value for each seed.
  package var values: [Double?]

  package init(
    levels: [Int],
    estimate: SeedEstimate,
    samples: Int,
    finding: ClaimFinding?,
    values: [Double?]
  ) {
    self.levels = levels
    self.estimate = estimate
    self.samples = samples
    self.finding = finding
    self.values = values
  }
}

/// The claim in one setting.
package struct ComparedSetting: Sendable {
  /// The level of each of the setting dimensions.
  package var levels: [String]
  package var finding: ClaimFinding
  /// Of each figure with a range, in order.
  package var parts: [(figure: String, finding: ClaimFinding)]

  package init(
    levels: [String],
    finding: ClaimFinding,
    parts: [(figure: String, finding: ClaimFinding)]
  ) {
    self.levels = levels
    self.finding = finding
    self.parts = parts
  }
}

/// What a factor of two levels, or two of them together, do to a figure.
package struct EffectFacts: Sendable {
  package var figure: String
  package var kind: MetricName.Kind
  package var name: String
  package var isInteraction: Bool
  /// Second level less first, in the unit of the figure's kind.
  package var absolute: SeedEstimate
  /// The share of the first level's value that is saved; nil for an interaction.
  package var cut: SeedEstimate?

  package init(
    figure: String,
    kind: MetricName.Kind,
    name: String,
    isInteraction: Bool,
    absolute: SeedEstimate,
    cut: SeedEstimate?
  ) {
    self.figure = figure
    self.kind = kind
    self.name = name
    self.isInteraction = isInteraction
    self.absolute = absolute
    self.cut = cut
  }
}

/// Two figures over the levels of one factor.
package struct TradeoffFacts: Sendable {
  /// A level with both figures.
  package struct Point: Sendable {
    package var level: String
    package var x: SeedEstimate
    package var y: SeedEstimate

    package init(level: String, x: SeedEstimate, y: SeedEstimate) {
      self.level = level
      self.x = x
      self.y = y
    }
  }

  package var dimension: String
  /// Indices of the figures.
  package var x: Int
  package var y: Int
  package var points: [Point]
  /// Indices of the points that no other one is better than in both figures, by x.
  package var front: [Int]
  /// Index of the point at the knee; nil where the front has none.
  package var knee: Int?
  /// Seeds that, each by itself, have the same knee.
  package var kneeSeeds: Int

  package init(
    dimension: String,
    x: Int,
    y: Int,
    points: [Point],
    front: [Int],
    knee: Int?,
    kneeSeeds: Int
  ) {
    self.dimension = dimension
    self.x = x
    self.y = y
    self.points = points
    self.front = front
    self.knee = knee
    self.kneeSeeds = kneeSeeds
  }
}
