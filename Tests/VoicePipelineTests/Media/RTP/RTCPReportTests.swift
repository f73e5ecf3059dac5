import SimCore
import Testing
import VoicePipeline

@Suite("RTCP reports")
struct RTCPReportTests {
  private static let block = RTCPReportBlock(
    source: 0x0A0B_0C0D,
    fractionLost: 0x40,
    cumulativeLost: -2,
    highestSequence: 0x0001_0005,
    jitter: 33,
    lastSenderReport: 0x1122_3344,
    delaySinceIt: 0x0001_8000
  )

  @Test func `a sender report has the bytes of RFC 3550`() {
    let time = NTPTime(UnixInstant(seconds: 0, nanoseconds: 500_000_000))
    let report = RTCPReport(
      source: 0x0102_0304,
      sender: RTCPReport.Sender(time: time, timestamp: 160, packets: 2, octets: 320),
      blocks: [Self.block],
      name: "a@b"
    )
    let expected: [UInt8] =
      [0x81, 200, 0, 12, 1, 2, 3, 4]
      // 1970 is 2,208,988,800 s after 1900: 0x83AA7E80.
      + [0x83, 0xAA, 0x7E, 0x80, 0x80, 0, 0, 0, 0, 0, 0, 160, 0, 0, 0, 2, 0, 0, 1, 0x40]
      + [0x0A, 0x0B, 0x0C, 0x0D, 0x40, 0xFF, 0xFF, 0xFE, 0, 1, 0, 5, 0, 0, 0, 33]
      + [0x11, 0x22, 0x33, 0x44, 0, 1, 0x80, 0]
      + [0x81, 202, 0, 3, 1, 2, 3, 4, 1, 3, 0x61, 0x40, 0x62, 0, 0, 0]
    #expect(report.bytes == expected)
  }

  @Test func `who has sent nothing reports as a receiver`() {
    let report = RTCPReport(source: 1, sender: nil, blocks: [Self.block], name: "ab")
    #expect(Array(report.bytes[..<4]) == [0x81, 201, 0, 7])
    // The name is ended by a zero, and padded to a word.
    #expect(
      Array(report.bytes[32...]) == [0x81, 202, 0, 3, 0, 0, 0, 1, 1, 2, 0x61, 0x62, 0, 0, 0, 0]
    )
  }

  @Test func `the last one says good-bye for its source`() {
    let report = RTCPReport(source: 0x0102_0304, sender: nil, blocks: [], name: "a", isLast: true)
    #expect(report.bytes.suffix(8) == [0x81, 203, 0, 1, 1, 2, 3, 4])
  }

  @Test func `a report block quotes the middle of the time`() {
    let time = NTPTime(UnixInstant(seconds: 1, nanoseconds: 250_000_000))
    #expect(time.bits == 0x83AA_7E81_4000_0000 && time.middle == 0x7E81_4000)
  }

  @Test func `every report is a whole number of words`() {
    for length in 0..<20 {
      let name = String(repeating: "x", count: length)
      let report = RTCPReport(source: 1, sender: nil, blocks: [], name: name)
      #expect(report.bytes.count % 4 == 0 && report.bytes.last == 0)
    }
  }
}
