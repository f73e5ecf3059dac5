internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension WorldResult {
  /// What ran out, and how replies grew with conversations, by whole minutes of the run.
  func saturationFacts(duration: Duration) -> SaturationFacts {
    let saturation = measurements.saturation
    let minutes = min(Int(duration / .seconds(60)), saturation.replies.count)
    let loads = measurements.active.means(
      bucket: .seconds(60),
      until: SimInstant.zero.advanced(by: .seconds(60) * minutes)
    )
    let points = zip(loads, saturation.replies).map {
      ScalabilityFit.Point(load: $0, throughput: Double($1))
    }
    return SaturationFacts(saturation, points: points.filter { $0.load >= 1 })
  }
}
