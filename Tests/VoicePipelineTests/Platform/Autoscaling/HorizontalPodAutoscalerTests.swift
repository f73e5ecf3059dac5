import SimCore
import Testing
import VoicePipeline

/// Up by half or down by one, each as published for pods of voice agents.
private let published = ScalingBehaviour(
  up: ScalingRules(
    stabilisation: .seconds(30),
    policies: [ScalingPolicy(50, .percent, per: .seconds(30))]
  ),
  down: ScalingRules(
    stabilisation: .seconds(300),
    policies: [ScalingPolicy(1, .pods, per: .seconds(60))]
  )
)

private func noWait(_ policies: [ScalingPolicy], _ selection: PolicySelection) -> ScalingRules {
  ScalingRules(stabilisation: .zero, policies: policies, selection: selection)
}

private func at(_ seconds: Int) -> SimInstant { .zero.advanced(by: .seconds(seconds)) }

/// An autoscaler whose count is what it said last.
private struct Driven {
  var scaler: HorizontalPodAutoscaler
  var pods: Int
  var decision: ScalingDecision?

  init(_ pods: Int, min: Int = 1, max: Int = 100, _ behaviour: ScalingBehaviour?) {
    scaler = HorizontalPodAutoscaler(AutoscalerSettings(min: min, max: max, behaviour: behaviour))
    self.pods = pods
  }

  @discardableResult
  mutating func sync(_ wanted: Int?..., at seconds: Int) -> Int {
    let decision = scaler.sync(current: pods, proposals: wanted, at: at(seconds))
    self.decision = decision
    pods = decision.desired
    return pods
  }
}

@Suite("Horizontal pod autoscaler")
struct HorizontalPodAutoscalerTests {
  @Test func `without rules it grows to twice the pods or by four, whichever is more`() {
    var small = Driven(2, ScalingBehaviour())
    #expect(small.sync(50, at: 0) == 6)
    #expect(small.decision?.limit == .rate)
    var large = Driven(10, ScalingBehaviour())
    #expect(large.sync(50, at: 0) == 20)
  }

  @Test func `the least of its policies holds where it is told so`() {
    let rules = noWait(
      [
        ScalingPolicy(4, .pods, per: .seconds(15)), ScalingPolicy(100, .percent, per: .seconds(15)),
      ],
      .min
    )
    var driven = Driven(10, ScalingBehaviour(up: rules))
    #expect(driven.sync(50, at: 0) == 14)
  }

  @Test func `a direction that is disabled keeps the count`() {
    let off = noWait([ScalingPolicy(4, .pods, per: .seconds(15))], .disabled)
    var up = Driven(10, ScalingBehaviour(up: off))
    #expect(up.sync(50, at: 0) == 10)
    var down = Driven(10, ScalingBehaviour(down: off))
    #expect(down.sync(1, at: 0) == 10)
  }

  @Test func `a share of the pods is rounded up on the way up and down on the way down`() {
    var up = Driven(
      3,
      ScalingBehaviour(up: noWait([ScalingPolicy(50, .percent, per: .seconds(30))], .max))
    )
    #expect(up.sync(50, at: 0) == 5)
    var down = Driven(
      15,
      ScalingBehaviour(down: noWait([ScalingPolicy(10, .percent, per: .seconds(30))], .max))
    )
    #expect(down.sync(1, at: 0) == 13)
  }

  @Test func `a period counts from the pods at its start, and ends when it is as old as itself`() {
    var driven = Driven(
      10,
      ScalingBehaviour(up: noWait([ScalingPolicy(4, .pods, per: .seconds(60))], .max))
    )
    #expect(driven.sync(12, at: 0) == 12)
    #expect(driven.sync(50, at: 15) == 14)
    #expect(driven.sync(50, at: 30) == 14)
    #expect(driven.sync(50, at: 60) == 16)
    #expect(driven.sync(50, at: 75) == 18)
  }

  @Test func `pods that a period has added are not what it may take away`() {
    var driven = Driven(
      10,
      ScalingBehaviour(
        up: noWait([ScalingPolicy(100, .percent, per: .seconds(15))], .max),
        down: noWait([ScalingPolicy(2, .pods, per: .seconds(60))], .max)
      )
    )
    #expect(driven.sync(20, at: 0) == 20)
    // The period began with ten: eight are the fewest it allows.
    #expect(driven.sync(1, at: 15) == 8)
  }

  @Test func `the least change down leaves the most pods`() {
    let policies = [
      ScalingPolicy(2, .pods, per: .seconds(60)), ScalingPolicy(50, .percent, per: .seconds(60)),
    ]
    var least = Driven(20, ScalingBehaviour(down: noWait(policies, .min)))
    #expect(least.sync(1, at: 0) == 18)
    var most = Driven(20, ScalingBehaviour(down: noWait(policies, .max)))
    #expect(most.sync(1, at: 0) == 10)
  }

  @Test func `up waits until its window is full of recommendations to grow`() {
    var driven = Driven(2, published)
    #expect(driven.sync(2, at: 0) == 2)
    #expect(driven.sync(4, at: 15) == 2)
    #expect(driven.decision?.limit == .window)
    // The one of the start is as old as the window, and counts no more.
    #expect(driven.sync(4, at: 30) == 3)
  }

  @Test func `up goes to the least of its window`() {
    let rules = ScalingRules(
      stabilisation: .seconds(60),
      policies: [ScalingPolicy(100, .pods, per: .seconds(15))]
    )
    var driven = Driven(2, ScalingBehaviour(up: rules))
    for (wanted, second) in [(9, 0), (5, 15), (7, 30), (8, 45)] {
      driven.sync(wanted, at: second)
    }
    #expect(driven.pods == 2)
    #expect(driven.sync(8, at: 60) == 5)
    #expect(driven.sync(8, at: 75) == 7)
  }

  @Test func `down goes to the greatest of its window`() {
    var driven = Driven(20, ScalingBehaviour())
    driven.sync(20, at: 0)
    driven.sync(12, at: 15)
    #expect(driven.sync(3, at: 299) == 20)
    #expect(driven.sync(3, at: 300) == 12)
    #expect(driven.sync(3, at: 315) == 3)
  }

  @Test func `recommendations on both sides of the count keep it`() {
    let both = ScalingRules(
      stabilisation: .seconds(60),
      policies: [ScalingPolicy(100, .percent, per: .seconds(15))]
    )
    var driven = Driven(5, ScalingBehaviour(up: both, down: both))
    driven.sync(3, at: 0)
    #expect(driven.sync(9, at: 15) == 5)
    #expect(driven.sync(1, at: 30) == 5)
  }

  @Test func `the bounds hold, and say so`() {
    var up = Driven(8, min: 2, max: 10, ScalingBehaviour())
    #expect(up.sync(50, at: 0) == 10)
    #expect(up.decision?.limit == .max)
    var down = Driven(
      8,
      min: 2,
      max: 10,
      ScalingBehaviour(down: noWait([ScalingPolicy(100, .percent, per: .seconds(15))], .max))
    )
    #expect(down.sync(0, at: 0) == 2)
    #expect(down.decision?.limit == .min)
  }

  @Test func `who stands outside the bounds goes there at once`() {
    var above = Driven(30, min: 2, max: 10, published)
    #expect(above.sync(30, at: 0) == 10)
    var below = Driven(1, min: 4, max: 10, published)
    #expect(below.sync(1, at: 0) == 4)
  }

  @Test func `pods that were switched off stay off`() {
    var driven = Driven(0, min: 2, published)
    #expect(driven.sync(8, at: 0) == 0)
    #expect(driven.decision?.limit == .switchedOff)
  }

  @Test func `the metric that asks for most wins`() {
    var driven = Driven(10, ScalingBehaviour())
    #expect(driven.sync(3, 14, 7, at: 0) == 14)
    #expect(driven.decision?.recommended == 14)
  }

  @Test func `a metric that cannot be read forbids the way down, not the way up`() {
    var down = Driven(
      10,
      ScalingBehaviour(down: noWait([ScalingPolicy(100, .percent, per: .seconds(15))], .max))
    )
    #expect(down.sync(3, nil, at: 0) == 10)
    #expect(down.decision?.limit == .metrics)
    var up = Driven(10, ScalingBehaviour())
    #expect(up.sync(14, nil, at: 0) == 14)
    #expect(up.sync(nil, nil, at: 15) == 14)
  }

  @Test func `an older object without rules grows to four at least and twice at most`() {
    var small = Driven(1, nil)
    #expect(small.sync(50, at: 0) == 4)
    var large = Driven(10, nil)
    #expect(large.sync(50, at: 0) == 20)
    #expect(large.decision?.limit == .rate)
  }

  @Test func `its window still holds a recommendation that is as old as itself`() {
    var driven = Driven(20, nil)
    driven.sync(20, at: 0)
    #expect(driven.sync(5, at: 300) == 20)
    #expect(driven.sync(5, at: 301) == 5)
  }
}
