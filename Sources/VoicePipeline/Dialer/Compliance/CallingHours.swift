package import SimCore

/// The part of the day in which people may be called, by their own clocks.
///
/// 47 CFR 64.1200(c)(1) and Reg F (12 CFR 1006.6(b)) allow 8 to 21 o'clock. Where a person may be
/// in one of several zones, all of them must allow the call (Reg F, comment 6(b)).
package struct CallingHours: Sendable, Hashable {
  /// Seconds since local midnight; the end itself is too late.
  package let secondsOfDay: Range<Int>
  /// A planted defect: the other zones are not asked.
  var asksFirstZoneOnly = false

  /// The hours of federal law in the United States.
  package static let federal = CallingHours(secondsOfDay: 8 * 3_600..<21 * 3_600)

  package init(secondsOfDay: Range<Int>) {
    precondition(!secondsOfDay.isEmpty, "calling hours need a length")
    precondition((0...86_400).contains(secondsOfDay.lowerBound), "not a second of a day")
    precondition((0...86_400).contains(secondsOfDay.upperBound), "not a second of a day")
    self.secondsOfDay = secondsOfDay
  }

  /// Whether every one of the zones allows a call; false without any zone.
  package func areOpen(in zones: [ZoneID], at unixSeconds: Int64) -> Bool {
    !zones.isEmpty
      && asked(zones).allSatisfy { secondsOfDay.contains($0.secondOfDay(at: unixSeconds)) }
  }

  /// The first second from the given one on at which some zone forbids a call.
  package func closing(in zones: [ZoneID], from unixSeconds: Int64) -> Int64 {
    var result = unixSeconds + Self.horizon
    for zone in asked(zones) { result = min(result, closing(in: zone, from: unixSeconds)) }
    return result
  }

  /// The first second from the given one on at which every zone allows a call.
  ///
  /// Nil when there is none within 400 days, for zones that lie too far apart.
  package func opening(in zones: [ZoneID], from unixSeconds: Int64) -> Int64? {
    guard !zones.isEmpty else { return nil }
    var time = unixSeconds
    while time - unixSeconds <= Self.horizon {
      let latest = asked(zones).map { opening(in: $0, from: time) }.max() ?? time
      if latest == time { return time }
      time = latest
    }
    return nil
  }

  private func asked(_ zones: [ZoneID]) -> ArraySlice<ZoneID> {
    asksFirstZoneOnly ? zones.prefix(1) : zones[...]
  }

  /// Seconds after which a search ends: more than a year.
  private static let horizon: Int64 = 400 * 86_400

  private func closing(in zone: ZoneID, from start: Int64) -> Int64 {
    var time = start
    while time - start < Self.horizon {
      let second = zone.secondOfDay(at: time)
      if !secondsOfDay.contains(second) { return time }
      // Clocks that are set meanwhile bring the end closer or put it off.
      let end = time + Int64(secondsOfDay.upperBound - second)
      time = min(zone.nextTransition(after: time) ?? end, end)
    }
    return start + Self.horizon
  }

  private func opening(in zone: ZoneID, from start: Int64) -> Int64 {
    var time = start
    while true {
      let second = zone.secondOfDay(at: time)
      if secondsOfDay.contains(second) { return time }
      let wait = secondsOfDay.lowerBound - second
      let begin = time + Int64(wait > 0 ? wait : wait + 86_400)
      time = min(zone.nextTransition(after: time) ?? begin, begin)
    }
  }
}
