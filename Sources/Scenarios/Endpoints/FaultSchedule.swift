package import SimCore

/// When what goes wrong with which part of the world: planned windows and random outages.
///
/// The windows are a function of the scenario and the seed, so that nothing depends on who asks
/// for them, or when.
package struct FaultSchedule: Sendable, Hashable {
  /// A fault, and from when to when it lasts.
  package struct Window: Sendable, Hashable {
    package var target: FaultedPart
    package var start: SimInstant
    package var end: SimInstant
    package var effect: FaultEffect

    package init(
      target: FaultedPart,
      start: SimInstant,
      end: SimInstant,
      effect: FaultEffect
    ) {
      self.target = target
      self.start = start
      self.end = end
      self.effect = effect
    }
  }

  package let windows: [Window]

  package static let none = FaultSchedule(windows: [])

  package init(windows: [Window]) { self.windows = windows }

  /// Lays out the faults of a scenario; random outages up to the horizon.
  package init(_ faults: [FaultSpec], key: DrawKey, horizon: SimInstant) {
    windows = faults.enumerated().flatMap { index, fault in
      fault.kind == .randomOutages
        ? Self.outages(fault, key.entity("fault", UInt64(index)), horizon)
        : [Window(fault)]
    }
  }

  /// A two-state Markov process: exponential times between outages, exponential outages.
  private static func outages(
    _ fault: FaultSpec,
    _ key: DrawKey,
    _ horizon: SimInstant
  ) -> [Window] {
    let between = DurationDistribution.exponential(mean: fault.every)
    let lasting = DurationDistribution.exponential(mean: fault.length)
    var windows: [Window] = []
    var now = SimInstant.zero.advanced(by: fault.at)
    var index: UInt64 = 0
    while true {
      let start = now.advanced(by: between.sample(key.bits(.outageGap, index)))
      guard start < horizon else { return windows }
      now = start.advanced(by: lasting.sample(key.bits(.outageLength, index)))
      windows.append(
        Window(target: fault.part, start: start, end: now, effect: .outage)
      )
      index += 1
    }
  }

  package func health(of endpoint: FaultTarget) -> EndpointHealth? {
    health(of: .endpoint(endpoint))
  }

  /// The faults of one part as one course of events; nil when it has none.
  package func health(of part: FaultedPart) -> EndpointHealth? {
    let own = windows.filter { $0.target == part && $0.start < $0.end }
    return own.isEmpty ? nil : EndpointHealth(own)
  }
}

extension FaultSchedule.Window {
  fileprivate init(_ fault: FaultSpec) {
    let start = SimInstant.zero.advanced(by: fault.at)
    self.init(
      target: fault.part,
      start: start,
      end: start.advanced(by: fault.length),
      effect: FaultEffect(fault)
    )
  }
}

/// What a fault does to requests.
package struct FaultEffect: Sendable, Hashable {
  package var latencyFactor = 1.0
  package var errorShare = 0.0
  package var isDown = false
  /// Nothing comes back at all.
  package var isSilent = false
  package var quotaFactor = 1.0

  package init() {}

  package static let none = FaultEffect()

  package static var outage: FaultEffect {
    var effect = FaultEffect()
    effect.isDown = true
    return effect
  }

  init(_ fault: FaultSpec) {
    switch fault.kind {
    case .brownOut:
      latencyFactor = fault.latencyFactor
      errorShare = fault.errorShare
    case .rateLimit: quotaFactor = fault.factor
    case .outage, .randomOutages: isDown = true
    case .signallingOutage: isSilent = true
    }
  }

  /// Two faults at once: each takes its toll of what the other leaves.
  func combined(with other: FaultEffect) -> FaultEffect {
    var both = self
    both.latencyFactor *= other.latencyFactor
    both.errorShare = 1 - (1 - errorShare) * (1 - other.errorShare)
    both.isDown = isDown || other.isDown
    both.isSilent = isSilent || other.isSilent
    both.quotaFactor *= other.quotaFactor
    return both
  }
}

/// How well one endpoint is at any instant.
package struct EndpointHealth: Sendable, Hashable {
  private struct Phase: Sendable, Hashable {
    var start: SimInstant
    var effect: FaultEffect
  }

  /// In rising order of their starts.
  private var phases: [Phase] = []

  init(_ windows: [FaultSchedule.Window]) {
    let edges = (windows.map(\.start) + windows.map(\.end)).sorted()
    for edge in edges where phases.last?.start != edge {
      let active = windows.filter { $0.start <= edge && edge < $0.end }
      let effect = active.reduce(FaultEffect.none) { $0.combined(with: $1.effect) }
      phases.append(Phase(start: edge, effect: effect))
    }
  }

  package func effect(at now: SimInstant) -> FaultEffect {
    var low = 0
    var high = phases.count
    while low < high {
      let middle = (low + high) / 2
      if phases[middle].start <= now { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? .none : phases[low - 1].effect
  }
}

extension Purpose {
  fileprivate static let outageGap = Purpose("fault.outage_gap")
  fileprivate static let outageLength = Purpose("fault.outage_length")
}
