package import SimCore

/// What a campaign does about its own pace when carriers push back.
package enum PacingPolicy: Sendable, Hashable {
  /// It dials what is planned, whatever comes back.
  case open
  /// At most so many dials a second, and up to `burst` at once after a pause.
  case bucket(callsPerSecond: Double, burst: Int)
  /// Additive increase, multiplicative decrease: a refusal over a limit cuts the rate.
  case backOff(BackOffSettings)
  /// After a refusal over a limit one call at a time, until none came for this long.
  case oneAtATime(calm: Duration)
}

/// The law of additive increase and multiplicative decrease (Chiu and Jain 1989).
package struct BackOffSettings: Sendable, Hashable {
  /// Where it begins, and what it never exceeds; dials a second.
  package var rateMax: Double
  /// What it never falls below; dials a second.
  package var rateMin: Double
  /// Dials a second that are added in a second.
  package var increase: Double
  /// What is left of the rate after a refusal.
  package var decrease: Double
  /// Refusals within this time after a cut do not cut again: they answer the dials from before it.
  package var hold: Duration

  package init(
    rateMax: Double,
    rateMin: Double,
    increase: Double,
    decrease: Double,
    hold: Duration
  ) {
    precondition(rateMin > 0 && rateMin <= rateMax, "a pace lies between its bounds")
    precondition(increase >= 0 && decrease > 0 && decrease < 1, "a refusal slows a pace down")
    self.rateMax = rateMax
    self.rateMin = rateMin
    self.increase = increase
    self.decrease = decrease
    self.hold = hold
  }
}

/// When a campaign may dial next, by what it was told so far.
package struct Pacer: Sendable {
  private let policy: PacingPolicy
  private var bucket: TokenBucket?
  /// Of `backOff`: the rate at `changed`, and the last dial.
  private var rate = 0.0
  private var changed = SimInstant.zero
  private var cut: SimInstant?
  private var lastDial: SimInstant?
  /// Of `oneAtATime`: the last refusal, while it counts.
  private var refused: SimInstant?
  private var callsUnderway = 0
  /// How long the campaign was held to one call at a time, up to `heldUntil`.
  private var held = Duration.zero

  package init(_ policy: PacingPolicy) {
    self.policy = policy
    switch policy {
    case .bucket(let callsPerSecond, let burst):
      let gap = Int64((1e9 / callsPerSecond).rounded(.up))
      bucket = TokenBucket(every: .nanoseconds(gap), burst: burst)
    case .backOff(let settings):
      rate = settings.rateMax
    case .open, .oneAtATime:
      break
    }
  }

  /// The first instant, not before `now`, at which the next dial may start.
  ///
  /// Sooner, perhaps, once a call that is underway has ended.
  package func earliest(at now: SimInstant) -> SimInstant {
    switch policy {
    case .open: return now
    case .bucket: return bucket?.earliest(at: now) ?? now
    case .backOff(let settings):
      guard let lastDial else { return now }
      let gap = 1e9 / rate(settings, at: now)
      return max(now, lastDial.advanced(by: .nanoseconds(Int64(gap.rounded(.up)))))
    case .oneAtATime(let calm):
      guard let refused, callsUnderway > 0 else { return now }
      return max(now, refused.advanced(by: calm))
    }
  }

  package mutating func dialled(at now: SimInstant) {
    callsUnderway += 1
    lastDial = now
    bucket?.take(at: now)
  }

  package mutating func ended() {
    precondition(callsUnderway > 0, "a call that ends was dialled")
    callsUnderway -= 1
  }

  /// A carrier has refused a dial over its limit.
  package mutating func throttled(at now: SimInstant) {
    switch policy {
    case .open, .bucket: break
    case .backOff(let settings):
      if let cut, now < cut.advanced(by: settings.hold) { return }
      rate = max(rate(settings, at: now) * settings.decrease, settings.rateMin)
      changed = now
      cut = now
    case .oneAtATime(let calm):
      let end = now.advanced(by: calm)
      if let refused {
        let before = refused.advanced(by: calm)
        held += before > now ? before.duration(to: end) : calm
      } else {
        held = calm
      }
      refused = now
    }
  }

  /// Dials a second that the campaign allows itself now; nil without such a bound.
  package func rate(at now: SimInstant) -> Double? {
    switch policy {
    case .bucket(let callsPerSecond, _): callsPerSecond
    case .backOff(let settings): rate(settings, at: now)
    case .open, .oneAtATime: nil
    }
  }

  /// For how long the campaign was held to one call at a time, by the end of the run.
  package func heldToOne(until end: SimInstant) -> Duration {
    guard case .oneAtATime(let calm) = policy, let refused else { return .zero }
    let left = end.duration(to: refused.advanced(by: calm))
    return held - max(left, .zero)
  }

  private func rate(_ settings: BackOffSettings, at now: SimInstant) -> Double {
    let seconds = Double(changed.duration(to: now).nanoseconds) / 1e9
    return min(rate + settings.increase * seconds, settings.rateMax)
  }
}
