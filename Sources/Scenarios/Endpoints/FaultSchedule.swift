package import SimCore
package import VoicePipeline

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
    package var kind: FaultKind
    /// Of a pod-kill, what one of its conversations has to be about; nil for whatever.
    package var moment: ConversationMoment?

    package init(
      target: FaultedPart,
      start: SimInstant,
      end: SimInstant,
      effect: FaultEffect,
      kind: FaultKind = .outage
    ) {
      self.target = target
      self.start = start
      self.end = end
      self.effect = effect
      self.kind = kind
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
        Window(target: fault.part, start: start, end: now, effect: .outage, kind: fault.kind)
      )
      index += 1
    }
  }

  /// When the dialer's clock is wrong.
  var clockSteps: [ClockStep] {
    windows.filter { $0.kind == .clockStep }.map {
      ClockStep(start: $0.start, end: $0.end, ahead: $0.effect.clockAhead)
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
      end: fault.kind.isInstant ? start : start.advanced(by: fault.length),
      effect: FaultEffect(fault),
      kind: fault.kind
    )
    moment = fault.moment
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
  /// What it does to a carrier's messages.
  package var signalling = SignallingQuality()
  /// From an answer to the 200 that says so.
  package var answerDelay = Duration.zero
  /// No request finds its way to the carrier.
  package var isUnreachable = false
  /// Numbers that exist and get a 404.
  package var staleShare = 0.0
  package var mutesCaller = false
  package var mutesAgent = false
  /// How far a clock is ahead of the time; below zero, behind.
  package var clockAhead = Duration.zero

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
    case .mediaOutage:
      mutesCaller = true
      mutesAgent = true
    case .oneWayAudio:
      mutesCaller = fault.mute == .caller
      mutesAgent = fault.mute == .agent
    case .lateAnswer: answerDelay = fault.lateBy
    case .lostMessages: signalling.loss = fault.share
    case .duplicateMessages: signalling.duplicates = fault.share
    case .reorderedMessages: signalling.reorder = fault.share
    case .dnsLoss, .registrationLoss: isUnreachable = true
    case .staleRouting: staleShare = fault.share
    case .clockStep: clockAhead = .nanoseconds(Int64((fault.by * 1e9).rounded()))
    case .podKill, .nodeLoss, .zoneLoss, .regionLoss: break
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
    both.signalling = signalling.combined(with: other.signalling)
    both.answerDelay = max(answerDelay, other.answerDelay)
    both.isUnreachable = isUnreachable || other.isUnreachable
    both.staleShare = 1 - (1 - staleShare) * (1 - other.staleShare)
    both.mutesCaller = mutesCaller || other.mutesCaller
    both.mutesAgent = mutesAgent || other.mutesAgent
    both.clockAhead += other.clockAhead
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

  /// Whether it ever does something to a carrier's messages.
  package var touchesSignalling: Bool {
    phases.contains {
      $0.effect.isSilent || !$0.effect.signalling.isIdeal || $0.effect.answerDelay > .zero
    }
  }

  /// Whether it ever takes audio away.
  package var touchesMedia: Bool {
    phases.contains { $0.effect.mutesCaller || $0.effect.mutesAgent }
  }

  /// When it changes next; nil for never again.
  package func change(after now: SimInstant) -> SimInstant? {
    phases.first { $0.start > now }?.start
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
