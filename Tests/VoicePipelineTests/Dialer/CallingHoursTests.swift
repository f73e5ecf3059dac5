import Foundation
import SimCore
import Testing
import VoicePipeline

@Suite("Calling hours")
struct CallingHoursTests {
  private func zone(_ name: String) throws -> ZoneID {
    try #require(ZoneTable.zone(named: name))
  }

  private func seconds(_ text: String) throws -> Int64 {
    try #require(UnixInstant(text)).seconds
  }

  @Test(arguments: [
    // An ordinary day in winter, an hour ahead in summer.
    ("2026-01-15T13:00:00Z", "2026-01-16T02:00:00Z"),
    ("2026-07-15T12:00:00Z", "2026-07-16T01:00:00Z"),
    // Clocks go forward at 2 o'clock: the day has 23 hours. They go back: it has 25.
    ("2026-03-08T12:00:00Z", "2026-03-09T01:00:00Z"),
    ("2026-11-01T13:00:00Z", "2026-11-02T02:00:00Z"),
  ])
  func `in New York they last from 8 to 21, whenever clocks are set`(
    _ opening: String,
    _ closing: String
  ) throws {
    let zones = [try zone("America/New_York")]
    let hours = CallingHours.federal
    let open = try seconds(opening)
    let close = try seconds(closing)
    #expect(!hours.areOpen(in: zones, at: open - 1))
    #expect(hours.areOpen(in: zones, at: open))
    #expect(hours.areOpen(in: zones, at: close - 1))
    #expect(!hours.areOpen(in: zones, at: close))
    #expect(hours.opening(in: zones, from: open - 7_200) == open)
    #expect(hours.opening(in: zones, from: open + 1) == open + 1)
    #expect(hours.closing(in: zones, from: open) == close)
    #expect(hours.closing(in: zones, from: close) == close)
  }

  @Test func `several zones leave what all of them allow`() throws {
    let hours = CallingHours.federal
    // Eastern closes at 1:00 UTC in July; Pacific opens at 15:00.
    let both = [try zone("America/New_York"), try zone("America/Los_Angeles")]
    let noon = try seconds("2026-07-15T12:00:00Z")
    let opening = try seconds("2026-07-15T15:00:00Z")
    #expect(hours.opening(in: both, from: noon) == opening)
    #expect(hours.closing(in: both, from: opening) == opening + 10 * 3_600)
    // Arizona but not the Navajo Nation keeps standard time: an hour less in summer.
    let arizona = [try zone("America/Phoenix"), try zone("America/Denver")]
    let phoenix = try seconds("2026-07-15T15:00:00Z")
    #expect(hours.opening(in: arizona, from: phoenix - 7_200) == phoenix)
    #expect(hours.closing(in: arizona, from: phoenix) == phoenix + 12 * 3_600)
    // On opposite sides of the Earth office hours never meet, and nowhere is no place to call.
    let office = CallingHours(secondsOfDay: 9 * 3_600..<17 * 3_600)
    let apart = [try zone("America/New_York"), try zone("Asia/Singapore")]
    #expect(office.opening(in: apart, from: noon) == nil)
    #expect(!hours.areOpen(in: [], at: noon))
    #expect(hours.opening(in: [], from: noon) == nil)
  }

  @Test func `openings and closings are what a search second by second would find`() throws {
    let key = DrawKey(seed: 21)
    let all = ZoneTable.all
    for index in 0..<2_000 as Range<UInt64> {
      let draw = key.entity("case", index)
      let zones = (0..<1 + draw.below(3, .count)).map {
        all[draw.below(all.count, .zone, UInt64($0))]
      }
      let start = 1_767_225_600 + Int64(draw.below(365 * 86_400, .time))
      let lower = draw.below(80_000, .lower)
      let hours = CallingHours(
        secondsOfDay: lower..<lower + 1 + draw.below(86_400 - lower - 1, .length)
      )
      let isOpen = hours.areOpen(in: zones, at: start)
      #expect(isOpen == zones.allSatisfy { hours.secondsOfDay.contains($0.secondOfDay(at: start)) })
      if isOpen {
        let end = hours.closing(in: zones, from: start)
        #expect(!hours.areOpen(in: zones, at: end) || end >= start + 400 * 86_400)
        #expect(steps(start..<end).allSatisfy { hours.areOpen(in: zones, at: $0) }, "case \(index)")
      } else if let begin = hours.opening(in: zones, from: start) {
        #expect(hours.areOpen(in: zones, at: begin))
        #expect(
          steps(start..<begin).allSatisfy { !hours.areOpen(in: zones, at: $0) },
          "case \(index)"
        )
      }
    }
  }

  /// Both ends of a range and 200 seconds inside it.
  private func steps(_ range: Range<Int64>) -> [Int64] {
    guard range.count > 300 else { return Array(range) }
    let stride = Int64(range.count / 200)
    return (0..<200).map { range.lowerBound + $0 * stride } + [range.upperBound - 1]
  }

  @Test func `the host's calendar agrees in every zone of an area code, DST days included`() throws
  {
    let sets = Set(AreaCodes.all.compactMap { AreaCodes.zones(of: $0) })
      .sorted { $0.index < $1.index }
    #expect(sets.count > 20)
    // Days that are past, so that every version of the zone files says the same of them.
    let days = ["2024-03-10", "2024-07-01", "2024-11-03", "2025-01-01", "2025-03-09"]
    for set in sets {
      let calendars = try set.zones.map { zone in
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: zone.name))
        return calendar
      }
      for day in days {
        let midnight = try seconds("\(day)T00:00:00Z")
        for second in stride(from: midnight, to: midnight + 36 * 3_600, by: 1_800)
          .flatMap({ [$0 - 1, $0] })
        {
          let date = Date(timeIntervalSince1970: Double(second))
          let expected = calendars.allSatisfy { (8..<21).contains($0.component(.hour, from: date)) }
          let found = CallingHours.federal.areOpen(in: set.zones, at: second)
          #expect(found == expected, "\(set.zones.map(\.name)) \(second)")
        }
      }
    }
  }
}

extension Purpose {
  fileprivate static let count = Purpose("test.count")
  fileprivate static let zone = Purpose("test.zone")
  fileprivate static let time = Purpose("test.time")
  fileprivate static let lower = Purpose("test.lower")
  fileprivate static let length = Purpose("test.length")
}
