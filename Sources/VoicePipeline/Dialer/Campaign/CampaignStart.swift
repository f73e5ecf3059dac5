package import SimCore

/// A while in which a clock is wrong.
package struct ClockStep: Sendable, Hashable {
  package var start: SimInstant
  package var end: SimInstant
  /// How far it is ahead of the time; below zero, behind.
  package var ahead: Duration

  package init(start: SimInstant, end: SimInstant, ahead: Duration) {
    self.start = start
    self.end = end
    self.ahead = ahead
  }
}

/// The civil instant at which simulated time is zero, for what goes by the calendar and the
/// dialer's clock.
package struct CampaignStart: Sendable, Hashable {
  package let instant: UnixInstant
  private let steps: [ClockStep]

  package init(_ instant: UnixInstant, steps: [ClockStep] = []) {
    self.instant = instant
    self.steps = steps
  }

  /// How far the clock is ahead of the time.
  private func ahead(at time: SimInstant) -> Duration {
    steps.reduce(.zero) { $1.start <= time && time < $1.end ? $0 + $1.ahead : $0 }
  }

  /// The Unix second in which a point of simulated time lies, by the clock.
  func unixSeconds(at time: SimInstant) -> Int64 {
    steps.isEmpty
      ? instant.at(time).seconds : instant.at(time.advanced(by: ahead(at: time))).seconds
  }

  /// The point of simulated time at which a Unix second begins, as far as the clock tells at `now`:
  /// whoever waits for it does not notice that the clock is set meanwhile.
  func time(ofUnixSecond second: Int64, at now: SimInstant) -> SimInstant {
    let (whole, isLate) = (second - instant.seconds).multipliedReportingOverflow(by: 1_000_000_000)
    if isLate { return .distantFuture }
    let time = SimInstant(nanoseconds: whole - Int64(instant.nanoseconds))
    return steps.isEmpty ? time : max(time.advanced(by: .zero - ahead(at: now)), now)
  }
}
