package import SimCore

/// How many pods a metric asks for, as the controller of Kubernetes computes it.
///
/// Follows the semantics of `pkg/controller/podautoscaler/replica_calculator.go` of release 1.33:
/// integer thousandths, a tolerance, and cautious guesses for pods without samples.
package struct ReplicaCalculator: Sendable, Hashable {
  package var tolerance: ScalingTolerance
  /// After a pod's start samples of its CPU only count once they are all from a ready pod
  /// (`--horizontal-pod-autoscaler-cpu-initialization-period`).
  package var initialisation: Duration
  /// A pod that became unready so soon after its start was never ready
  /// (`--horizontal-pod-autoscaler-initial-readiness-delay`).
  package var readinessDelay: Duration

  package init(
    tolerance: ScalingTolerance = ScalingTolerance(),
    initialisation: Duration = .seconds(300),
    readinessDelay: Duration = .seconds(30)
  ) {
    self.tolerance = tolerance
    self.initialisation = initialisation
    self.readinessDelay = readinessDelay
  }

  /// The pods that one metric asks for, from `current`; nil where it cannot be told.
  package func replicas(
    for target: ScalingTarget,
    _ reading: ScalingReading,
    current: Int,
    at now: SimInstant
  ) -> Int? {
    switch (target, reading) {
    case (.podAverage(let wanted), .pods(let pods)):
      return replicas(pods, current: current, isCPU: false, at: now) { pods in
        guard let mean = pods.mean else { return nil }
        return Double(mean) / Double(wanted)
      } missing: { _ in
        wanted
      }
    case (.utilisation(let percent), .pods(let pods)):
      return replicas(pods, current: current, isCPU: true, at: now) { pods in
        pods.utilisation.map { Double($0) / Double(percent) }
      } missing: { pod in
        // Who aims at more than the request takes what is missing to use that much.
        pod.request * max(100, percent) / 100
      }
    case (.value(let wanted), .whole(let value, let pods)):
      return replicas(ratio: Double(value) / Double(wanted), pods, current: current)
    case (.averageValue(let wanted), .whole(let value, let pods)):
      let count = pods.count { $0.phase == .pending || $0.phase == .running }
      let ratio = Double(value) / (Double(wanted) * Double(count))
      guard !tolerance.holds(ratio) else { return count }
      return Int((Double(value) / Double(wanted)).rounded(.up))
    case (_, .unavailable): return nil
    case (.podAverage, .whole), (.utilisation, .whole), (.value, .pods), (.averageValue, .pods):
      preconditionFailure("a metric of pods needs pods, and one of the whole the whole")
    }
  }

  private func replicas(ratio: Double, _ pods: [PodReading], current: Int) -> Int {
    guard current > 0 else { return Int(ratio.rounded(.up)) }
    guard !tolerance.holds(ratio) else { return current }
    return Int((ratio * Double(pods.count { $0.isReady })).rounded(.up))
  }
}

// Metrics of single pods.
extension ReplicaCalculator {
  /// `measure` gives the ratio of measured to wanted, nil without samples; `missing` what a pod
  /// without a sample is taken to use where few are wanted.
  private func replicas(
    _ all: [PodReading],
    current: Int,
    isCPU: Bool,
    at now: SimInstant,
    _ measure: ([Weighed]) -> Double?,
    missing: (PodReading) -> Int
  ) -> Int? {
    let groups = PodGroups(all) { isCPU && isUnsettled($0, at: now) }
    guard let ratio = measure(groups.ready) else { return nil }
    let growsPastUnready = !groups.unready.isEmpty && ratio > 1
    guard growsPastUnready || !groups.missing.isEmpty else {
      guard !tolerance.holds(ratio) else { return current }
      return Int((ratio * Double(groups.ready.count)).rounded(.up))
    }
    // Guesses against the change: who has not reported uses all when there are to be fewer pods,
    // nothing when there are to be more.
    var weighed = groups.ready
    if ratio < 1 {
      weighed += groups.missing.map { Weighed(value: missing($0), request: $0.request) }
    } else if !isCPU || ratio > 1 {
      weighed += groups.missing.map { Weighed(value: 0, request: $0.request) }
    }
    if growsPastUnready {
      weighed += groups.unready.map { Weighed(value: 0, request: $0.request) }
    }
    guard let cautious = measure(weighed) else { return nil }
    let turnsRound = ratio < 1 && cautious > 1 || ratio > 1 && cautious < 1
    guard !tolerance.holds(cautious), !turnsRound else { return current }
    let count = Int((cautious * Double(weighed.count)).rounded(.up))
    let isAgainstItself = cautious < 1 && count > current || cautious > 1 && count < current
    return isAgainstItself ? current : count
  }

  /// Whether a sample of a pod's CPU tells of its start rather than of its work.
  private func isUnsettled(_ pod: PodReading, at now: SimInstant) -> Bool {
    guard let readiness = pod.readiness, let started = pod.started, let sample = pod.sample else {
      return true
    }
    if started.advanced(by: initialisation) > now {
      return !readiness.isReady || sample.at < readiness.since.advanced(by: sample.window)
    }
    return !readiness.isReady && started.advanced(by: readinessDelay) > readiness.since
  }
}

/// What one pod uses, and what it has asked for.
private struct Weighed {
  var value: Int
  var request: Int
}

extension [Weighed] {
  /// Whole thousandths; nil without pods.
  fileprivate var mean: Int? {
    isEmpty ? nil : reduce(0) { $0 + $1.value } / count
  }

  /// Whole percent of what they have asked for; nil if that is nothing.
  fileprivate var utilisation: Int? {
    let requests = reduce(0) { $0 + $1.request }
    return requests > 0 ? reduce(0) { $0 + $1.value } * 100 / requests : nil
  }
}

/// Pods by what their samples are worth.
private struct PodGroups {
  var ready: [Weighed] = []
  var unready: [PodReading] = []
  var missing: [PodReading] = []

  init(_ pods: [PodReading], isUnsettled: (PodReading) -> Bool) {
    for pod in pods {
      switch pod.phase {
      case .terminating, .failed: continue
      case .pending: unready.append(pod)
      case .running:
        guard let sample = pod.sample else {
          missing.append(pod)
          continue
        }
        if isUnsettled(pod) {
          unready.append(pod)
        } else {
          ready.append(Weighed(value: sample.value, request: pod.request))
        }
      }
    }
  }
}
