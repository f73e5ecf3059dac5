package import SimCore
package import VoicePipeline

/// When the frames of many calls are due: fifty calls share a wake of the loop, for a wake costs as
/// much as several frames, and the groups are spread over the 20 ms of a frame, so that none waits
/// for a thousand others.
package enum FrameGrid {
  package static let frame = TelephoneAudio.duration(ofSamples: TelephoneAudio.frameSamples)
  private static let sharing = 50

  /// Where within a frame's time the group of a call has its place.
  package static func phase(of call: CallID) -> Duration {
    let step = LiveCell.quantum
    let places = Int(frame.nanoseconds / step.nanoseconds)
    return step * (call.number / sharing % places)
  }

  /// The first instant of the grid that is not before another.
  package static func instant(
    notBefore earliest: SimInstant,
    phase: Duration = .zero
  ) -> SimInstant {
    let step = frame.nanoseconds
    let rest = (earliest.nanoseconds - phase.nanoseconds) % step
    return earliest.advanced(by: .nanoseconds(rest > 0 ? step - rest : -rest))
  }
}
