package import SimCore
package import VoicePipeline

/// What ran out in a run, and how what it did grew with its load.
package struct SaturationFacts: Sendable {
  package var saturation: LimitTally
  /// Conversations, and replies in a minute, of each minute of the run.
  package var points: [ScalabilityFit.Point]
  /// Nil where the load was much the same all the time.
  package var fit: ScalabilityFit?

  package init(_ saturation: LimitTally, points: [ScalabilityFit.Point]) {
    self.saturation = saturation
    self.points = points
    fit = ScalabilityFit(points)
  }

  /// The greatest load that there was.
  package var loadMost: Double { points.map(\.load).max() ?? 0 }

  /// A knee within ten times the loads that were seen: a fit says little of others.
  package var knee: Double? {
    fit?.knee.flatMap { $0 <= 10 * loadMost ? $0 : nil }
  }
}
