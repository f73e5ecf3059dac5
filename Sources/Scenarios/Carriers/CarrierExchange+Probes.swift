internal import SimCore
internal import VoicePipeline

extension CarrierExchange {
  /// What an OPTIONS request that goes out now comes to, and how long after; nil for no answer.
  ///
  /// The edge of a carrier answers it, and not the phones behind it: faults of audio, of numbers
  /// and of limits leave it as it is. A brown-out swallows its share of the requests.
  func reply(
    toProbe number: Int,
    key: DrawKey,
    timers: SIPTimers,
    at now: SimInstant
  ) -> (wait: Duration, response: SIPResponse)? {
    if effect(at: now).isUnreachable { return (.zero, .serviceUnavailable) }
    let draws = key.entity(Self.probes, identity).entity("probe", UInt64(number))
    var path = SignallingPath(
      transport: spec.signalling.transport,
      delay: spec.delay,
      reorderMax: spec.signalling.reorderMax,
      draws: draws
    )
    if draws.chance(effect(at: now).errorShare, .probe) { return nil }
    // Timers E and F of RFC 3261 section 17.1.2: the next copy after T1, then twice as long each.
    var (sent, pause) = (Duration.zero, timers.t1)
    while sent < timers.transactionMax {
      if let back = roundTrip(from: now.advanced(by: sent), &path) {
        return (now.duration(to: back.arrival), back.response)
      }
      if timers.transport.isReliable { return nil }
      sent += pause
      pause = min(pause * 2, timers.t2)
    }
    return nil
  }

  /// One copy there, and its answer back; nil when either is lost.
  private func roundTrip(
    from instant: SimInstant,
    _ path: inout SignallingPath
  ) -> (arrival: SimInstant, response: SIPResponse)? {
    let there = effect(at: instant)
    let quality = spec.signalling.quality.combined(with: there.signalling)
    let arrivals = path.arrivals(from: .dialer, at: instant, over: quality)
    guard !there.isSilent, let arrival = arrivals.first else { return nil }
    let back = effect(at: arrival)
    let returns = path.arrivals(
      from: .carrier,
      at: arrival,
      over: spec.signalling.quality.combined(with: back.signalling)
    )
    guard !back.isSilent, let heard = returns.first else { return nil }
    return (heard, back.isDown ? .serviceUnavailable : SIPResponse(200))
  }

  private static let probes = EntityKind("carrier probes")
}

extension Purpose {
  fileprivate static let probe = Purpose("carrier.probe")
}
