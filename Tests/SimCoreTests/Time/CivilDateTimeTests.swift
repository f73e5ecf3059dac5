import SimCore
import Testing

@Suite("Civil date and time")
struct CivilDateTimeTests {
  @Test func `days and dates agree with a calendar turned leaf by leaf`() {
    // 1600-01-01 is 135,140 days before 1970-01-01, and was a Saturday.
    var day = -135_140
    var weekday = 6
    for year in 1_600...2_400 {
      for month in 1...12 {
        for date in 1...CivilDateTime.days(in: month, of: year) {
          let civil = CivilDateTime(year: year, month: month, day: date)
          guard civil?.dayNumber == day, civil?.weekday == weekday,
            CivilDateTime(unixSeconds: Int64(day) * 86_400) == civil
          else {
            Issue.record("\(year)-\(month)-\(date) is wrong")
            return
          }
          day += 1
          weekday = (weekday + 1) % 7
        }
      }
    }
    #expect(day == 157_420)
  }

  @Test func `leap years follow the Gregorian rule`() {
    #expect(
      [1_900, 2_000, 2_023, 2_024, 2_100, 2_400].map(CivilDateTime.isLeap) == [
        false, true, false, true, false, true,
      ]
    )
    #expect(CivilDateTime(year: 2_024, month: 2, day: 29) != nil)
    #expect(CivilDateTime(year: 2_100, month: 2, day: 29) == nil)
  }

  @Test func `parts that make no date are refused`() {
    #expect(CivilDateTime(year: 2_026, month: 0, day: 1) == nil)
    #expect(CivilDateTime(year: 2_026, month: 13, day: 1) == nil)
    #expect(CivilDateTime(year: 2_026, month: 4, day: 31) == nil)
    #expect(CivilDateTime(year: 2_026, month: 4, day: 0) == nil)
    #expect(CivilDateTime(year: 2_026, month: 4, day: 1, hour: 24) == nil)
    #expect(CivilDateTime(year: 2_026, month: 4, day: 1, minute: 60) == nil)
    #expect(CivilDateTime(year: 2_026, month: 4, day: 1, second: 60) == nil)
  }

  @Test func `seconds before 1970 and offsets carry over midnight`() {
    let before = CivilDateTime(unixSeconds: -1)
    #expect(before.year == 1_969 && before.month == 12 && before.day == 31)
    #expect(before.secondOfDay == 86_399)
    let west = CivilDateTime(unixSeconds: 3_600, offset: -18_000)
    #expect(west.day == 31 && west.hour == 20)
    #expect(west.secondsAsUTC == 3_600 - 18_000)
    #expect(west < before)
  }
}
