import SimCore
import Testing
import VoicePipeline

@Suite("Audit census")
struct AuditCensusTests {
  /// A log of these entries, as text.
  private func text(_ events: [(AuditEvent, call: Int?, data: AuditData)]) throws -> [UInt8] {
    var log = try AuditFixture.log()
    for (index, entry) in events.enumerated() {
      var made = AuditEntry(
        entry.0,
        by: .dialer,
        at: SimInstant(nanoseconds: Int64(index) * 1_000_000),
        call: entry.call,
        data: entry.data
      )
      made.campaign = "spring"
      log.record(made)
    }
    return log.sealed(at: SimInstant(nanoseconds: 1_000_000_000)).table.compressed
  }

  private let leads: Set<UInt64> = [2_122_340_001, 4_152_345_678]

  private func census(_ text: [UInt8], made: Int = 2) -> AuditCensus {
    AuditCensus(text, callsMade: made, leads: leads)
  }

  @Test func `a log in which each call is dialled and ended has none open and nobody in clear`()
    throws
  {
    let log = try text([
      (.dialled, 1, .none), (.dialled, 2, .none), (.ended, 2, .none), (.ended, 1, .none),
    ])
    let census = census(log)
    #expect(census.calls == 2 && census.openCalls == 0 && census.personalData == 0)
    #expect(census.retentionYears == 3)
  }

  @Test func `calls without one dial and one end are open`() throws {
    let cases: [([(AuditEvent, call: Int?, data: AuditData)], made: Int, open: Int)] = [
      ([(.dialled, 1, .none), (.dialled, 2, .none), (.ended, 1, .none)], 2, 1),
      ([(.dialled, 1, .none), (.ended, 1, .none), (.ended, 1, .none)], 1, 1),
      ([(.dialled, 1, .none), (.dialled, 1, .none), (.ended, 1, .none)], 1, 1),
      ([(.ended, 1, .none), (.dialled, 1, .none)], 1, 1),
      // Calls that the log does not know.
      ([(.dialled, 1, .none), (.ended, 1, .none)], 5, 4),
    ]
    for (events, made, open) in cases {
      #expect(census(try text(events), made: made).openCalls == open, "\(events)")
    }
  }

  @Test func `one byte that was changed leaves no chain closed`() throws {
    let log = try text([
      (.dialled, 1, .none), (.ended, 1, .none), (.dialled, 2, .none), (.ended, 2, .none),
    ])
    let lines = log.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for index in stride(from: lines[0].count + 1, to: log.count - 1, by: 7) {
      var altered = log
      altered[index] = altered[index] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
      #expect(census(altered).openCalls == 2, "byte \(index)")
    }
    let cut = Array(log[..<(log.count / 2)])
    #expect(census(cut).openCalls == 2)
  }

  @Test func `numbers of leads are found in clear, however they are grouped`() throws {
    // The log redacts what it is given; a leak is put in behind its back.
    let log = try text([(.dialled, 1, .text("from a to b")), (.ended, 1, .none)])
    let leaks = [
      ("2122340001", 1), ("+1 (212) 234-0001", 1), ("212.2340001", 1), ("21 22 34 00 01", 1),
      ("4152345678 and 2122340001", 2), ("a@b.org", 1), ("078-05-1120", 1), ("seat 12", 0),
      ("21-2234.00/01", 1),
    ]
    for (leak, count) in leaks {
      let text = String(decoding: log, as: UTF8.self).replacing("from a to b", with: leak)
      #expect(census(Array(text.utf8), made: 1).personalData == count, "\(leak)")
    }
  }

  @Test func `what the log redacts is not found`() throws {
    let log = try text([
      (.dialled, 1, .text("call 212-234-0001 or +14152345678, a@b.org")), (.ended, 1, .none),
    ])
    #expect(census(log, made: 1).personalData == 0)
    #expect(census(log, made: 1).openCalls == 0)
  }
}
