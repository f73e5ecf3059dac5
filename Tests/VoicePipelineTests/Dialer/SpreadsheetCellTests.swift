import SimCore
import Testing
import VoicePipeline

@Suite("Cells of spreadsheets")
struct SpreadsheetCellTests {
  private func reason(_ text: String) -> RejectReason? {
    do throws(RejectReason) {
      _ = try PhoneNumber(text: text)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "2122334567.0", "12122334567.00", "+12122334567.0", "2122334567,0", "2122334567.",
    "2.122334567E+09", "2,122334567E9", "1.2122334567e+010", "21223345670E-1",
    "'2122334567", "' 2122334567", "=\"2122334567\"", "=\"+1 (212) 233-4567\"", "'=\"2122334567\"",
    "\u{feff}2122334567", "\u{a0}2122334567\u{a0}", "\n2122334567\r\n",
  ])
  func `a number of which no digit is lost is read`(text: String) throws {
    #expect(try PhoneNumber(text: text).e164 == "+12122334567")
  }

  @Test(arguments: [
    ("2.12234E+09", RejectReason.phoneScientific), ("1.21223E+10", .phoneScientific),
    ("2,12234E+09", .phoneScientific), ("2E9", .phoneScientific), ("2.12E-3", .phoneScientific),
    ("2.1223345675E-1", .phoneScientific), ("2.12233456E+09", .phoneScientific),
    ("03/04/2026", .phoneDate), ("3/4/26", .phoneDate), ("2026-03-04", .phoneDate),
    ("04.03.2026", .phoneDate), ("31.12.1999", .phoneDate), ("2026-03-04 00:00:00", .phoneDate),
    ("2026-03-04T12:30:00", .phoneDate), ("2026-03-04 12", .phoneDate), ("4-Mar-26", .phoneDate),
    ("Mar 4, 2026", .phoneDate), ("4 September 2026", .phoneDate), ("=\"2026-03-04\"", .phoneDate),
    ("44986", .phoneLength), ("212-23-3456", .phoneLength), ("2334567", .phoneLength),
    ("=A1+1", .formula), ("=cmd|' /C calc'!A0", .formula), ("+cmd|calc", .formula),
    ("-sum(A1)", .formula), ("@SUM(A1)", .formula), ("=2122334567", .formula), ("=", .formula),
    ("=\"212\"&\"2334567\"", .formula), ("=\"2122334567", .formula),
    ("#N/A", .cellError), ("#REF!", .cellError), ("#DIV/0!", .cellError), ("#BEZUG!", .cellError),
    ("##########", .cellError), ("#2122334567", .phoneMalformed),
    ("2122334567 / 3122334567", .phoneTwoNumbers), ("2122334567;3122334567", .phoneTwoNumbers),
    ("2122334567,3122334567", .phoneTwoNumbers), ("212-233-4567 312-233-4567", .phoneTwoNumbers),
    ("2122334567 or 3122334567", .phoneTwoNumbers), ("2122334567\n3122334567", .phoneTwoNumbers),
    ("21223345673122334567", .phoneTwoNumbers), ("2122334567 ext 12", .phoneMalformed),
    ("2122334567.5", .phoneMalformed), ("1212233456.0", .phoneAreaCode), ("'", .phoneMissing),
    ("+2122334567.0", .phoneInternational), ("9007199254740993", .phoneLength),
    ("\u{a0}", .phoneMissing), ("1.0E+308", .phoneScientific), ("1E9999", .phoneMalformed),
  ])
  func `a number that a spreadsheet has spoiled is refused by name`(
    text: String,
    expected: RejectReason
  ) {
    #expect(reason(text) == expected)
  }

  @Test func `of ten thousand numbers a date format and an exponent never pass as another`() throws
  {
    let key = DrawKey(seed: 21)
    for index in 0..<10_000 as Range<UInt64> {
      let digits = 2_000_000_000 + key.below(8_000_000_000, .digits, index)
      guard (try? PhoneNumber(text: "\(digits)")) != nil else { continue }
      let text = String(digits)
      // Every cut of the digits is refused; whole they are read, if no digit is implied.
      let kept = 1 + key.below(9, .cut, index)
      let short = "\(text.prefix(1)).\(text.dropFirst().prefix(kept - 1))E+09"
      #expect(reason(short) == .phoneScientific, "\(short)")
      let whole = "\(text.prefix(1)).\(text.dropFirst())E+09"
      #expect(try PhoneNumber(text: whole).e164 == "+1\(text)")
      #expect(try PhoneNumber(text: "\(text).0").e164 == "+1\(text)")
    }
  }

  @Test(arguments: [
    ("yes", true), ("TRUE", true), ("WAHR", true), ("vrai", true), ("Verdadero", true),
    ("1", true), ("1.0", true), ("1,0", true), ("'yes", true), ("=\"yes\"", true),
    (" yes\u{a0}", true), ("ja", true), ("Sí", true),
    ("no", false), ("FALSE", false), ("FALSCH", false), ("faux", false), ("Falso", false),
    ("0", false), ("0.0", false), ("nein", false), ("não", false),
  ])
  func `yes and no are known in the words of spreadsheets`(text: String, expected: Bool) throws {
    let quoted = text.replacing("\"", with: "\"\"")
    let file = try load("phone,consent,do_not_call\n2122334567,\"\(quoted)\",\"\(quoted)\"\n")
    try #require(file.accepted == 1, "\(file.rejects.rows)")
    #expect(file.leads[0].consent == (expected ? .granted : .refused))
    #expect(file.leads[0].isOnDoNotCallList == expected)
  }

  @Test func `priorities and zones come through a spreadsheet as well`() throws {
    let file = try load(
      """
      phone,priority,time_zone
      2122334567,5.0,'America/Chicago
      2122334568,"=""7""\"," America/Chicago\u{a0}"
      2122334569, 3 ,="America/Chicago"
      2122334560,5.5,
      2122334561,1E0,
      2122334562,10.0,
      """
    )
    #expect((0..<file.accepted).map { file.leads[$0].priority } == [5, 7, 3])
    for index in 0..<file.accepted {
      #expect(
        file.leads.zones(of: file.leads[index]).map(\.name).contains("America/Chicago"),
        "\(index)"
      )
    }
    #expect(file.rejects.rows.map(\.line) == [5, 6, 7])
    #expect(file.rejects.count(.priority) == 3)
  }

  @Test func `the formula of a text is a field, and any other stray quote is not`() throws {
    let file = try load(
      """
      phone,consent
      ="2122334567",yes
      ="2122334568",="yes"
      ="2122334569"x,yes
      ="2122334560
      ="212,2334561",yes
      =""2122334562"",yes
      ="2122334563"
      """
    )
    #expect(file.accepted == 2)
    #expect(file.rejects.rows.map(\.line) == [4, 5, 6, 7, 8])
    #expect(
      file.rejects.rows.map(\.reason) == [.quote, .quote, .quote, .quote, .columnCount]
    )
  }
}

extension Purpose {
  fileprivate static let digits = Purpose("test.digits")
  fileprivate static let cut = Purpose("test.cut")
}
