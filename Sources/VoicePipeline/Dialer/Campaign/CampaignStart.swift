package import SimCore

/// The civil instant at which simulated time is zero, for what goes by the calendar.
package struct CampaignStart: Sendable, Hashable {
  package let instant: UnixInstant

  package init(_ instant: UnixInstant) { self.instant = instant }

  /// The Unix second in which a point of simulated time lies.
  func unixSeconds(at time: SimInstant) -> Int64 { instant.at(time).seconds }

  /// The point of simulated time at which a Unix second begins.
  func time(ofUnixSecond second: Int64) -> SimInstant {
    let (whole, isLate) = (second - instant.seconds).multipliedReportingOverflow(by: 1_000_000_000)
    if isLate { return .distantFuture }
    return SimInstant(nanoseconds: whole - Int64(instant.nanoseconds))
  }
}
