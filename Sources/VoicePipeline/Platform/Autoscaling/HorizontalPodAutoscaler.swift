package import SimCore

/// What an autoscaler is told to keep.
package struct AutoscalerSettings: Sendable, Hashable {
  package var min: Int
  package var max: Int
  /// Nil follows the rules from before `behavior`: at most twice the pods or four, and down to the
  /// greatest recommendation of the window.
  package var behaviour: ScalingBehaviour?
  /// The window down without `behavior`
  /// (`--horizontal-pod-autoscaler-downscale-stabilization`).
  package var downscaleStabilisation: Duration

  package init(
    min: Int,
    max: Int,
    behaviour: ScalingBehaviour? = ScalingBehaviour(),
    downscaleStabilisation: Duration = .seconds(300)
  ) {
    precondition(min >= 0 && max >= Swift.max(min, 1), "at least one pod, and no fewer than least")
    self.min = min
    self.max = max
    self.behaviour = behaviour
    self.downscaleStabilisation = downscaleStabilisation
  }
}

/// What a sync came to.
package struct ScalingDecision: Sendable, Hashable {
  /// What has kept the count from where the metrics wanted it.
  package enum Limit: Sendable, Hashable {
    /// Recent recommendations.
    case window
    /// How fast the policies let it go.
    case rate
    case min
    case max
    /// The count is zero, and that is not within the bounds: somebody has switched it off.
    case switchedOff
    /// No metric could be read, or some could not and the others wanted fewer.
    case metrics
  }

  /// The greatest that a metric asked for; nil where none could be asked, or none was.
  package var recommended: Int?
  package var desired: Int
  package var limit: Limit?
}

/// A HorizontalPodAutoscaler (autoscaling/v2), sync by sync.
///
/// ```
/// metrics ─▶ ReplicaCalculator ─max─▶ recommendation ─▶ stabilisation ─▶ policies ─▶ min, max
/// ```
/// A value that knows no clock and no pods: who drives it asks the calculator, and scales. Follows
/// the semantics of `pkg/controller/podautoscaler/horizontal.go` of release 1.33.
package struct HorizontalPodAutoscaler: Sendable, Hashable {
  private struct Recommendation: Hashable {
    var replicas: Int
    var at: SimInstant
  }

  private struct ScaleEvent: Hashable {
    /// How many more, or fewer.
    var change: Int
    var at: SimInstant
  }

  package var settings: AutoscalerSettings
  private var recommendations: [Recommendation] = []
  private var ups: [ScaleEvent] = []
  private var downs: [ScaleEvent] = []

  package init(_ settings: AutoscalerSettings) { self.settings = settings }

  /// One sync: what each metric asks for, nil where it cannot be told, and how many pods there
  /// shall be from now on.
  package mutating func sync(
    current: Int,
    proposals: [Int?],
    at now: SimInstant
  ) -> ScalingDecision {
    if recommendations.isEmpty {
      recommendations.append(Recommendation(replicas: current, at: now))
    }
    if current == 0, settings.min > 0 { return ScalingDecision(desired: 0, limit: .switchedOff) }
    if let bound = outerBound(current) {
      note(from: current, to: bound.desired, at: now)
      return bound
    }
    let known = proposals.compactMap(\.self)
    let isPartial = known.count < proposals.count
    guard let wanted = known.max(), !(isPartial && wanted < current) else {
      return ScalingDecision(desired: current, limit: .metrics)
    }
    var decision: ScalingDecision
    if let behaviour = settings.behaviour {
      let stable = stabilised(wanted, from: current, by: behaviour, at: now)
      decision = bounded(stable, from: current, by: behaviour, at: now)
      if decision.limit == nil, stable != wanted { decision.limit = .window }
    } else {
      let stable = stabilised(wanted, at: now)
      decision = bounded(stable, from: current)
      if decision.limit == nil, stable != wanted { decision.limit = .window }
    }
    decision.recommended = wanted
    note(from: current, to: decision.desired, at: now)
    return decision
  }

  /// Who stands outside the bounds goes there at once, whatever the metrics say.
  private func outerBound(_ current: Int) -> ScalingDecision? {
    if current > settings.max { return ScalingDecision(desired: settings.max, limit: .max) }
    if current < settings.min { return ScalingDecision(desired: settings.min, limit: .min) }
    return nil
  }
}

// With `behavior`.
extension HorizontalPodAutoscaler {
  /// The count within what recent recommendations allow: no further up than the least of one
  /// window, no further down than the greatest of the other.
  ///
  /// A recommendation exactly as old as its window no longer counts.
  private mutating func stabilised(
    _ wanted: Int,
    from current: Int,
    by behaviour: ScalingBehaviour,
    at now: SimInstant
  ) -> Int {
    let longest = max(behaviour.up.stabilisation, behaviour.down.stabilisation)
    recommendations.removeAll { $0.at.duration(to: now) > longest }
    var (up, down) = (wanted, wanted)
    for recommendation in recommendations {
      let age = recommendation.at.duration(to: now)
      if age < behaviour.up.stabilisation { up = min(up, recommendation.replicas) }
      if age < behaviour.down.stabilisation { down = max(down, recommendation.replicas) }
    }
    recommendations.append(Recommendation(replicas: wanted, at: now))
    return min(max(current, up), down)
  }

  private func bounded(
    _ wanted: Int,
    from current: Int,
    by behaviour: ScalingBehaviour,
    at now: SimInstant
  ) -> ScalingDecision {
    if wanted > current {
      let limit = max(most(from: current, by: behaviour.up, at: now), current)
      let bound = min(settings.max, limit)
      guard wanted > bound else { return ScalingDecision(desired: wanted) }
      return ScalingDecision(desired: bound, limit: settings.max > limit ? .rate : .max)
    }
    if wanted < current {
      let limit = min(fewest(from: current, by: behaviour.down, at: now), current)
      let bound = max(settings.min, limit)
      guard wanted < bound else { return ScalingDecision(desired: wanted) }
      return ScalingDecision(desired: bound, limit: settings.min < limit ? .rate : .min)
    }
    return ScalingDecision(desired: wanted)
  }

  private func most(from current: Int, by rules: ScalingRules, at now: SimInstant) -> Int {
    let limits = rules.policies.map { $0.most(from: pods($0.period, before: now, from: current)) }
    return switch rules.selection {
    case .disabled: current
    case .min: limits.min() ?? current
    case .max: limits.max() ?? current
    }
  }

  private func fewest(from current: Int, by rules: ScalingRules, at now: SimInstant) -> Int {
    let limits = rules.policies.map { $0.fewest(from: pods($0.period, before: now, from: current)) }
    // The least change leaves the most pods.
    return switch rules.selection {
    case .disabled: current
    case .min: limits.max() ?? current
    case .max: limits.min() ?? current
    }
  }

  /// The count at the start of a period; a change exactly as old as the period is not within it.
  private func pods(_ period: Duration, before now: SimInstant, from current: Int) -> Int {
    (ups + downs).reduce(current) { count, event in
      event.at.duration(to: now) < period ? count - event.change : count
    }
  }

  private mutating func note(from current: Int, to desired: Int, at now: SimInstant) {
    guard let behaviour = settings.behaviour, desired != current else { return }
    let event = ScaleEvent(change: desired - current, at: now)
    if desired > current {
      Self.keep(event, in: &ups, for: behaviour.up.longestPeriod)
    } else {
      Self.keep(event, in: &downs, for: behaviour.down.longestPeriod)
    }
  }

  /// Takes the place of one that no policy of its direction looks at any more; until then such a
  /// one still counts for a longer period of the other direction.
  private static func keep(_ event: ScaleEvent, in events: inout [ScaleEvent], for period: Duration)
  {
    if let stale = events.lastIndex(where: { $0.at.duration(to: event.at) > period }) {
      events[stale] = event
    } else {
      events.append(event)
    }
  }
}

// Without it.
extension HorizontalPodAutoscaler {
  /// The greatest recommendation of the window; one exactly as old as the window still counts.
  private mutating func stabilised(_ wanted: Int, at now: SimInstant) -> Int {
    recommendations.removeAll { $0.at.duration(to: now) > settings.downscaleStabilisation }
    recommendations.append(Recommendation(replicas: wanted, at: now))
    return recommendations.reduce(wanted) { max($0, $1.replicas) }
  }

  private func bounded(_ wanted: Int, from current: Int) -> ScalingDecision {
    let limit = max(2 * current, 4)
    let most = min(settings.max, limit)
    if wanted < settings.min { return ScalingDecision(desired: settings.min, limit: .min) }
    guard wanted > most else { return ScalingDecision(desired: wanted) }
    return ScalingDecision(desired: most, limit: settings.max > limit ? .rate : .max)
  }
}

extension ScalingRules {
  fileprivate var longestPeriod: Duration { policies.map(\.period).max() ?? .zero }
}
