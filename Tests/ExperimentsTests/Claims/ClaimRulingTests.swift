import Experiments
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Rulings on claims that compare")
struct ClaimRulingTests {
  private static let key = DrawKey(seed: 1)

  private static func range(_ lower: Double?, _ upper: Double?) -> PublishedRange {
    PublishedRange(kind: .count, lower: lower, upper: upper, text: "")
  }

  @Test func `the interval of paired values is Student's, worked out by hand`() throws {
    // 1...5: mean 3, standard error sqrt(2.5 / 5), t of 4 degrees 2.776445.
    let estimate = FigureEstimate([1, 2, 3, 4, 5], key: Self.key)
    let interval = try #require(estimate.interval)
    #expect(estimate.mean == 3)
    #expect(!estimate.isBootstrap)
    #expect((interval.lowerBound - 1.036_757).magnitude < 1e-5)
    #expect((interval.upperBound - 4.963_243).magnitude < 1e-5)
  }

  @Test func `a seed that did not measure a figure leaves it without an interval`() {
    let estimate = FigureEstimate([1, nil, 3], key: Self.key)
    #expect(estimate.mean == nil && estimate.interval == nil)
    #expect(estimate.seeds == 2)
    #expect(FigureEstimate([7], key: Self.key).interval == nil)
    #expect(FigureEstimate([], key: Self.key).mean == nil)
  }

  @Test func `skewed values get the bootstrap's interval, others Student's`() {
    // A geometric series: skewness far above one.
    let skewed = (0..<20).map { Double(1 << $0) }
    #expect(FigureEstimate.skewness(skewed) > 2)
    #expect(FigureEstimate(skewed, key: Self.key).isBootstrap)
    #expect(!FigureEstimate(Array(skewed.prefix(8)), key: Self.key).isBootstrap)
    #expect(!FigureEstimate((0..<20).map(Double.init), key: Self.key).isBootstrap)
    // (n (n - 1))^1/2 / (n - 2) m3 / m2^1.5 of 0, 0, 1 is sqrt(3).
    #expect((FigureEstimate.skewness([0, 0, 1]) - 3.0.squareRoot()).magnitude < 1e-12)
    #expect(FigureEstimate.skewness([0.1, 0.1, 0.1, 0.1]) == 0)
  }

  @Test func `an interval wholly inside confirms, wholly outside refutes, else nothing follows`() {
    let inside = 41.0...59.0
    #expect(ClaimRuling.finding(inside, within: Self.range(40, 60)) == .confirmed)
    #expect(ClaimRuling.finding(40...60, within: Self.range(40, 60)) == .confirmed)
    #expect(ClaimRuling.finding(39.9...59, within: Self.range(40, 60)) == .undecided)
    #expect(ClaimRuling.finding(10...90, within: Self.range(40, 60)) == .undecided)
    #expect(ClaimRuling.finding(61...62, within: Self.range(40, 60)) == .refuted)
    #expect(ClaimRuling.finding(10...39, within: Self.range(40, 60)) == .refuted)
    #expect(ClaimRuling.finding(-9...39, within: Self.range(nil, 40)) == .confirmed)
    #expect(ClaimRuling.finding(-9...39, within: Self.range(40, nil)) == .refuted)
    #expect(ClaimRuling.finding(nil, within: Self.range(40, nil)) == .undecided)
  }

  @Test func `a claim of several figures holds where all do, and a whole is made of its settings`()
  {
    #expect(ClaimRuling.joined([.confirmed, .confirmed]) == .confirmed)
    #expect(ClaimRuling.joined([.confirmed, .undecided]) == .undecided)
    #expect(ClaimRuling.joined([.undecided, .refuted]) == .refuted)
    #expect(ClaimRuling.joined([]) == .undecided)
    #expect(ClaimRuling.whole([.confirmed, .undecided, .refuted]) == .depends)
    #expect(ClaimRuling.whole([.confirmed, .undecided]) == .undecided)
    #expect(ClaimRuling.whole([.refuted, .refuted]) == .refuted)
  }

  private static let crossed = """
    vary: [{path: agent.endpointing, values: [200ms, 500ms, 1s]},
           {path: platform.pods, values: [1, 2]}],
    figures: [{name: f, value: hold_time.mean, range: < 600ms}]
    """

  @Test func `the factor whose level turns the finding is named, and no other`() throws {
    var study = try PlantedStudy.study(Self.crossed)
    PlantedStudy.fill(&study, seeds: 5) { levels, seed in
      [0.2, 0.5, 1][levels[0]] + 0.01 * Double(levels[1]) + 0.001 * Double(seed)
    }
    let ruling = ClaimRuling(study.tables(), study: study)
    #expect(ruling.finding == .depends)
    #expect(ruling.settings.map(\.finding).count { $0 == .refuted } == 2)
    #expect(ruling.turning == [0])
    #expect(!ruling.isOpen)
  }

  @Test func `two factors that turn the finding together are both named`() throws {
    var study = try PlantedStudy.study(Self.crossed)
    PlantedStudy.fill(&study, seeds: 5) { levels, seed in
      0.3 + 0.3 * Double(levels[0] * levels[1]) + 0.001 * Double(seed)
    }
    let ruling = ClaimRuling(study.tables(), study: study)
    #expect(ruling.turning == [0, 1])
    #expect(ruling.settings.map(\.finding).count { $0 == .confirmed } == 4)
  }

  @Test func `more seeds are asked for while they may help, and not for want of samples`() throws {
    var study = try PlantedStudy.study("figures: [{name: f, value: hold_time.mean, range: < 1s}]")
    PlantedStudy.fill(&study, seeds: 2) { _, seed in 0.5 + Double(seed) }
    #expect(ClaimRuling(study.tables(), study: study).isOpen)
    PlantedStudy.fill(&study, seeds: 1) { _, _ in nil }
    let ruling = ClaimRuling(study.tables(), study: study)
    #expect(ruling.finding == .undecided)
    #expect(!ruling.isOpen)
  }

  @Test func `figures of arms are computed within each seed and setting`() throws {
    var study = try PlantedStudy.study(
      """
      arms: [{name: batch}, {name: stream}],
      vary: [{path: platform.pods, values: [1, 2]}],
      figures: [{name: cut, range: "> 0%",
        value: "reduction(batch.hold_time.mean, stream.hold_time.mean)"}]
      """
    )
    PlantedStudy.fill(&study, seeds: 3) { levels, seed in
      Double(seed + 1) * (levels[0] == 0 ? 2 : 1.5 - 0.5 * Double(levels[1]))
    }
    let table = try #require(study.tables().first)
    #expect(table.dimensions == [1])
    #expect(table.cells.map(\.values) == [[0.25, 0.25, 0.25], [0.5, 0.5, 0.5]])
    #expect(table.cells.allSatisfy { $0.samples == 27 })
  }
}
