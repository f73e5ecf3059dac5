package import SimCore

/// A pod as the autoscaler sees it: where it is in its life, and what its latest sample says.
package struct PodReading: Sendable, Hashable {
  /// Where a pod is in its life, as far as the autoscaler tells it apart.
  package enum Phase: Sendable, Hashable {
    /// Not scheduled yet, or its containers not started.
    case pending
    case running
    /// Told to stop.
    case terminating
    case failed
  }

  /// Whether a pod takes work, and since when.
  package struct Readiness: Sendable, Hashable {
    package var isReady: Bool
    package var since: SimInstant

    package init(isReady: Bool, since: SimInstant) {
      self.isReady = isReady
      self.since = since
    }
  }

  /// What a pod has used, over a window before an instant.
  package struct Sample: Sendable, Hashable {
    /// In thousandths.
    package var value: Int
    package var at: SimInstant
    package var window: Duration

    package init(_ value: Int, at: SimInstant = .zero, window: Duration = .zero) {
      self.value = value
      self.at = at
      self.window = window
    }
  }

  package var phase: Phase
  /// Nil before a running pod has been found either.
  package var readiness: Readiness?
  package var started: SimInstant?
  /// Nil where no sample has come.
  package var sample: Sample?
  /// Of the resource, in thousandths; 0 for a metric that is none.
  package var request: Int

  package init(
    _ phase: Phase,
    sample: Sample? = nil,
    readiness: Readiness? = nil,
    started: SimInstant? = nil,
    request: Int = 0
  ) {
    self.phase = phase
    self.sample = sample
    self.readiness = readiness
    self.started = started
    self.request = request
  }

  /// Whether it counts as ready for a metric that is not of the pods.
  var isReady: Bool { phase == .running && readiness?.isReady == true }
}

/// One metric of an autoscaler, with what it aims at (`MetricSpec`); values in thousandths.
package enum ScalingTarget: Sendable, Hashable {
  /// A metric of each pod, such as active calls: its mean over pods.
  case podAverage(Int)
  /// A resource of each pod against its request, in percent.
  case utilisation(percent: Int)
  /// A metric of the whole, such as a percentile of latency.
  case value(Int)
  /// A metric of the whole, such as a queue's length, spread over pods.
  case averageValue(Int)
}

/// What a metric says at a sync; the calculator wants what its target asks for.
package enum ScalingReading: Sendable, Hashable {
  case pods([PodReading])
  /// A metric of the whole in thousandths, with the pods that are there.
  case whole(Int, pods: [PodReading])
  /// The metrics pipeline has nothing to say.
  case unavailable
}
