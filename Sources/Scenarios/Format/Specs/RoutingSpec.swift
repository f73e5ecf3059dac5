internal import SimCore
package import VoicePipeline

/// Which carrier takes which call, and what happens to one that its carrier fails.
package struct RoutingSpec: Sendable, Hashable, Decodable {
  package var order: RouteOrder
  /// For the first response of any kind: timer B.
  package var inviteTimeout: Duration
  /// From 100 Trying to a ring or a final response: timer C.
  package var setupTimeout: Duration
  /// Whether a dial that a carrier fails goes to another one.
  package var failover: Bool
  /// How long it waits for one at most.
  package var failoverWait: Duration
  package var failuresInRow: Int
  package var failuresOfTwenty: Int
  package var pause: Duration
  /// How many times the first pause the longest is.
  package var pausesMax: Int
  /// Nil for no probes.
  package var probe: ProbeSpec?
  /// What goes before the order; nil for nothing.
  package var prefer: RoutePreference?
  /// Nil where all carriers are equally far from everybody.
  package var regions: RegionsSpec?

  package var breaker: BreakerSettings {
    var settings = BreakerSettings()
    settings.failuresInRow = failuresInRow
    settings.failuresOfTwenty = failuresOfTwenty
    settings.pause = pause
    settings.pauseMax = pause * pausesMax
    return settings
  }
}

/// How often carriers are asked whether they are there.
package struct ProbeSpec: Sendable, Hashable, Decodable {
  /// From one probe of a carrier to the next.
  package var interval: Duration
  /// How long its answer is waited for.
  package var timeout: Duration
  /// Probes in a row that fail until a carrier is kept away from.
  package var failures: Int

  /// Probes up to the end of what is planned.
  package func settings(until end: Duration) -> ProbeSettings {
    ProbeSettings(
      interval: interval,
      timeout: timeout,
      failures: failures,
      end: SimInstant.zero.advanced(by: end)
    )
  }
}
