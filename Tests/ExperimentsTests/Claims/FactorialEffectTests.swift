import Experiments
import Scenarios
import Testing

@Suite("Effects and trade-offs")
struct FactorialEffectTests {
  private static let cube = """
    vary: [{path: agent.endpointing, values: [200ms, 500ms]},
           {path: platform.pods, values: [1, 2]},
           {path: platform.slots_per_pod, values: [5, 6]}],
    figures: [{name: f, value: hold_time.mean, range: < 600s}]
    """

  @Test func `effects of a full factorial are those of its closed form`() throws {
    var study = try PlantedStudy.study(Self.cube)
    // 10 + 2 a - 3 b + 1.5 a b, in seconds; what a seed adds is common to all arms.
    PlantedStudy.fill(&study, seeds: 6) { levels, seed in
      let (a, b) = (Double(levels[0]), Double(levels[1]))
      return 10 + 2 * a - 3 * b + 1.5 * a * b + PlantedStudy.noise(3, seed)
    }
    let table = try #require(study.tables().first)
    let effects = FactorialEffect.all(of: table, grid: study.grid)
    #expect(effects.map(\.dimensions) == [[0], [1], [2], [0, 1], [0, 2], [1, 2]])
    let closed = [2.75, -2.25, 0, 0.75, 0, 0]
    for (effect, value) in zip(effects, closed) {
      let mean = try #require(effect.absolute.mean)
      #expect((mean / 1e9 - value).magnitude < 1e-6, "\(effect.dimensions)")
      // Common random numbers: the noise of the seeds has gone.
      let interval = try #require(effect.absolute.interval)
      #expect(interval.upperBound - interval.lowerBound < 100)
      #expect((effect.cut == nil) == (effect.dimensions.count == 2))
    }
    // Without noise the first factor adds 2.75 to 8.5.
    var quiet = try PlantedStudy.study(Self.cube)
    PlantedStudy.fill(&quiet, seeds: 2) { levels, _ in
      let (a, b) = (Double(levels[0]), Double(levels[1]))
      return 10 + 2 * a - 3 * b + 1.5 * a * b
    }
    let cut = FactorialEffect.all(of: try #require(quiet.tables().first), grid: quiet.grid)[0].cut
    #expect((try #require(cut?.mean) + 2.75 / 8.5).magnitude < 1e-12)
  }

  @Test func `independent noise of the cells makes the interval of an effect`() throws {
    var study = try PlantedStudy.study(Self.cube)
    PlantedStudy.fill(&study, seeds: 20) { levels, seed in
      let cell = levels[0] + 2 * levels[1] + 4 * levels[2]
      return 10 + Double(levels[0]) + PlantedStudy.noise(seed, cell)
    }
    let table = try #require(study.tables().first)
    let effects = FactorialEffect.all(of: table, grid: study.grid)
    let interval = try #require(effects[0].absolute.interval)
    #expect(interval.contains(1e9))
    #expect(!interval.contains(0))
    // Eight cells of unit variance: an effect has variance 1/2, its mean over 20 seeds 1/40.
    let half = (interval.upperBound - interval.lowerBound) / 2e9
    #expect((0.2...0.5).contains(half), "\(half)")
  }

  @Test func `the front holds the points that no other one is better than in both`() {
    let costs: [(Double, Double)] = [(1, 9), (2, 5), (3, 6), (4, 1), (4, 1), (5, 0), (9, 0)]
    #expect(TradeoffCurve.front(costs) == [0, 1, 3, 5])
    #expect(TradeoffCurve.front([(1, 1), (2, 2)]) == [0])
  }

  @Test func `the knee of a hyperbola is where its slope is that of the chord`() {
    // Of 1/t from 1 to 10 at t = sqrt(10); 3 is deeper than 4 by 0.02.
    let costs = (1...10).map { (Double($0), 1 / Double($0)) }
    #expect(TradeoffCurve.knee(costs) == 2)
    // Scale and shift of an axis change nothing.
    #expect(TradeoffCurve.knee(costs.map { ($0.0 * 1e9 - 5, $0.1 * 1e-6) }) == 2)
  }

  @Test func `a straight or a bulging front has no knee, nor has one of two points`() {
    #expect(TradeoffCurve.knee((0...5).map { (Double($0), 5 - Double($0)) }) == nil)
    #expect(TradeoffCurve.knee((0...5).map { (Double($0), 25 - Double($0 * $0)) }) == nil)
    #expect(TradeoffCurve.knee([(0, 1), (1, 0)]) == nil)
    #expect(TradeoffCurve.knee([]) == nil)
  }

  @Test func `a sweep's knee is told from its means, and by each seed`() throws {
    var study = try PlantedStudy.study(
      """
      vary: [{path: agent.endpointing, values: [100ms, 200ms, 300ms, 400ms, 500ms]}],
      figures: [{name: wait, value: hold_time.mean, range: < 600s},
                {name: cuts, value: hold_time.p50, better: higher}]
      """
    )
    for seed in 0..<4 {
      study.add(
        (0..<5).map { level in
          // The fourth seed bends at another level.
          let bend = seed == 3 ? 3.0 : 1.0
          let gain = min(Double(level), bend) * 10 + Double(level)
          return study.asked.indices.map { index in
            QuantityReading(value: index == 0 ? Double(level) : gain, count: 1)
          }
        }
      )
    }
    let tables = study.tables()
    let curve = try #require(TradeoffCurve(tables[0], tables[1], grid: study.grid))
    #expect(curve.front == [0, 1, 2, 3, 4])
    #expect(curve.knee == 1)
    #expect(curve.kneeSeeds == 3)
  }
}
