import SimCore
import Testing
import VoicePipeline

/// A count of pods worked out by hand, with where the rule stands.
private struct Case: CustomTestStringConvertible {
  var name: String
  var target: ScalingTarget
  var reading: ScalingReading
  var current: Int
  var replicas: Int?
  var reference: String
  var tolerance = ScalingTolerance()

  var testDescription: String { "\(name) (\(reference))" }
}

private let now = SimInstant.zero.advanced(by: .seconds(1_000))
private let ready = PodReading.Readiness(isReady: true, since: .zero)

/// Running pods, ready since long ago, with these values in whole units.
private func pods(_ values: Int..., request: Int = 0) -> [PodReading] {
  values.map {
    PodReading(
      .running,
      sample: PodReading.Sample($0 * 1_000, at: now),
      readiness: ready,
      started: .zero,
      request: request
    )
  }
}

private func pending(_ count: Int, request: Int = 0) -> [PodReading] {
  Array(repeating: PodReading(.pending, request: request), count: count)
}

/// Running and ready, but no sample of them has come.
private func silent(_ count: Int, request: Int = 0) -> [PodReading] {
  Array(
    repeating: PodReading(.running, readiness: ready, started: .zero, request: request),
    count: count
  )
}

private let docs = "kubernetes.io, Horizontal Pod Autoscaling, Algorithm details"
private let plain = "replica_calculator.go, calcPlainMetricReplicas"
private let resource = "replica_calculator.go, GetResourceReplicas"
private let groups = "replica_calculator.go, groupPods"

/// Active calls: a target of 30 a pod.
private func calls(
  _ name: String,
  _ pods: [PodReading],
  _ current: Int,
  _ replicas: Int?,
  _ reference: String,
  release: KubernetesRelease = .from33
) -> Case {
  Case(
    name: name,
    target: .podAverage(30_000),
    reading: .pods(pods),
    current: current,
    replicas: replicas,
    reference: reference,
    tolerance: ScalingTolerance(release: release)
  )
}

/// A CPU target of 50 % of a request of one core.
private func cpu(
  _ name: String,
  _ pods: [PodReading],
  _ current: Int,
  _ replicas: Int?,
  _ reference: String,
  percent: Int = 50
) -> Case {
  Case(
    name: name,
    target: .utilisation(percent: percent),
    reading: .pods(pods),
    current: current,
    replicas: replicas,
    reference: reference
  )
}

/// A running pod that has used so many thousandths of its core, with a start and a readiness.
private func core(
  _ used: Int,
  startedAgo: Int,
  isReady: Bool = true,
  sinceAgo: Int,
  sampledAgo: Int = 0,
  window: Int = 30
) -> PodReading {
  PodReading(
    .running,
    sample: PodReading.Sample(
      used,
      at: now.advanced(by: .seconds(-sampledAgo)),
      window: .seconds(window)
    ),
    readiness: PodReading.Readiness(
      isReady: isReady,
      since: now.advanced(by: .seconds(-sinceAgo))
    ),
    started: now.advanced(by: .seconds(-startedAgo)),
    request: 1_000
  )
}

private func cores(_ used: [Int]) -> [PodReading] {
  used.map { core($0, startedAgo: 900, sinceAgo: 890) }
}

@Suite("Replica calculator")
struct ReplicaCalculatorTests {
  private static let ofPods = [
    calls("twice the target asks for twice the pods", pods(60, 60), 2, 4, docs),
    calls("half of it asks for half", pods(15, 15, 15, 15), 4, 2, docs),
    calls("the ratio is rounded up: 2 x 50/30 = 3.33", pods(50, 50), 2, 4, docs),
    calls("whole thousandths: 121/3 = 40.333", pods(41, 40, 40), 3, 5, plain),
    calls("a ratio of 1.0667 is within a tenth", pods(32, 32), 2, 2, docs),
    calls("a ratio of 0.9333 is, too", pods(28, 28, 28), 3, 3, docs),
    calls("1.1 exactly is within a tenth since 1.33", pods(33, 33), 2, 2, "KEP-4951"),
    calls("1.1 exactly is beyond it before", pods(33, 33), 2, 3, "KEP-4951", release: .upTo32),
    calls("0.9 exactly is within a tenth since 1.33", pods(27, 27), 2, 2, "KEP-4951"),
    calls("0.9 exactly is so before, too", pods(27, 27), 2, 2, "KEP-4951", release: .upTo32),
    calls(
      "0.8667 asks for fewer: 8 x 26/30 = 6.9",
      pods(26, 26, 26, 26, 26, 26, 26, 26),
      8,
      7,
      docs
    ),
    calls("idle pods ask for none", pods(0, 0, 0), 3, 0, docs),
    calls("without any sample nothing can be told", silent(3), 3, nil, plain),
    calls("nor with pending pods alone", pending(2), 2, nil, plain),
    calls("pending is idle upwards: 100/3, 1.11 x 3", pods(50, 50) + pending(1), 3, 4, plain),
    calls("and not at all downwards: 0.5 x 2", pods(15, 15) + pending(1), 3, 1, plain),
    calls("pending pods bring the mean to the target", pods(60, 60) + pending(2), 4, 4, plain),
    calls("or turn the direction: 120/5 = 24", pods(60, 60) + pending(3), 5, 5, plain),
    calls("missing is idle upwards: 150/4, 1.25 x 4", pods(50, 50, 50) + silent(1), 4, 5, plain),
    calls("and as the target downwards: 70/3, 0.778 x 3", pods(20, 20) + silent(1), 3, 3, plain),
    calls("many missing ones hold it: 280/10 = 28", pods(10) + silent(9), 10, 10, plain),
    calls(
      "fewer let it fall: 140/8 = 17.5, 0.583 x 8",
      pods(10, 10, 10, 10, 10, 30) + silent(2),
      8,
      5,
      plain
    ),
    calls("at a ratio of 1 they count as idle: 0.5 x 4", pods(30, 30) + silent(2), 4, 2, plain),
    calls(
      "pending and missing: 180/5, 1.2 x 5",
      pods(60, 60, 60) + silent(1) + pending(1),
      5,
      6,
      plain
    ),
    calls(
      "a pod that ends is not counted",
      pods(60, 60) + [PodReading(.terminating, sample: PodReading.Sample(0))],
      2,
      4,
      groups
    ),
    calls("nor one that has failed", pods(60, 60) + [PodReading(.failed)], 2, 4, groups),
    calls("surplus pods are counted as they run: 3 of 2", pods(40, 40, 40), 2, 4, plain),
    calls("above the target, yet 1.33 x 3 is fewer: stays", pods(60, 60) + silent(1), 9, 9, plain),
  ]

  private static let ofResources = [
    cpu("100 % against 50 asks for twice", cores([1_000, 1_000]), 2, 4, docs),
    cpu("whole percent: 55.4 is 55, within a tenth", cores([554, 554]), 2, 2, resource),
    cpu("56 % is beyond it: 2 x 1.12", cores([560, 560]), 2, 3, resource),
    cpu(
      "a missing pod uses its request downwards: 55 %",
      cores([100]) + silent(1, request: 1_000),
      2,
      2,
      resource
    ),
    cpu(
      "it uses an aim above 100 %: 150/200, 0.75 x 2",
      cores([1_000]) + silent(1, request: 1_000),
      2,
      2,
      resource,
      percent: 200
    ),
    cpu(
      "and nothing upwards: 1800/3 = 60 %, 1.2 x 3",
      cores([900, 900]) + silent(1, request: 1_000),
      3,
      4,
      resource
    ),
    cpu("pods without requests say nothing", pods(1), 1, nil, resource),
    cpu(
      "a pod not ready yet is set aside: 50 %",
      cores([1_000]) + [core(900, startedAgo: 60, isReady: false, sinceAgo: 60)],
      2,
      2,
      groups
    ),
    cpu(
      "a sample from before it was ready is set aside",
      cores([1_000]) + [core(900, startedAgo: 60, sinceAgo: 20, sampledAgo: 0)],
      2,
      2,
      groups
    ),
    cpu(
      "one window later it counts: 1.9 x 2",
      cores([1_000]) + [core(900, startedAgo: 60, sinceAgo: 40)],
      2,
      4,
      groups
    ),
    cpu(
      "an unready pod counts if it was ready once",
      cores([1_000]) + [core(900, startedAgo: 900, isReady: false, sinceAgo: 100)],
      2,
      4,
      groups
    ),
    cpu(
      "but not if it never was",
      cores([1_000]) + [core(900, startedAgo: 900, isReady: false, sinceAgo: 880)],
      2,
      2,
      groups
    ),
    cpu(
      "a pod without a known readiness is set aside",
      cores([1_000]) + [
        PodReading(.running, sample: PodReading.Sample(900, at: now), request: 1_000)
      ],
      2,
      2,
      groups
    ),
  ]

  private static let wholes = "replica_calculator.go, getUsageRatioReplicaCount"
  private static let spread = "replica_calculator.go, GetExternalPerPodMetricReplicas"

  private static func whole(
    _ name: String,
    _ value: Int,
    _ target: ScalingTarget,
    _ pods: [PodReading],
    _ current: Int,
    _ replicas: Int,
    _ reference: String
  ) -> Case {
    Case(
      name: name,
      target: target,
      reading: .whole(value, pods: pods),
      current: current,
      replicas: replicas,
      reference: reference
    )
  }

  private static let ofWholes = [
    whole(
      "a percentile of twice the target: 2 x 3 ready pods",
      1_600,
      .value(800),
      pods(1, 1, 1),
      3,
      6,
      wholes
    ),
    whole(
      "only ready pods are multiplied",
      1_600,
      .value(800),
      pods(1, 1) + pending(2),
      4,
      4,
      wholes
    ),
    whole("within a tenth of it nothing changes", 870, .value(800), pods(1, 1, 1), 3, 3, wholes),
    whole("from no pods the ratio is the count", 2_500, .value(1_000), [], 0, 3, wholes),
    whole(
      "a queue of 90 with 20 a pod: 4.5",
      90_000,
      .averageValue(20_000),
      pods(1, 1),
      2,
      5,
      spread
    ),
    whole(
      "a queue within a tenth of what the pods take",
      42_000,
      .averageValue(20_000),
      pods(1, 1),
      2,
      2,
      spread
    ),
    whole("an empty queue asks for none", 0, .averageValue(20_000), pods(1, 1), 2, 0, spread),
    whole(
      "pods that start are counted for a queue",
      90_000,
      .averageValue(20_000),
      pods(1, 1) + pending(2),
      4,
      5,
      spread
    ),
  ]

  @Test(arguments: ofPods + ofResources + ofWholes)
  private func `every rule of the controller gives the count that was worked out by hand`(
    _ example: Case
  ) {
    let calculator = ReplicaCalculator(tolerance: example.tolerance)
    let replicas = calculator.replicas(
      for: example.target,
      example.reading,
      current: example.current,
      at: now
    )
    #expect(replicas == example.replicas, "\(example.name)")
  }

  @Test func `there are at least forty such cases`() {
    #expect(Self.ofPods.count + Self.ofResources.count + Self.ofWholes.count >= 40)
  }

  @Test func `a metric that cannot be read asks for nothing`() {
    let replicas = ReplicaCalculator().replicas(
      for: .value(1),
      .unavailable,
      current: 3,
      at: now
    )
    #expect(replicas == nil)
  }

  @Test func `a tolerance of one direction leaves the other alone`() {
    let tolerance = ScalingTolerance(up: 0, down: 0.3)
    let calculator = ReplicaCalculator(tolerance: tolerance)
    let up = calculator.replicas(for: .podAverage(30_000), .pods(pods(31, 31)), current: 2, at: now)
    let down = calculator.replicas(
      for: .podAverage(30_000),
      .pods(pods(22, 22)),
      current: 2,
      at: now
    )
    #expect(up == 3)
    #expect(down == 2)
  }
}
