import SimCore
import Testing
import VoicePipeline

@Suite("Arrival trace")
struct ArrivalTraceTests {
  private static let start = UnixInstant(seconds: 1_772_463_600)

  private func trace(_ text: String) throws -> [Int64] {
    try withFile(text) { path in
      try ArrivalTrace.load(path, start: Self.start).instants.map(\.nanoseconds)
    }
  }

  /// What is wrong with a text, and where.
  private func fault(_ text: String) throws -> ArrivalFault? {
    try withFile(text) { path in
      do throws(ArrivalTraceError) {
        _ = try ArrivalTrace.load(path, start: Self.start)
        return nil
      } catch {
        guard case .faulty(_, let fault) = error else { return nil }
        return fault
      }
    }
  }

  @Test func `seconds are read to the nanosecond, with and without a header`() throws {
    let expected: [Int64] = [0, 500_000_000, 500_000_000, 12_000_000_001]
    #expect(try trace("0\n0.5\n0.500\n12.000000001\n") == expected)
    #expect(try trace("time\r\n0\r\n0.5\r\n0.500\r\n12.000000001") == expected)
    #expect(
      try trace("caller; Arrival ;x\na;0;1\nb; 0.5 ;1\nc;0.500;1\nd;12.000000001;") == expected
    )
    #expect(try trace("\u{FEFF}timestamp,queue\n0,a\n0.5,b\n0.500,c\n12.000000001,d\n") == expected)
  }

  @Test func `timestamps count from the start of the run, whatever their offset`() throws {
    // 1772463600 is 2026-03-02T15:00:00Z.
    let text = "time\n2026-03-02T15:00:00Z\n2026-03-02T10:00:01.25-05:00\n2026-03-02T16:00:00Z\n"
    #expect(try trace(text) == [0, 1_250_000_000, 3_600_000_000_000])
  }

  @Test func `the digest is that of the bytes`() throws {
    let text = "time\n1\n2\n"
    let trace = try withFile(text) { try ArrivalTrace.load($0, start: Self.start) }
    var hash = SHA256()
    hash.update(Array(text.utf8))
    #expect(trace.digest == hash.finalize())
  }

  @Test func `what cannot be lived is refused with its line and field`() throws {
    let bad: [(text: String, kind: ArrivalFault.Kind, line: Int?, column: Int?)] = [
      ("", .empty, nil, nil),
      ("\n\n", .empty, nil, nil),
      ("time\n", .noRows, nil, nil),
      ("when,who\n1,a\n", .header, 1, nil),
      ("who,time\na,1\nb\n", .row, 3, 2),
      ("1\nsoon\n", .row, 2, 1),
      ("1\n1e3\n", .row, 2, 1),
      ("1\n2.\n", .row, 2, 1),
      ("1\n1.0000000001\n", .row, 2, 1),
      ("1\n\"2\n", .row, 2, 1),
      ("1\n2026-03-02T15:00:02Z\n", .mixed, 2, 1),
      ("2026-03-02T15:00:02Z\n3\n", .mixed, 2, 1),
      ("2026-03-02T14:59:59.999Z\n", .early, 1, 1),
      ("-1\n", .early, 1, 1),
      ("5\n7\n6.999999999\n", .disorder, 3, 1),
      ("PK\u{3}\u{4}", .foreign, nil, nil),
    ]
    for (text, kind, line, column) in bad {
      let found = try fault(text)
      #expect(found?.kind == kind, "\(text)")
      #expect(found?.line == line, "\(text)")
      #expect(found?.column == column, "\(text)")
    }
    // A comma parts fields: what follows it is another one.
    #expect(try trace("1\n2,5x\n") == [1_000_000_000, 2_000_000_000])
  }

  @Test func `a file that is not there is named as such`() {
    #expect(throws: ArrivalTraceError.self) {
      _ = try ArrivalTrace.load("/nowhere/calls.csv", start: Self.start)
    }
  }
}
