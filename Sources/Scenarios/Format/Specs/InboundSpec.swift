package import SimCore
package import VoicePipeline

/// People who call in.
package struct InboundSpec: Sendable, Hashable, Decodable {
  /// Calls per second; nil with a trace.
  package var rate: Double?
  /// The arrivals one by one; nil with a rate.
  package var traceFile: InputPath?
  package var arrivals: ArrivalProcess
  package var from: Duration
  package var until: Duration?
  package var ramp: Duration?
  package var surge: SurgeSpec?
  /// How far the rates of days lie apart: standard deviation over mean.
  package var dayVariation: Double
  package var room: WaitingRoomSpec
  /// How long somebody waits at most.
  package var patience: DurationDistribution
  /// The longest announced wait that somebody accepts.
  package var tolerance: DurationDistribution
  /// Who takes a callback when one is offered.
  package var callbackShare: Double
  /// Where callers are; nil where nobody knows.
  package var regions: [CallerRegionSpec]?
}

/// A share of those who call in, and the region that they are in.
package struct CallerRegionSpec: Sendable, Hashable, Decodable {
  package var region: String
  package var share: Double
}

/// Where callers wait for an agent.
package struct WaitingRoomSpec: Sendable, Hashable, Decodable {
  package var capacity: Int
  package var announce: Bool
  /// From this estimate on a callback is offered; nil for never.
  package var callbackFrom: Duration?
  package var firstHold: Duration

  package var settings: WaitingRoomSettings {
    WaitingRoomSettings(
      capacity: capacity,
      announces: announce,
      callbackFrom: callbackFrom,
      firstHold: firstHold
    )
  }
}
