import Foundation
import Testing

@Suite("Bad lead files")
struct BadLeadTests {
  private static let good = "+12122341999,America/New_York,1,yes,no\n"

  /// Whole files that no campaign can be read from.
  static let files: [(name: String, text: String, code: String, place: String)] = [
    ("an empty file", "", "LEAD-003", "leads.csv: "),
    ("a header without rows", BadInput.header, "LEAD-009", "leads.csv: "),
    ("a missing column", "time_zone,priority\nAmerica/New_York,1\n", "LEAD-006", "leads.csv:1: "),
    ("an unknown column", "phone,prioritie\n+12122341999,1\n", "LEAD-007", "leads.csv:1:"),
    ("a column twice", "phone,phone\n+12122341999,+12122341998\n", "LEAD-008", "leads.csv:1:"),
    ("UTF-16", "\u{FEFF}", "LEAD-00", "leads.csv"),
  ]

  /// Rows that are refused one by one, with their code and line.
  static let rows: [(name: String, text: String, code: String, line: Int)] = [
    ("wrong columns", good + "+12122341998,America/New_York\n", "LEAD-101", 3),
    ("an unterminated quote", good + "\"+12122341998,America/New_York,1,yes,no\n", "LEAD-103", 3),
    (
      "a field of 10 MB", good + String(repeating: "9", count: 10_000_000) + ",,,,\n",
      "LEAD-104", 3
    ),
    ("a NUL byte", good + "+1212\u{0}2341998,America/New_York,1,yes,no\n", "LEAD-106", 3),
    ("a bad phone", good + "call me,America/New_York,1,yes,no\n", "LEAD-109", 3),
    ("a duplicate phone", good + good, "LEAD-121", 3),
    ("a bad time zone", good + "+12122341998,Atlantis,1,yes,no\n", "LEAD-117", 3),
  ]

  @Test func `a lead file that is not there is named`() throws {
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.good)
    let ending = try Binary.debug("run", "good.yaml", in: folder.url)
    #expect(ending.code == 65)
    #expect(ending.errors.hasPrefix("simrun: error[LEAD-001]: "), "\(ending.errors)")
    #expect(ending.errors.contains("leads.csv"))
    #expect(ending.errors.contains("\n  remedy: "))
  }

  @Test(arguments: BadLeadTests.files.indices)
  func `a lead file without leads ends 65 with its place and remedy`(index: Int) throws {
    let input = Self.files[index]
    let ending = try Self.run(leads: input.text)
    #expect(ending.code == 65, "\(input.name)")
    #expect(ending.errors.hasPrefix("simrun: error[\(input.code)"), "\(ending.errors)")
    #expect(ending.errors.contains(input.place), "\(ending.errors)")
    #expect(ending.errors.contains("\n  remedy: "), "\(ending.errors)")
    #expect(ending.output.isEmpty)
  }

  @Test(arguments: BadLeadTests.rows.indices)
  func `a bad row is refused by itself, and fatal only when rows are strict`(index: Int) throws {
    let input = Self.rows[index]
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.good)
    try folder.write("leads.csv", BadInput.header + input.text)
    let lenient = try Binary.debug("run", "good.yaml", "--out", "run", in: folder.url)
    try #require([0, 1, 2].contains(lenient.code), "\(input.name): \(lenient.errors)")
    let rejects = try folder.text("run/rejects.csv").split(separator: "\n")
    #expect(rejects.count == 2, "\(rejects)")
    #expect(rejects.last?.hasPrefix("\(input.line),") == true, "\(rejects)")
    let report = try folder.text("run/run.json")
    #expect(report.contains("\"rejected\""))

    let strict = try Binary.debug("run", "good.yaml", "--strict-leads", in: folder.url)
    #expect(strict.code == 65)
    let place = "simrun: error[\(input.code)]: "
    #expect(strict.errors.hasPrefix(place), "\(strict.errors)")
    #expect(strict.errors.contains("leads.csv:\(input.line):"), "\(strict.errors)")
    #expect(strict.errors.contains("\n  remedy: "), "\(strict.errors)")
    #expect(!folder.exists("Reports"))
  }

  @Test(arguments: ["\u{FEFF}", ""])
  func `a byte-order mark and Windows line ends are read`(mark: String) throws {
    let text = (mark + BadInput.leads).replacing("\n", with: "\r\n")
    let ending = try Self.run(leads: text)
    #expect([0, 1, 2].contains(ending.code), "\(ending.errors)")
    #expect(!ending.output.contains("refused"))
  }

  private static func run(leads: String) throws -> Binary.Ending {
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.good)
    try folder.write("leads.csv", leads)
    return try Binary.debug("run", "good.yaml", in: folder.url)
  }
}
