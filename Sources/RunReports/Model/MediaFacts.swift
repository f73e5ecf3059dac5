package import VoicePipeline

/// How the audio of the measured calls arrived.
package struct MediaFacts: Sendable {
  package var all: CarrierMedia
  /// In the order in which they had their first call with audio.
  package var carriers: [CarrierMedia]
  /// Whether some calls are rated by a codec whose E-model values nobody has calibrated.
  package var isUncalibrated: Bool
  /// Over the quality of what agents heard; nil where nobody watched it.
  package var alarms: QualityAlarms?

  /// Nil for a run whose tier knows nothing of packets.
  package init?(_ measurements: RunMeasurements, isUncalibrated: Bool) {
    guard measurements.allMedia.uplink.calls > 0 else { return nil }
    all = measurements.allMedia
    carriers = measurements.media
    alarms = measurements.qualityAlarms
    self.isUncalibrated = isUncalibrated
  }
}
