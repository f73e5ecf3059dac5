import SimCore
import Testing
import VoicePipeline

/// A row below the header `phone,time_zone,priority,consent,do_not_call` that is refused.
private struct BadRow: Sendable {
  var text: String
  var column: Int
  var reason: RejectReason

  init(_ text: String, _ column: Int, _ reason: RejectReason) {
    self.text = text
    self.column = column
    self.reason = reason
  }

  static let header = "phone,time_zone,priority,consent,do_not_call\n"

  static let all = [
    BadRow("2122334567,,,", 5, .columnCount),
    BadRow("2122334567", 2, .columnCount),
    BadRow("2122334567,,,,,", 6, .columnCount),
    BadRow("2122334567" + String(repeating: ",", count: 5_000), 6, .columnCount),
    BadRow("212\"2334567,,,,", 1, .quote),
    BadRow("2122334567,\"UTC\"x,,,", 2, .quote),
    BadRow("2122334567,,,,\"no", 5, .unterminatedQuote),
    BadRow(String(repeating: "2", count: 70_000) + ",,,,", 1, .fieldTooLong),
    BadRow("2122334567,\"" + String(repeating: "x", count: 70_000) + "\",,,", 2, .fieldTooLong),
    BadRow("2122334567," + String(repeating: ",", count: 300_000), 262_136, .rowTooLong),
    BadRow("2122334567,U\0TC,,,", 2, .nulByte),
    BadRow("2122334567,\"\0\",,,", 2, .nulByte),
    BadRow(",,,,", 1, .phoneMissing),
    BadRow("none,,,,", 1, .phoneMalformed),
    BadRow("212233456,,,,", 1, .phoneLength),
    BadRow("+442079460958,,,,", 1, .phoneInternational),
    BadRow("9992334567,,,,", 1, .phoneAreaCode),
    BadRow("2121334567,,,,", 1, .phoneExchange),
    BadRow("911,,,,", 1, .phoneService),
    BadRow("9002334567,,,,", 1, .phonePremium),
    BadRow("2125550142,,,,", 1, .phoneFictitious),
    BadRow("2122334567,New York,,,", 2, .timeZone),
    BadRow("2122334567,,10,,", 3, .priority),
    BadRow("2122334567,,-1,,", 3, .priority),
    BadRow("2122334567,,high,,", 3, .priority),
    BadRow("2122334567,,,maybe,", 4, .consent),
    BadRow("2122334567,,,2,", 4, .consent),
    BadRow("2122334567,,,,perhaps", 5, .doNotCall),
    BadRow("2122334567,,,, ", 5, .doNotCall),
    BadRow("3122334567,,,,", 1, .duplicatePhone),
    BadRow("2.12234E+09,,,,", 1, .phoneScientific),
    BadRow("2026-03-04,,,,", 1, .phoneDate),
    BadRow("2122334567 / 4122334567,,,,", 1, .phoneTwoNumbers),
    BadRow("=A1+1,,,,", 1, .formula),
    BadRow("2122334567,,,=B2,", 4, .formula),
    BadRow("2122334567,#N/A,,,", 2, .cellError),
    BadRow("2122334567,,#REF!,,", 3, .cellError),
    BadRow("2122334567,,,,#NV", 5, .cellError),
    BadRow("2122334567,2026-03-04,,,", 2, .timeZone),
    BadRow("2122334567,,2026-03-04,,", 3, .priority),
    BadRow("2122334567,,,0.5,", 4, .consent),
  ]
}

@Suite("Rejected rows")
struct RejectTests {
  @Test func `each fault costs one row, with line, column and reason`() throws {
    let good = "3122334567,,,,\n"
    for row in BadRow.all {
      let text = BadRow.header + good + row.text + "\n\n4152334567,,,yes,no\n"
      let file = try load(text)
      let expected = RejectedRow(line: 3, column: row.column, reason: row.reason)
      #expect(file.rejects.rows == [expected], "\(row.text.prefix(40))")
      #expect(file.accepted == 2)
      #expect(file.rows == 3)
    }
  }

  @Test func `consent to texts that is neither yes nor no costs its row`() throws {
    for word in ["maybe", "2", "0.5", " "] {
      let file = try load("sms_consent,phone\nno,2122334567\n\(word),3122334567\n")
      #expect(
        file.rejects.rows == [RejectedRow(line: 3, column: 1, reason: .smsConsent)],
        "\(word)"
      )
    }
    let file = try load("sms_consent,phone\n#N/A,3122334567\n")
    #expect(file.rejects.rows.map(\.reason) == [.cellError])
  }

  @Test func `every reason occurs in these tests, has a code of its own, a text and a remedy`() {
    let seen = BadRow.all.map(\.reason) + [.encoding, .smsConsent]
    for reason in RejectReason.allCases { #expect(seen.contains(reason), "\(reason)") }
    #expect(Set(RejectReason.allCases.map(\.code)).count == RejectReason.allCases.count)
    #expect(Set(RejectReason.allCases.map(\.text)).count == RejectReason.allCases.count)
    #expect(RejectReason.allCases.allSatisfy { !$0.remedy.isEmpty })
    #expect(RejectReason.allCases.first?.code == "LEAD-101")
  }

  @Test func `bytes that are not UTF-8 refuse a row where they are read, with their place`() throws
  {
    for bad in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]
      as [[UInt8]]
    {
      let start = Array("phone,consent\n2122334567,é".utf8)
      let bytes = start + bad + Array("\n3122334567,yes".utf8)
      let summary = try LeadFileSummary(bytes, blockSize: 9)
      let place = BadByte(offset: start.count, value: bad[0])
      let row = RejectedRow(line: 2, column: 2, reason: .encoding, badByte: place)
      #expect(summary.rejects == [row], "\(bad)")
      #expect(
        row.remedy.hasPrefix("byte 0x\(String(bad[0], radix: 16, uppercase: true)) stands at")
      )
      #expect(summary.leads.count == 1)
    }
  }

  @Test func `bytes that are not UTF-8 do not matter where nothing is read, and are counted`()
    throws
  {
    // Windows-1252, as older spreadsheets write it.
    let header: [UInt8] = Array("phone,Stra".utf8) + [0xDF] + Array("e,lead_id\n".utf8)
    let rows = Array("2122334567,M".utf8) + [0xFC] + Array("ller,1\n3122334567,Meier,2\n".utf8)
    for blockSize in [1, 2, 7, 4_096] {
      try withFile(header + rows) { path in
        var options = LeadFileOptions()
        options.blockSize = blockSize
        let file = try LeadFile.load(path, options: options)
        #expect(file.accepted == 2)
        #expect(file.format.brokenElsewhere == 1)
        #expect(file.format.unreadColumns == ["Stra\u{FFFD}e", "lead_id"])
      }
    }
  }

  @Test func `when bad rows are fatal, the first one in the file is named`() throws {
    let rows = BadRow.all.filter { $0.text.utf8.count < 100 }
    for row in rows where row.reason != .duplicatePhone {
      let text = BadRow.header + "3122334567,,,,\n" + row.text + "\n911,,,,\n"
      let error = try loadError(Array(text.utf8), isStrict: true)
      guard case .rejected(_, let found, false)? = error else {
        Issue.record("not fatal: \(row.text)")
        continue
      }
      #expect(found == RejectedRow(line: 3, column: row.column, reason: row.reason))
      #expect(error?.code == row.reason.code)
      #expect(error?.position?.line == 3)
      #expect(error?.position?.column == row.column)
    }
    // A duplicate is known only once its number is looked up, later than the row behind it is read.
    let text = BadRow.header + "3122334567,,,,\n3122334567,,,,\n911,,,,\n"
    guard case .rejected(_, let found, false)? = try loadError(Array(text.utf8), isStrict: true)
    else {
      Issue.record("a duplicate is not fatal")
      return
    }
    #expect(found == RejectedRow(line: 3, column: 1, reason: .duplicatePhone))
    #expect(try loadError(Array("phone\n2122334567".utf8), isStrict: true) == nil)
  }

  @Test func `rejects come in the order of the file, duplicates among them`() throws {
    let key = DrawKey(seed: 1)
    let lines = (0..<5_000 as Range<UInt64>).map { index in
      // One in ten rows is bad; one in three repeats a number.
      key.below(10, .kind, index) == 0 ? "bad" : "212233\(1_000 + key.below(3_000, .kind, index))"
    }
    let file = try load("phone\n" + lines.joined(separator: "\n"))
    let found = file.rejects.rows.map(\.line)
    #expect(found == found.sorted())
    #expect(file.rejects.count(.duplicatePhone) > 1_000)
    #expect(file.rejects.count == 5_000 - file.accepted)
  }

  @Test func `a log keeps the first rows by name, and counts them all`() throws {
    var log = RejectLog(rowsMax: 3)
    for line in 1...10 {
      let reason = line % 3 == 0 ? RejectReason.quote : .phoneMissing
      log.record(RejectedRow(line: line, column: line == 2 ? nil : 1, reason: reason))
    }
    log.record(RejectedRow(line: 11, column: 1, reason: .nulByte))
    #expect(log.rows.map(\.line) == [1, 2, 3])
    #expect(log.count == 11)
    #expect(log.countsByReason.map(\.reason) == [.phoneMissing, .quote, .nulByte])
    #expect(log.countsByReason.map(\.count) == [7, 3, 1])
    #expect(
      String(decoding: log.csv(), as: UTF8.self) == """
        line,column,code,reason,remedy
        1,1,LEAD-108,phone missing,"give the row a phone number"
        2,,LEAD-108,phone missing,"give the row a phone number"
        3,1,LEAD-102,misplaced quote,"\(RejectReason.quote.remedy)"
        ,,,8 more rows not listed,

        """
    )
  }

  @Test func `any bytes at all are read, the same in blocks of any size`() throws {
    let alphabet = Array("\"\",,\n\r0123456789 +-()éx\0".utf8) + [0xFF, 0xC3]
    let words = ["2122334567", "3122334567", "yes", "no", "America/Denver", "7", "\r\n"]
    for seed in 0..<300 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      var bytes = Array(BadRow.header.utf8)
      for index in 0..<60 as Range<UInt64> {
        if key.below(3, .kind, index) == 0 {
          bytes += words[key.below(words.count, .word, index)].utf8
        } else {
          bytes.append(alphabet[key.below(alphabet.count, .word, index)])
        }
      }
      let whole = try? LeadFileSummary(bytes, blockSize: 4_096)
      let pieces = try? LeadFileSummary(bytes, blockSize: 1 + Int(seed % 20))
      #expect(whole == pieces, "seed \(seed)")
      if let whole { #expect(whole.rows == whole.leads.count + whole.rejects.count) }
    }
  }
}

extension Purpose {
  fileprivate static let kind = Purpose("test.kind")
  fileprivate static let word = Purpose("test.word")
}
