import SimCore
import Testing
import VoicePipeline

/// Pods under a load that spreads over those that are ready, up to the cap of each.
private struct FluidPods {
  /// What becomes of a pod that has just been asked for.
  enum Start {
    case pending(Duration)
    /// Takes calls at once, but samples come so late.
    case unscraped(Duration)
  }

  private static let cap = 50.0

  var scaler: HorizontalPodAutoscaler
  let start: Start
  /// When each pod was asked for.
  var born: [SimInstant]

  init(_ pods: Int, start: Start) {
    let settings = AutoscalerSettings(
      min: 2,
      max: 20,
      behaviour: ScalingBehaviour(
        up: ScalingRules(
          stabilisation: .seconds(30),
          policies: [ScalingPolicy(50, .percent, per: .seconds(30))]
        ),
        down: ScalingRules(
          stabilisation: .seconds(300),
          policies: [ScalingPolicy(1, .pods, per: .seconds(60))]
        )
      )
    )
    scaler = HorizontalPodAutoscaler(settings)
    self.start = start
    born = Array(repeating: .zero.advanced(by: .seconds(-3_600)), count: pods)
  }

  /// The counts after each sync that changes them, with its second, under a load in Erlang.
  mutating func ladder(from: Int, to: Int, load: (Int) -> Double) -> [Step] {
    var steps: [Step] = []
    for second in stride(from: from, through: to, by: 15) {
      let now = SimInstant.zero.advanced(by: .seconds(second))
      let readings = readings(load, at: second)
      let wanted = ReplicaCalculator().replicas(
        for: .podAverage(30_000),
        .pods(readings),
        current: born.count,
        at: now
      )
      let decision = scaler.sync(current: born.count, proposals: [wanted], at: now)
      guard decision.desired != born.count else { continue }
      while born.count < decision.desired { born.append(now) }
      born.removeLast(born.count - decision.desired)
      steps.append(Step(second: second, pods: born.count))
    }
    return steps
  }

  private func readings(_ load: (Int) -> Double, at second: Int) -> [PodReading] {
    let now = SimInstant.zero.advanced(by: .seconds(second))
    let delay: Duration
    // A load that comes late is that of then, over the pods of then.
    let sampled: Int
    switch start {
    case .pending(let start): (delay, sampled) = (start, second)
    case .unscraped(let lag): (delay, sampled) = (lag, second - Int(lag.components.seconds))
    }
    let isKnown = { (born: SimInstant) in born.duration(to: now) >= delay }
    let each = min(load(sampled) / Double(max(born.count(where: isKnown), 1)), Self.cap)
    let sample = PodReading.Sample(Int((each * 1_000).rounded(.down)), at: now)
    return born.map { born in
      if isKnown(born) { return PodReading(.running, sample: sample) }
      if case .pending = start { return PodReading(.pending) }
      return PodReading(.running)
    }
  }
}

private struct Step: Equatable {
  var second: Int
  var pods: Int
}

private func steps(_ pairs: (Int, Int)...) -> [Step] {
  pairs.map { Step(second: $0.0, pods: $0.1) }
}

/// From 60 to 600 Erlang just after the first sync.
private func surge(_ second: Int) -> Double { second <= 0 ? 60 : 600 }

@Suite("Scaling ladders")
struct ScalingLadderTests {
  @Test func `pods that report at once make the published ladder in six steps of 30 s`() {
    var pods = FluidPods(2, start: .pending(.zero))
    let ladder = pods.ladder(from: 0, to: 600, load: surge)
    #expect(ladder == steps((30, 3), (60, 5), (90, 8), (120, 12), (150, 18), (180, 20)))
  }

  @Test func `pods that start in 30 s make another one`() {
    var pods = FluidPods(2, start: .pending(.seconds(30)))
    let ladder = pods.ladder(from: 0, to: 600, load: surge)
    #expect(
      ladder
        == steps(
          (30, 3),
          (60, 4),
          (75, 5),
          (105, 7),
          (120, 8),
          (135, 9),
          (150, 12),
          (165, 14),
          (180, 15),
          (195, 20)
        )
    )
  }

  @Test func `samples that come 30 s late make it 30 s later, for what is missing counts as idle`()
  {
    var late = FluidPods(2, start: .unscraped(.seconds(30)))
    var slow = FluidPods(2, start: .pending(.seconds(30)))
    let later = slow.ladder(from: 0, to: 600, load: surge)
      .map { Step(second: $0.second + 30, pods: $0.pods) }
    #expect(late.ladder(from: 0, to: 630, load: surge) == later)
  }

  @Test func `the way down from twenty pods to two takes 22 minutes`() {
    var pods = FluidPods(20, start: .pending(.zero))
    let ladder = pods.ladder(from: 0, to: 3_000) { $0 <= 0 ? 600 : 0 }
    #expect(ladder.first == Step(second: 300, pods: 19))
    #expect(ladder.last == Step(second: 1_320, pods: 2))
    #expect(ladder.count == 18)
  }

  @Test func `half the load leaves eleven pods, for 27.27 calls are within a tenth of 30`() {
    var pods = FluidPods(20, start: .pending(.zero))
    let ladder = pods.ladder(from: 0, to: 3_000) { $0 <= 0 ? 600 : 300 }
    #expect(ladder.last?.pods == 11)
  }
}
