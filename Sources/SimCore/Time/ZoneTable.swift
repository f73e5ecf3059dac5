/// Every zone of the IANA time zone database, from 2000 on, built in.
///
/// A run must not depend on the zone files of the host that it runs on.
package enum ZoneTable {
  /// The zone of an IANA name, links included ("US/Eastern"); the case must match.
  package static func zone(named name: String) -> ZoneID? {
    let names = contents.names
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] == name ? ZoneID(index: UInt16(low)) : nil
  }

  /// All zones, sorted by name.
  package static var all: [ZoneID] {
    contents.names.indices.map { ZoneID(index: UInt16($0)) }
  }

  /// The table as read from its text, at first use.
  struct Contents: Sendable {
    var names: [String] = []
    /// The index in `rules` of each name.
    var ruleIndices: [Int] = []
    var rules: [ZoneRules] = []
  }

  static let contents: Contents = {
    var contents = Contents()
    for pair in nameText.split(whereSeparator: \.isWhitespace) {
      let parts = pair.split(separator: "=")
      contents.names.append(String(parts[0]))
      contents.ruleIndices.append(Int(parts[1]) ?? 0)
    }
    for text in [ruleText, moreRuleText] {
      for rule in text.split(whereSeparator: \.isWhitespace) {
        contents.rules.append(ZoneRules(encoded: rule))
      }
    }
    return contents
  }()
}

/// A time zone of `ZoneTable`; two names of one zone are two identities.
package struct ZoneID: Sendable, Hashable, BitwiseCopyable {
  /// The position among all zones, sorted by name; only good with one `ZoneTable.version`.
  package let index: UInt16

  init(index: UInt16) { self.index = index }

  /// Coordinated universal time.
  package static let utc = ZoneTable.zone(named: "UTC") ?? ZoneID(index: 0)

  /// The IANA name.
  package var name: String { ZoneTable.contents.names[Int(index)] }

  /// Seconds that clocks there are ahead of UTC; before 2000 that of 2000-01-01.
  package func utcOffset(at unixSeconds: Int64) -> Int32 {
    rules.offset(at: unixSeconds)
  }

  /// The time of day that clocks there show, in seconds since midnight: 0 to 86,399.
  package func secondOfDay(at unixSeconds: Int64) -> Int {
    let local = unixSeconds + Int64(utcOffset(at: unixSeconds))
    return Int(local - local.dividedDown(by: 86_400) * 86_400)
  }

  /// What calendar and clocks there show.
  package func civil(at unixSeconds: Int64) -> CivilDateTime {
    CivilDateTime(unixSeconds: unixSeconds, offset: utcOffset(at: unixSeconds))
  }

  /// The next Unix time at which clocks there are set, if any.
  package func nextTransition(after unixSeconds: Int64) -> Int64? {
    rules.nextTransition(after: unixSeconds)
  }

  /// The Unix time at which clocks there first show a civil time.
  ///
  /// A time that the clocks skip gives the moment of the skip, so "the first instant at or after".
  package func unixSeconds(firstShowing civil: CivilDateTime) -> Int64 {
    let local = civil.secondsAsUTC
    // No zone is further than 26 hours from UTC, and no zone changes twice in two days.
    let early = local - Int64(utcOffset(at: local - 93_600))
    let late = local - Int64(utcOffset(at: local + 93_600))
    if early == local - Int64(utcOffset(at: early)) { return early }
    if late == local - Int64(utcOffset(at: late)) { return late }
    return nextTransition(after: min(early, late) - 1) ?? early
  }

  private var rules: ZoneRules {
    ZoneTable.contents.rules[ZoneTable.contents.ruleIndices[Int(index)]]
  }
}
