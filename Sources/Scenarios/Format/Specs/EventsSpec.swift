package import SimCore
package import VoicePipeline

/// How what happens in calls comes to dashboards.
package struct EventsSpec: Sendable, Hashable, Decodable {
  package var linger: Duration
  /// Events of one producer.
  package var buffer: Int
  package var partitions: Int
  /// To the bus and back.
  package var latency: DurationDistribution
  /// Of one event.
  package var consume: Duration
  /// Zero shows each event at once.
  package var refresh: Duration
  /// To the screen.
  package var delivery: DurationDistribution

  package var settings: PublisherSettings {
    PublisherSettings(linger: linger, bufferMax: buffer)
  }
}
