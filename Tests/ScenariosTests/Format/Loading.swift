import Scenarios

/// Loads scenario texts the way `simrun` does.
enum Loading {
  /// The smallest scenario.
  static let minimal = """
    scenario: small
    duration: 5m
    load:
      campaign: {leads: leads.csv, rate: 600/h}
    """

  static func load(
    _ text: String,
    overrides: [String] = [],
    seed: UInt64? = nil,
    thresholds: [String] = []
  ) throws(ScenarioError) -> Scenario {
    try load(bytes: Array(text.utf8), overrides: overrides, seed: seed, thresholds: thresholds)
  }

  static func load(
    bytes: [UInt8],
    overrides: [String] = [],
    seed: UInt64? = nil,
    thresholds: [String] = []
  ) throws(ScenarioError) -> Scenario {
    try ScenarioLoader.load(
      bytes: bytes,
      fileName: "test.yaml",
      directory: "/dir",
      overrides: overrides,
      seed: seed,
      thresholds: thresholds
    )
  }

  /// The problems of a text; none when it loads.
  static func problems(
    _ text: String,
    overrides: [String] = [],
    thresholds: [String] = []
  ) -> [ScenarioProblem] {
    do throws(ScenarioError) {
      _ = try load(text, overrides: overrides, thresholds: thresholds)
      return []
    } catch {
      return error.problems
    }
  }
}
