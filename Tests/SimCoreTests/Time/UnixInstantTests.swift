import Foundation
import SimCore
import Testing

@Suite("Unix instant")
struct UnixInstantTests {
  /// RFC 3339, section 5.8.
  @Test func `the examples of the standard are read`() throws {
    let first = try #require(UnixInstant("1985-04-12T23:20:50.52Z"))
    #expect(first.seconds == 482_196_050 && first.nanoseconds == 520_000_000)
    let second = try #require(UnixInstant("1996-12-19T16:39:57-08:00"))
    #expect(second.seconds == 851_042_397)
    #expect(second.text() == "1996-12-20T00:39:57Z")
    let leap = try #require(UnixInstant("1990-12-31T23:59:60Z"))
    #expect(leap == UnixInstant("1991-01-01T00:00:00Z"))
    #expect(UnixInstant("1990-12-31T15:59:60-08:00") == leap)
    let old = try #require(UnixInstant("1937-01-01T12:00:27.87+00:20"))
    #expect(old.seconds == -1_041_337_173 && old.nanoseconds == 870_000_000)
  }

  @Test func `text is that of Foundation, and reads back`() {
    let formatter = ISO8601DateFormatter()
    let key = DrawKey(seed: 4)
    for index in 0..<2_000 {
      let seconds = Int64(key.below(8_000_000_000, .testGap, UInt64(index))) - 2_000_000_000
      let minutes = key.below(28 * 60, .testNoise, UInt64(index)) - 14 * 60
      let instant = UnixInstant(seconds: seconds)
      formatter.timeZone = TimeZone(secondsFromGMT: minutes * 60)
      let date = Date(timeIntervalSince1970: Double(seconds))
      let text = instant.text(offset: Int32(minutes * 60))
      #expect(text == formatter.string(from: date))
      #expect(UnixInstant(text) == instant)
    }
  }

  @Test func `decimals of the second are as long as they must be`() {
    #expect(UnixInstant(seconds: 0, nanoseconds: 500_000_000).text() == "1970-01-01T00:00:00.5Z")
    #expect(UnixInstant(seconds: 0, nanoseconds: 1).text() == "1970-01-01T00:00:00.000000001Z")
    #expect(UnixInstant("1970-01-01T00:00:00.1234567891Z")?.nanoseconds == 123_456_789)
    #expect(UnixInstant("1970-01-01 00:00:00.25z")?.nanoseconds == 250_000_000)
  }

  @Test(arguments: [
    "", "2026-03-02", "2026-03-02T14:00:00", "2026-03-02T14:00Z", "2026-02-30T14:00:00Z",
    "2026-13-02T14:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T14:60:00Z", "2026-03-02T14:00:61Z",
    "2026-03-02T14:00:00.Z", "2026-03-02T14:00:00+5:30", "2026-03-02T14:00:00+05:60",
    "2026-03-02T14:00:00+24:00", "2026-03-02T14:00:00Zx", " 2026-03-02T14:00:00Z",
    "26-03-02T14:00:00Z",
    "2026-03-02T14:00:00\u{FF3A}", "2026-0\u{0663}-02T14:00:00Z", "+2026-03-02T14:00:00Z",
  ])
  func `anything else is refused`(text: String) {
    #expect(UnixInstant(text) == nil)
  }

  @Test func `steps carry between seconds and nanoseconds both ways`() {
    let start = UnixInstant(seconds: 100, nanoseconds: 700_000_000)
    #expect(start.advanced(by: .milliseconds(300)) == UnixInstant(seconds: 101))
    #expect(
      start.advanced(by: .milliseconds(-800)) == UnixInstant(seconds: 99, nanoseconds: 900_000_000)
    )
    #expect(start.at(SimInstant(nanoseconds: 3_600_000_000_000)).seconds == 3_700)
    #expect(start < start.advanced(by: .nanoseconds(1)))
  }
}
