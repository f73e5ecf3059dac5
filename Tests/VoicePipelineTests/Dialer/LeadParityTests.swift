import SimCore
import Testing
import VoicePipeline

/// A table of random leads, good and bad, that can be written in every format.
private struct RandomTable {
  let rows: [[String]]

  private static let words = [
    "", "yes", "no", "TRUE", "WAHR", "0", "1", "1.0", "maybe", "#N/A", "=A1+1", "=\"yes\"", "7",
    "12",
    "5.0", "America/Chicago", "America/Nowhere", "'America/Denver", "2026-03-04", "a;b", "a,b",
    "a\tb", "x \"y\" z", "Zoë 𝄞", "\u{a0}no\u{a0}", "<&>",
  ]
  private static let phones = [
    "2.12234E+09", "03/04/2026", "#REF!", "=1+1", "212-233", "2122334567;3122334567",
    "2122334567 / 3122334567", "", "call \"me\"", "\u{202a}2122334599\u{202c}", "'2122334598",
    "=\"2122334597\"", "911", "2122334596.0", "2.122334595E+09", "2122334594",
  ]

  init(seed: UInt64) {
    let key = DrawKey(seed: seed)
    let header = ["phone", "consent", "notes", "time_zone", "priority", "do_not_call", "lead_id"]
    var rows = [header]
    for row in 0..<30 as Range<UInt64> {
      let index = row << 4
      var cells = (1..<7 as Range<UInt64>).map { column in
        key.chance(0.5, .isEmpty, index + column)
          ? "" : Self.words[key.below(Self.words.count, .word, index + column)]
      }
      let phone = key.below(Self.phones.count * 3, .phone, index)
      cells.insert(
        phone < Self.phones.count ? Self.phones[phone] : "\(2_122_330_000 + phone)",
        at: 0
      )
      // A row without anything is an empty line to the one and a row to the other.
      if cells.allSatisfy(\.isEmpty) { cells[6] = "7" }
      rows.append(cells)
    }
    self.rows = rows
  }

  func csv(_ separator: Character, quotesAll: Bool) -> String {
    rows.map { row in
      row.map { cell in
        let needs = cell.contains { $0 == separator || $0 == "\"" }
        return quotesAll || needs ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
      }.joined(separator: String(separator)) + "\r\n"
    }.joined()
  }

  func workbook(seed: UInt64) -> WorkbookFixture {
    let key = DrawKey(seed: seed)
    var index: UInt64 = 0
    return WorkbookFixture(
      rows.map { row in
        row.map { cell -> FixtureCell in
          index += 1
          let kind = key.below(3, .kind, index)
          if cell.isEmpty { return kind == 0 ? .inline("") : .empty }
          if cell == "TRUE", kind == 0 { return .boolean(true) }
          if cell.hasPrefix("#"), kind == 0 { return .error(cell) }
          if cell == "2026-03-04", kind == 0 { return .styled("46085", style: 1) }
          if cell.hasPrefix("="), kind == 0 {
            return .formula(String(cell.dropFirst()), result: nil)
          }
          let isNumber = Int(cell) != nil && !cell.hasPrefix("+")
          if isNumber, kind == 0 { return .number(cell) }
          return kind == 1 ? .inline(cell) : .shared(cell)
        }
      }
    )
  }
}

@Suite("One table in every format")
struct LeadParityTests {
  private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return isBigEndian ? bytes.reversed() : bytes
    }
  }

  @Test func `the same table gives the same leads and the same refusals`() throws {
    var reasons: Set<RejectReason> = []
    for seed in 0..<150 as Range<UInt64> {
      let table = RandomTable(seed: seed)
      let expected = try LeadFileSummary(
        Array(table.csv(",", quotesAll: true).utf8),
        blockSize: 4_096
      )
      #expect(expected.rows == 30)
      #expect(expected.rows == expected.leads.count + expected.rejects.count)
      reasons.formUnion(expected.rejects.map(\.reason))
      var fixture = table.workbook(seed: seed)
      fixture.formats = ["yyyy\\-mm\\-dd"]
      fixture.form.isDeflated = seed % 2 == 0
      let blockSize = 1 + Int(seed * 7 % 300)
      let forms: [(name: String, bytes: [UInt8])] = [
        ("commas", Array(table.csv(",", quotesAll: false).utf8)),
        ("semicolons", Array(table.csv(";", quotesAll: false).utf8)),
        ("tabs", Array(("\u{FEFF}" + table.csv("\t", quotesAll: false)).utf8)),
        ("UTF-16 LE", utf16(table.csv(",", quotesAll: false), isBigEndian: false)),
        ("UTF-16 BE", utf16(table.csv(";", quotesAll: seed % 2 == 0), isBigEndian: true)),
        ("a workbook", fixture.bytes()),
      ]
      for form in forms {
        let found = try LeadFileSummary(form.bytes, blockSize: blockSize)
        #expect(found.leads == expected.leads, "\(form.name), seed \(seed)")
        #expect(found.rejects == expected.rejects, "\(form.name), seed \(seed)")
        #expect(found.rows == expected.rows)
      }
    }
    #expect(reasons.count >= 14)
  }

  @Test func `bytes of any format may change or be missing in any way`() throws {
    let key = DrawKey(seed: 10)
    var read = 0
    for kind in 0..<3 as Range<UInt64> {
      for round in 0..<3_500 as Range<UInt64> {
        let table = RandomTable(seed: round % 5)
        var bytes: [UInt8]
        if kind < 2 {
          let text = table.csv([",", ";"][Int(round % 2)], quotesAll: false)
          bytes = kind == 0 ? Array(text.utf8) : utf16(text, isBigEndian: round % 3 == 0)
          mutate(&bytes, key, kind << 32 | round)
        } else {
          // Parts that are changed before they are packed, so that their checksums are right.
          var parts = table.workbook(seed: round).parts()
            .map { (name: $0.name, content: Array($0.text.utf8)) }
          let part = key.below(parts.count * 2, .kind, round)
          mutate(&parts[min(part, parts.count - 1)].content, key, kind << 32 | round)
          bytes = ZipFixture(files: parts).bytes()
        }
        guard let file = try? LeadFileSummary(bytes, blockSize: 512) else { continue }
        read += 1
        #expect(file.rows == file.leads.count + file.rejects.count, "\(kind), round \(round)")
      }
    }
    #expect(read > 2_000)
  }

  private func mutate(_ bytes: inout [UInt8], _ key: DrawKey, _ round: UInt64) {
    for change in 0...key.below(4, .word, round) {
      let index = round << 3 | UInt64(change)
      let place = key.below(bytes.count, .place, index)
      switch key.below(6, .phone, index) {
      case 0: bytes.removeSubrange(place..<min(place + 1 + key.below(9, .word, index), bytes.count))
      case 1: bytes.insert(UInt8(truncatingIfNeeded: key.bits(.kind, index)), at: place)
      case 2: bytes.swapAt(place, key.below(bytes.count, .isEmpty, index))
      default: bytes[place] ^= 1 << UInt8(key.below(8, .kind, index))
      }
      if bytes.isEmpty { bytes = [0] }
    }
  }
}

extension Purpose {
  fileprivate static let isEmpty = Purpose("test.is_empty")
  fileprivate static let word = Purpose("test.word")
  fileprivate static let phone = Purpose("test.phone")
  fileprivate static let kind = Purpose("test.kind")
  fileprivate static let place = Purpose("test.place")
}
