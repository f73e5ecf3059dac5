internal import SimCore
internal import VoicePipeline

/// The autoscaler of a fleet: what it sees of the pods, how late, and what it makes of it.
struct FleetScaling: Sendable {
  /// What a pod showed at a sync.
  struct Sample: Sendable {
    var pod: Int
    var life: Int
    var calls: Int
    /// In thousandths of a processor.
    var processor: Int
  }

  private struct Scrape: Sendable {
    var at: SimInstant
    var samples: [Sample]
  }

  private static let thousand = 1_000.0
  /// Over which a processor's use is averaged.
  private static let processorWindow = Duration.seconds(30)

  let spec: AutoscalerSpec
  private let pod: PodSpec
  private let signals: ScalingSignals
  private let forecast: LoadForecast?
  private let defect: PlatformDefect?
  private var scaler: HorizontalPodAutoscaler
  private let calculator: ReplicaCalculator
  /// In the order of time; one older than the lag stays.
  private var scrapes: [Scrape] = []

  init(
    _ spec: AutoscalerSpec,
    pod: PodSpec,
    signals: ScalingSignals,
    forecast: LoadForecast?,
    defect: PlatformDefect? = nil
  ) {
    self.spec = spec
    self.defect = defect
    self.pod = pod
    self.signals = signals
    self.forecast = forecast
    calculator = ReplicaCalculator(tolerance: spec.scalingTolerance)
    let most = defect == .maxIgnored ? pod.max + 2 : pod.max
    scaler = HorizontalPodAutoscaler(spec.settings(min: pod.min, max: most))
  }

  /// One sync over these pods, whose present samples are given.
  mutating func sync(
    _ pods: [SimulatedPod],
    showing samples: [Sample],
    current: Int,
    at now: SimInstant
  ) -> (sample: ScalingSample, decision: ScalingDecision) {
    scrapes.append(Scrape(at: now, samples: samples))
    let seen = scrapes.last { $0.at.duration(to: now) >= spec.scrapeLag }
    if let seen { scrapes.removeAll { $0.at < seen.at } }
    let time = SimInstant.zero.duration(to: now)
    let floor = (spec.schedule ?? []).filter { $0.from <= time && time < $0.until }.map(\.min).max()
    scaler.settings.min = defect == .minIgnored ? 1 : min(max(pod.min, floor ?? 0), pod.max)
    let readings = pods.map { reading($0, seen?.samples ?? [], seen?.at ?? now, .activeCalls) }
    let proposals = spec.triggers.map { trigger in
      calculator.replicas(
        for: target(of: trigger),
        reading(of: trigger.metric, pods, seen, at: now),
        current: current,
        at: now
      )
    }
    let decision = scaler.sync(current: current, proposals: proposals, at: now)
    let values = readings.compactMap { $0.sample?.value }
    let observed = Double(values.reduce(0, +)) / Self.thousand / Double(max(values.count, 1))
    let sample = ScalingSample(
      at: now,
      observed: values.isEmpty ? nil : observed,
      recommended: decision.recommended,
      desired: decision.desired
    )
    return (sample, decision)
  }

  private func target(of trigger: TriggerSpec) -> ScalingTarget {
    let target = trigger.target
    switch trigger.metric {
    case .activeCalls: return .podAverage(thousandths(target ?? Double(pod.target)))
    case .processor: return .utilisation(percent: Int((target ?? 70).rounded()))
    case .queueDepth: return .averageValue(thousandths(target ?? 5))
    case .responseP95: return .value(thousandths(target ?? 1_500))
    case .forecast: return .averageValue(thousandths(target ?? Double(pod.target)))
    }
  }

  private func thousandths(_ value: Double) -> Int { Int((value * Self.thousand).rounded()) }

  private func reading(
    of metric: ScalingMetric,
    _ pods: [SimulatedPod],
    _ seen: Scrape?,
    at now: SimInstant
  ) -> ScalingReading {
    let readings = pods.map { reading($0, seen?.samples ?? [], seen?.at ?? now, metric) }
    switch metric {
    case .activeCalls, .processor: return .pods(readings)
    case .queueDepth:
      return .whole(thousandths(Double(signals.queueDepth())), pods: readings)
    case .responseP95:
      guard let response = signals.responseP95() else { return .unavailable }
      return .whole(thousandths(Double(response.nanoseconds) / 1e6), pods: readings)
    case .forecast:
      guard let forecast else { return .unavailable }
      return .whole(thousandths(forecast.load(at: now)), pods: readings)
    }
  }

  private func reading(
    _ pod: SimulatedPod,
    _ samples: [Sample],
    _ at: SimInstant,
    _ metric: ScalingMetric
  ) -> PodReading {
    let sample = samples.first { $0.pod == pod.number && $0.life == pod.life }.map { sample in
      PodReading.Sample(
        metric == .processor ? sample.processor : thousandths(Double(sample.calls)),
        at: at,
        window: Self.processorWindow
      )
    }
    let readiness = pod.ready.map { ready in
      PodReading.Readiness(isReady: pod.phase == .ready, since: ready)
    }
    return PodReading(
      pod.readingPhase,
      sample: sample,
      readiness: readiness,
      started: pod.started,
      request: thousandths(self.pod.processors)
    )
  }
}

extension AutoscalerSpec {
  var scalingTolerance: ScalingTolerance {
    ScalingTolerance(
      up: tolerance,
      down: tolerance,
      release: KubernetesRelease(rawValue: kubernetes) ?? .from33
    )
  }

  /// Without rules in either direction those from before `behavior` hold.
  func settings(min: Int, max: Int) -> AutoscalerSettings {
    let behaviour = ScalingBehaviour(
      up: up?.rules(tolerance: tolerance) ?? .defaultUp,
      down: down?.rules(tolerance: tolerance) ?? .defaultDown
    )
    let isOld = up == nil && down == nil
    return AutoscalerSettings(min: min, max: max, behaviour: isOld ? nil : behaviour)
  }
}

extension SimulatedPod {
  /// A pod whose containers come up is pending; one that comes up again runs, but says nothing.
  fileprivate var readingPhase: PodReading.Phase {
    switch phase {
    case .unscheduled, .starting: .pending
    case .ready, .restarting: .running
    case .draining: .terminating
    }
  }
}

extension PodFleet {
  /// One sync of the autoscaler, if there is one.
  func synchronise() {
    guard scaling != nil else { return }
    let samples = pods.filter { $0.phase == .ready }.map { pod in
      FleetScaling.Sample(
        pod: pod.number,
        life: pod.life,
        calls: router.onCell { $0.calls(on: pod.number) },
        processor: Int((pod.processor.utilisation * spec.processors * 1_000).rounded())
      )
    }
    let pods = pods.filter(\.isWanted)
    guard
      let (sample, decision) = scaling?
        .sync(pods, showing: samples, current: wanted, at: cell.now)
    else { return }
    account.syncs.append(sample)
    account[.podsMax].set(
      decision.limit == .max && (decision.recommended ?? 0) > spec.max,
      at: cell.now
    )
    if decision.desired != wanted { scale(to: decision.desired) }
  }
}
