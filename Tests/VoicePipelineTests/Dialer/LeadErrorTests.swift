import Foundation
import SimCore
import Testing
import VoicePipeline

@Suite("Lead errors")
struct LeadErrorTests {
  private func error(_ text: String) throws -> LeadError? { try loadError(Array(text.utf8)) }

  @Test func `a missing file, a directory and a closed door are told apart`() throws {
    let missing = FileError(path: "/missing.csv", operation: .open, errno: ENOENT)
    #expect(throws: LeadError.unreadable(missing)) { try LeadFile.load("/missing.csv") }
    let directory = FileError(path: "/tmp", operation: .read, errno: EISDIR)
    #expect(throws: LeadError.unreadable(directory)) { try LeadFile.load("/tmp") }
    #expect(LeadError.unreadable(missing).code == "LEAD-001")
    #expect(LeadError.unreadable(directory).code == "LEAD-002")
    #expect("\(LeadError.unreadable(missing))".contains("No such file or directory"))
    #expect(LeadError.exitCode == 65)
  }

  @Test func `an empty file and a header alone are no lead files`() throws {
    for text in ["", "\n", "\r\n\r\n", "\u{FEFF}"] {
      #expect(try error(text)?.code == "LEAD-003", "\(text.debugDescription)")
    }
    for text in ["phone", "phone\n", "phone,consent\r\n\r\n"] {
      #expect(try error(text)?.code == "LEAD-009", "\(text.debugDescription)")
    }
  }

  @Test func `UTF-32 is refused by its mark, in either order of bytes`() throws {
    for encoding in [String.Encoding.utf32LittleEndian, .utf32BigEndian] {
      let data = try #require("\u{FEFF}phone\n2122334567\n".data(using: encoding))
      #expect(try loadError(Array(data))?.code == "LEAD-004", "\(encoding)")
    }
  }

  @Test func `an unknown column is named with its place and the nearest name`() throws {
    let cases = [
      ("Phone", "phone"), ("phone_number", "phone"), ("fone", "phone"), ("timezone", "time_zone"),
      ("Time Zone", "time_zone"), ("zone", "time_zone"), ("prio", "priority"),
      ("priorty", "priority"),
      ("consnt", "consent"),
      ("dnc", "do_not_call"), ("do-not-call", "do_not_call"), ("id", "lead_id"),
    ]
    for (name, nearest) in cases {
      #expect(LeadErrorTests.suggestion(try error("priority,\(name)\n")) == nearest, "\(name)")
    }
    let found = try error("\n\nphone,consent,priorty\n")
    guard case .unknownColumn(_, 3, 3, "priorty", "priority")? = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(found?.code == "LEAD-007")
    #expect(try error("a\u{1B}[31m,phone\n")?.description.contains("\u{1B}") == false)
  }

  @Test func `a column that resembles none is told once, and not read`() throws {
    let file = try load("lead_id,favourite colour,phone,,e\u{7}mail\n1,red,2122334567,x,y\n")
    #expect(
      file.format.unreadColumns
        == ["lead_id", "favourite colour", "number 4, without a name", "e?mail"]
    )
    #expect(file.format.notes.count == 1)
    #expect(file.columns == [.leadID, nil, .phone, nil, nil])
    #expect(file.accepted == 1)
    let wide = "phone," + (1...63).map { "c\($0)x" }.joined(separator: ",")
    #expect(try load("\(wide)\n2122334567\(String(repeating: ",", count: 63))\n").accepted == 1)
    #expect(try error("\(wide),one more\n2122334567\n")?.code == "LEAD-016")
  }

  @Test func `a header must have a phone, and each column once`() throws {
    #expect(try error("consent,priority\nyes,1\n")?.code == "LEAD-006")
    let twice = try error("phone,consent,phone\n")
    #expect(twice?.code == "LEAD-008")
    #expect(twice?.position?.column == 3)
    #expect(try error("phone,\"consent\n2122334567,yes\n")?.code == "LEAD-005")
    #expect(try error("phone,con\0sent\n")?.code == "LEAD-005")
    #expect(try error("phone,\(String(repeating: "x", count: 70_000))\n")?.code == "LEAD-005")
  }

  @Test func `a message says file, line, column, cause, remedy and code`() {
    let error = LeadError.unknownColumn(
      path: "leads.csv",
      line: 1,
      column: 2,
      name: "Tel",
      nearest: "phone"
    )
    #expect(
      "\(error)" == "leads.csv:1:2: unknown column \"Tel\"; did you mean \"phone\"? [LEAD-007]"
    )
    let row = RejectedRow(line: 12, column: 1, reason: .phonePremium)
    #expect(
      "\(LeadError.rejected(path: "a.csv", row: row, isSheet: false))" == """
        a.csv:12:1: phone is a premium number; leave the row out; it is never dialled [LEAD-115]
        """
    )
    #expect(
      "\(LeadError.empty(path: "a.csv"))".hasPrefix("a.csv: the file is empty; ")
    )
  }

  private static func suggestion(_ error: LeadError?) -> String? {
    guard case .unknownColumn(_, _, _, _, let nearest)? = error else { return nil }
    return nearest
  }
}
