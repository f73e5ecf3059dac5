/// The releases of Kubernetes whose arithmetic the autoscaler can follow.
///
/// Between them lies KEP-4951, which gave each direction a tolerance of its own, and with it
/// another comparison: at a ratio of exactly 1.1 they differ.
package enum KubernetesRelease: String, Sendable, Hashable, CaseIterable {
  /// `1 - tolerance <= ratio <= 1 + tolerance`, which 33 calls against a target of 30 keep.
  case from33 = "1.33"
  /// `|1 - ratio| <= tolerance`, which they do not keep in binary floating point.
  case upTo32 = "1.32"
}

/// Whether the greatest change that a policy allows holds, the least, or none (`selectPolicy`).
package enum PolicySelection: String, Sendable, Hashable, CaseIterable {
  case max
  case min
  case disabled
}

/// How far a count of pods may go within a period (`HPAScalingPolicy`).
package struct ScalingPolicy: Sendable, Hashable {
  /// What the value counts.
  package enum Unit: Sendable, Hashable {
    case pods
    /// Of the pods at the start of the period.
    case percent
  }

  package var unit: Unit
  package var value: Int
  package var period: Duration

  package init(_ value: Int, _ unit: Unit, per period: Duration) {
    precondition(value > 0 && period > .zero, "a policy allows some change in some time")
    self.unit = unit
    self.value = value
    self.period = period
  }

  /// The most pods that there may be after `pods` at the start of the period; rounded up, for a
  /// share of few pods would otherwise never let a count grow.
  func most(from pods: Int) -> Int {
    switch unit {
    case .pods: pods + value
    case .percent: Int((Double(pods) * (1 + Double(value) / 100)).rounded(.up))
    }
  }

  /// The fewest; rounded down.
  func fewest(from pods: Int) -> Int {
    switch unit {
    case .pods: pods - value
    case .percent: Int(Double(pods) * (1 - Double(value) / 100))
    }
  }
}

/// How an autoscaler goes in one direction (`HPAScalingRules`).
package struct ScalingRules: Sendable, Hashable {
  /// How far back recommendations count: up goes to the least of them, down to the greatest.
  package var stabilisation: Duration
  package var policies: [ScalingPolicy]
  package var selection: PolicySelection
  /// How far the ratio of measured to wanted may lie from 1 without consequence.
  package var tolerance: Double

  package init(
    stabilisation: Duration,
    policies: [ScalingPolicy],
    selection: PolicySelection = .max,
    tolerance: Double = 0.1
  ) {
    precondition(!policies.isEmpty, "a direction has at least one policy")
    precondition(stabilisation >= .zero && tolerance >= 0, "a window and a tolerance have a size")
    self.stabilisation = stabilisation
    self.policies = policies
    self.selection = selection
    self.tolerance = tolerance
  }

  /// What Kubernetes does without rules: twice the pods or four more in 15 s, at once.
  package static let defaultUp = ScalingRules(
    stabilisation: .zero,
    policies: [
      ScalingPolicy(4, .pods, per: .seconds(15)), ScalingPolicy(100, .percent, per: .seconds(15)),
    ]
  )

  /// What Kubernetes does without rules: everything in 15 s, after 300 s.
  package static let defaultDown = ScalingRules(
    stabilisation: .seconds(300),
    policies: [ScalingPolicy(100, .percent, per: .seconds(15))]
  )
}

/// Both directions (`HorizontalPodAutoscalerBehavior`).
package struct ScalingBehaviour: Sendable, Hashable {
  package var up: ScalingRules
  package var down: ScalingRules

  package init(up: ScalingRules = .defaultUp, down: ScalingRules = .defaultDown) {
    self.up = up
    self.down = down
  }
}

/// How far a ratio may lie from 1 without consequence, either way.
package struct ScalingTolerance: Sendable, Hashable {
  package var up: Double
  package var down: Double
  package var release: KubernetesRelease

  package init(up: Double = 0.1, down: Double = 0.1, release: KubernetesRelease = .from33) {
    self.up = up
    self.down = down
    self.release = release
  }

  /// Whether a ratio of measured to wanted is near enough to 1.
  package func holds(_ ratio: Double) -> Bool {
    switch release {
    case .from33: 1 - down <= ratio && ratio <= 1 + up
    case .upTo32: (1 - ratio).magnitude <= max(up, down)
    }
  }
}
