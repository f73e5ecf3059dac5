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

  package var breaker: BreakerSettings {
    var settings = BreakerSettings()
    settings.failuresInRow = failuresInRow
    settings.failuresOfTwenty = failuresOfTwenty
    settings.pause = pause
    settings.pauseMax = pause * pausesMax
    return settings
  }
}
