import Experiments
import Scenarios
import SimCore
import VoicePipeline

/// Studies whose readings are made up, so that the truth behind them is known.
enum PlantedStudy {
  /// A study of a claim whose figures and arms are given as in a scenario file.
  static func study(_ parts: String) throws -> ClaimStudy {
    let text = """
      scenario: planted
      duration: 5m
      load: {campaign: {leads: leads.csv, rate: 600/h}}
      claim:
        {id: X1, quote: q, source: s, expected: confirmed, \(parts)}
      """
    let scenario = try ScenarioLoader.load(
      bytes: Array(text.utf8),
      fileName: "planted.yaml",
      directory: "/"
    )
    guard let claim = scenario.claim else { throw Missing() }
    return ClaimStudy(claim)
  }

  struct Missing: Error {}

  /// Adds seeds; `value` gives what an arm of these levels measured with a seed, in seconds.
  static func fill(
    _ study: inout ClaimStudy,
    seeds: Int,
    value: (_ levels: [Int], _ seed: Int) -> Double?
  ) {
    for seed in 0..<seeds {
      let arms = (0..<study.grid.count).map { arm in
        study.asked.map { _ in
          QuantityReading(value: value(study.grid.levels(of: arm), seed).map { $0 * 1e9 }, count: 9)
        }
      }
      study.add(arms)
    }
  }

  /// Standard normal deviates, one for each index.
  static func noise(_ seed: Int, _ index: Int) -> Double {
    let key = DrawKey(seed: UInt64(seed)).entity("planted", 0)
    return Elementary.normalQuantile(key.uniform(.planted, UInt64(index)))
  }
}

extension Purpose {
  static let planted = Purpose("test.planted")
}
