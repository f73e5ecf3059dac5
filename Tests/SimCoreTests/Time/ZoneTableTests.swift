import SimCore
import Testing

@Suite("Zone table")
struct ZoneTableTests {
  @Test func `every zone of the database makes every transition of a century`() throws {
    var count = 0
    for item in ZoneVectors.text.split(whereSeparator: \.isWhitespace) {
      let parts = item.split(separator: "=")
      let zone = try #require(ZoneTable.zone(named: String(parts[0])), "\(parts[0])")
      let expected = try #require(UInt64(parts[1], radix: 16))
      #expect(checksum(of: zone) == expected, "\(zone.name)")
      #expect(zone.name == parts[0])
      count += 1
    }
    #expect(count == ZoneTable.all.count)
    #expect(count > 590)
  }

  @Test func `random moments have the offsets of Python's zoneinfo`() throws {
    for item in MomentVectors.text.split(whereSeparator: \.isWhitespace) {
      let parts = item.split(separator: ",")
      let zone = try #require(ZoneTable.zone(named: String(parts[0])))
      let time = try #require(Int64(parts[1]))
      #expect(zone.utcOffset(at: time) == Int32(parts[2]), "\(item)")
    }
  }

  @Test func `days have 23, 24 or 25 hours where clocks are set`() throws {
    let rows: [(String, Int, Int, Int, Int64)] = [
      ("America/New_York", 2_026, 3, 8, 23), ("America/New_York", 2_026, 11, 1, 25),
      ("America/New_York", 2_026, 3, 9, 24), ("America/Phoenix", 2_026, 3, 8, 24),
      ("America/Phoenix", 2_026, 11, 1, 24), ("Pacific/Honolulu", 2_026, 3, 8, 24),
      ("Europe/Berlin", 2_026, 3, 29, 23), ("Europe/Berlin", 2_026, 10, 25, 25),
      ("Australia/Sydney", 2_026, 4, 5, 25), ("Australia/Sydney", 2_026, 10, 4, 23),
      ("America/Chicago", 2_099, 3, 8, 23), ("Pacific/Apia", 2_011, 12, 29, 24),
    ]
    for (name, year, month, day, hours) in rows {
      let zone = try #require(ZoneTable.zone(named: name))
      let start = try #require(CivilDateTime(year: year, month: month, day: day))
      let end = CivilDateTime(unixSeconds: start.secondsAsUTC + 86_400)
      let length = zone.unixSeconds(firstShowing: end) - zone.unixSeconds(firstShowing: start)
      #expect(length == hours * 3_600, "\(name) \(year)-\(month)-\(day)")
    }
  }

  @Test func `zones of half and quarter hours show their own time of day`() throws {
    let noon = try #require(UnixInstant("2026-07-01T12:00:00Z")).seconds
    let rows = [
      ("Asia/Kolkata", 17 * 3_600 + 1_800), ("Australia/Lord_Howe", 22 * 3_600 + 1_800),
      ("America/St_Johns", 9 * 3_600 + 1_800), ("Asia/Kathmandu", 17 * 3_600 + 2_700),
      ("Australia/Eucla", 20 * 3_600 + 2_700), ("UTC", 12 * 3_600), ("Etc/GMT+8", 4 * 3_600),
    ]
    for (name, second) in rows {
      let zone = try #require(ZoneTable.zone(named: name))
      #expect(zone.secondOfDay(at: noon) == second, "\(name)")
      #expect(zone.civil(at: noon).secondOfDay == second, "\(name)")
    }
  }

  @Test func `a time that clocks skip is the moment of the skip, a doubled one is its first`()
    throws
  {
    let zone = try #require(ZoneTable.zone(named: "America/New_York"))
    let skipped = try #require(CivilDateTime(year: 2_026, month: 3, day: 8, hour: 2, minute: 30))
    #expect(zone.unixSeconds(firstShowing: skipped) == UnixInstant("2026-03-08T07:00:00Z")?.seconds)
    let doubled = try #require(CivilDateTime(year: 2_026, month: 11, day: 1, hour: 1, minute: 30))
    #expect(zone.unixSeconds(firstShowing: doubled) == UnixInstant("2026-11-01T05:30:00Z")?.seconds)
    // Samoa left out 30 December 2011.
    let samoa = try #require(ZoneTable.zone(named: "Pacific/Apia"))
    let missing = try #require(CivilDateTime(year: 2_011, month: 12, day: 30, hour: 12))
    #expect(
      samoa.unixSeconds(firstShowing: missing) == UnixInstant("2011-12-30T10:00:00Z")?.seconds
    )
  }

  @Test func `any time of day comes back from the clock that shows it`() throws {
    for name in ["America/Los_Angeles", "Europe/Dublin", "Asia/Gaza", "America/Nuuk", "Asia/Tokyo"]
    {
      let zone = try #require(ZoneTable.zone(named: name))
      for index in 0..<2_000 {
        let time =
          946_684_800 + Int64(DrawKey(seed: 6).below(3_155_760_000, .testGap, UInt64(index)))
        let first = zone.unixSeconds(firstShowing: zone.civil(at: time))
        #expect(first == time || (first < time && zone.civil(at: first) == zone.civil(at: time)))
      }
    }
  }

  @Test func `names that are not in the database are refused`() {
    for name in ["", "America", "America/Nowhere", "america/new_york", "Zulu2", "UTC "] {
      #expect(ZoneTable.zone(named: name) == nil)
    }
    #expect(ZoneID.utc.name == "UTC")
    #expect(ZoneID.utc.nextTransition(after: 0) == nil)
    #expect(ZoneTable.version.utf8.count == 5)
  }

  /// As `checksum` in the script that wrote the vectors.
  private func checksum(of zone: ZoneID) -> UInt64 {
    let (first, last): (Int64, Int64) = (946_684_800, 4_102_444_800)
    var words = [Int64(zone.utcOffset(at: first))]
    var time = first
    while let next = zone.nextTransition(after: time), next <= last {
      let offset = zone.utcOffset(at: next)
      if offset != zone.utcOffset(at: next - 1) { words += [next, Int64(offset)] }
      time = next
    }
    return words.reduce(0xCBF2_9CE4_8422_2325) { hash, word in
      (hash ^ UInt64(bitPattern: word)) &* 0x100_0000_01B3
    }
  }
}
