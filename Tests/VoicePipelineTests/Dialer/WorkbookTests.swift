import SimCore
import Testing
import VoicePipeline

@Suite("Workbooks")
struct WorkbookTests {
  private static let header: [FixtureCell] =
    ["phone", "consent", "priority"].map { .shared($0) }

  /// Rows that are refused below the header, by cell and reason.
  private func rejects(_ rows: [[FixtureCell]], formats: [String] = []) throws -> [String] {
    var fixture = WorkbookFixture([Self.header] + rows)
    fixture.formats = formats
    let file = try load(fixture)
    #expect(file.rows == file.accepted + file.rejects.count)
    return file.rejects.rows.map { "\($0.cell) \($0.reason)" }
  }

  @Test func `cells of every type are read`() throws {
    let file = try load(
      WorkbookFixture([
        Self.header,
        [.shared("2122334567"), .boolean(true), .number("9")],
        [.inline("(212) 233-4568"), .boolean(false), .number("3.0")],
        [.number("2122334569"), .number("1"), .shared("4")],
        [.number("12122334560"), .shared("yes"), .empty],
        [.number("2.122334561E9"), .empty, .number("5")],
        [.formula("A2+5", result: "2122334562"), .textFormula("\"y\"&\"es\"", result: "yes")],
        [.formula("\"2122334563\"", result: nil), .inline("WAHR")],
      ])
    )
    #expect(file.rejects.rows == [])
    #expect((0..<file.accepted).map { file.leads[$0].priority } == [9, 3, 4, 0, 5, 0, 0])
    #expect(
      (0..<file.accepted).map { file.leads[$0].consent }
        == [.granted, .refused, .granted, .granted, .notRecorded, .granted, .granted]
    )
    #expect(
      (0..<file.accepted).map { Int(file.leads[$0].phone.digits % 10) } == [7, 8, 9, 0, 1, 2, 3]
    )
    #expect(file.format.text == "sheet \"Leads\" of a workbook")
    #expect(file.format.formulaResults == 2)
    #expect(file.format.isSheet)
  }

  @Test func `what a spreadsheet has spoiled is refused by its cell`() throws {
    #expect(
      try rejects(
        [
          [.styled("46085", style: 1)], [.styled("46085.75", style: 2)], [.error("#N/A")],
          [.formula("A2+1", result: nil)], [.inline("2.12E+09")], [.number("212233456")],
          [.number("2122334567"), .error("#REF!")], [.number("2122334568"), .number("2")],
          [.number("2122334569"), .empty, .styled("3", style: 1)], [.boolean(true)],
          [.styled("0.5", style: 2)], [.empty, .shared("yes")],
        ],
        formats: ["dd/mm/yyyy", "[Red]h:mm"]
      ) == [
        "A2 phoneDate", "A3 phoneDate", "A4 cellError", "A5 formula", "A6 phoneScientific",
        "A7 phoneLength", "B8 cellError", "B9 consent", "C10 priority", "A11 phoneMalformed",
        "A12 phoneDate", "A13 phoneMissing",
      ]
    )
  }

  @Test(arguments: [
    "0", "General", "@", "0.00E+00", "[<=9999999]###-####;(###) ###-####", "#,##0", "\"days\" 0",
    "0\\d", "[Red]0", "_d0", "*s0", "[$-409]0",
  ])
  func `a format without a date leaves a number a number`(code: String) throws {
    #expect(try rejects([[.styled("2122334567", style: 1)]], formats: [code]) == [])
    #expect(try rejects([[.styled("46085", style: 1)]], formats: [code]) == ["A2 phoneLength"])
  }

  @Test(arguments: [
    "yyyy-mm-dd", "d/m/yy", "h:mm AM/PM", "[h]:mm", "[ss]", "[$-409]d-mmm-yy;@", "\"on\" d",
    "[Red]m",
  ])
  func `a format with a date makes a number a date, unless no date is as late`(
    code: String
  ) throws {
    #expect(try rejects([[.styled("46085", style: 1)]], formats: [code]) == ["A2 phoneDate"])
    #expect(try rejects([[.styled("2122334567", style: 1)]], formats: [code]) == [])
  }

  @Test func `rows and cells may be left out, hidden, or without names`() throws {
    let cell = { (name: String, text: String) in
      "<c\(name.isEmpty ? "" : " r=\"\(name)\"") t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    var fixture = WorkbookFixture(
      xml: "<row r=\"2\"/><row r=\"3\">\(cell("B3", "phone"))\(cell("D3", "consent"))</row>"
        + "<row>\(cell("", ""))\(cell("", "2122334567"))</row>"
        + "<row r=\"9\" hidden=\"1\">\(cell("B9", "2122334568"))\(cell("D9", "yes"))</row>"
        + "<row r=\"10\" hidden=\"0\"><c r=\"A10\" s=\"4\"/></row>"
        + "<row r=\"12\">\(cell("B12", "2122334569"))\(cell("F12", "more"))</row>"
        + "<row r=\"13\">\(cell("B13", "bad"))</row>"
    )
    fixture.others = [("Notes", "visible"), ("Old", "hidden"), ("Older", "veryHidden")]
    let file = try load(fixture)
    #expect(file.columns == [nil, .phone, nil, .consent])
    #expect(file.accepted == 2)
    #expect(file.leads[1].consent == .granted)
    #expect(
      file.rejects.rows.map { "\($0.cell) \($0.reason)" } == [
        "E12 columnCount", "B13 phoneMalformed",
      ]
    )
    #expect(
      file.format.notes == [
        "Columns that are not read: number 1, without a name, number 3, without a name.",
        "Sheets that are not read: Notes, Old (hidden), Older (hidden).",
        "Hidden rows, read like the others: 1.",
      ]
    )
    let rejects = String(decoding: file.rejects.csv(ofSheet: true), as: UTF8.self)
    #expect(rejects.hasPrefix("row,cell,code,reason,remedy\n12,E12,LEAD-101,"))
  }

  @Test func `texts of several runs are one, and how they are read aloud is no part of them`()
    throws
  {
    let run = "<r><rPr><b/></rPr><t>212</t></r><r><t>2334567</t></r><rPh><t>999</t></rPh>"
    var fixture = WorkbookFixture([
      [.inline("phone")], [.shared("text")], [.inline("also")],
    ])
    fixture.edits = [
      ("xl/sharedStrings.xml", "<t xml:space=\"preserve\">text</t>", run),
      (WorkbookFixture.sheetPart, "<t>also</t>", run.replacing("4567", with: "4568")),
    ]
    let file = try load(fixture)
    #expect(file.rejects.rows == [])
    #expect(file.accepted == 2)
  }

  @Test func `prefixes, other folders and another order of parts do not matter`() throws {
    var fixture = WorkbookFixture([Self.header, [.shared("2122334567"), .boolean(true)]])
    for name in ["worksheet", "sheetData", "row", "c", "v", "is", "t"] {
      for (before, after) in [("<\(name)>", "<x:\(name)>"), ("<\(name) ", "<x:\(name) ")] {
        fixture.edits.append((WorkbookFixture.sheetPart, before, after))
      }
      fixture.edits.append((WorkbookFixture.sheetPart, "</\(name)>", "</x:\(name)>"))
    }
    var parts = fixture.parts().map { (name: $0.name, content: Array($0.text.utf8)) }
    parts.reverse()
    // An archive of a program that writes backslashes, and capitals.
    for index in parts.indices where parts[index].name.hasPrefix("xl/work") {
      parts[index].name = parts[index].name.replacing("/", with: "\\").uppercased()
    }
    try withFile(ZipFixture(files: parts).bytes()) { path in
      let accepted = try LeadFile.load(path).accepted
      #expect(accepted == 1)
    }
  }

  @Test func `stored, deflated and zip64 archives are the same`() throws {
    for isDeflated in [false, true] {
      for isZip64 in [false, true] {
        var fixture = WorkbookFixture(
          [Self.header] + (0..<2_000).map { [.number("\(2_122_330_000 + $0)"), .shared("yes")] }
        )
        fixture.form = ZipFixture.Form(isDeflated: isDeflated, isZip64: isZip64)
        let bytes = fixture.bytes()
        let summary = try LeadFileSummary(bytes, blockSize: 100)
        #expect(summary.leads.count == 2_000)
        #expect(SHA256.text(summary.digest) == SHA256.hex(of: bytes))
      }
    }
  }

  @Test func `the kind of a file is told from its bytes, not from its name`() throws {
    // Every file of these tests is called .csv.
    #expect(try load(WorkbookFixture([Self.header, [.number("2122334567")]])).format.isSheet)
    var hidden = WorkbookFixture([Self.header, [.number("2122334567")]])
    hidden.state = "hidden"
    #expect(try loadError(hidden.bytes())?.code == "LEAD-014")
    #expect(try loadError(WorkbookFixture([Self.header]).bytes())?.code == "LEAD-009")
    #expect(try loadError(WorkbookFixture([]).bytes())?.code == "LEAD-003")
    #expect(try loadError(WorkbookFixture([[.shared("fone")]]).bytes())?.code == "LEAD-007")
    let strict = WorkbookFixture([Self.header, [.inline("bad")]]).bytes()
    let error = try loadError(strict, isStrict: true)
    #expect(error?.cause == "cell A2: phone malformed")
    #expect(error?.position?.line == 2)
  }

  @Test(arguments: [
    ("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "a cell out of its order, in row 1"),
    ("<row r=\"2\"><c r=\"A1\"/></row>", "a cell out of its order, in row 2"),
    ("<row r=\"2\"/><row r=\"2\"/>", "a row out of its order, in row 3"),
    ("<row r=\"x\"/>", "a row out of its order, in row 1"),
    ("<row r=\"1048577\"/>", "a row out of its order, in row 1"),
    ("<row r=\"1\"><c r=\"AAAA1\"/></row>", "a cell out of its order, in row 1"),
    ("<row r=\"1\"><c t=\"s\"><v>0</v></c></row>", "a cell of a text that is not there, in row 1"),
    ("<row r=\"1\"><c t=\"z\"><v>0</v></c></row>", "a cell of an unknown type, in row 1"),
    ("<row r=\"1\"><row r=\"2\"/></row>", "a row within a row, in row 1"),
  ])
  func `a sheet that contradicts itself is refused where it does`(
    xml: String,
    problem: String
  ) throws {
    let error = try loadError(WorkbookFixture(xml: xml).bytes())
    #expect(error?.code == "LEAD-012")
    #expect(error?.cause == "\(WorkbookFixture.sheetPart) cannot be read: \(problem)")
  }

  @Test func `a cell of 64 KiB is read, and one byte more costs its row`() throws {
    let long = String(repeating: "x", count: 64 << 10)
    for cell in [FixtureCell.shared("\(long)y"), .inline("\(long)y")] {
      #expect(try rejects([[cell], [.number("2122334567")]]) == ["A2 fieldTooLong"])
    }
    #expect(
      try rejects([[.shared(long)], [.inline(long)]]) == ["A2 phoneMalformed", "A3 phoneMalformed"]
    )
  }

  @Test func `an archive of too many files, and parts that swell, are refused`() throws {
    let files = (0...10_000).map { (name: "\($0)", content: [UInt8]()) }
    #expect(try loadError(ZipFixture(files: files).bytes())?.code == "LEAD-013")
    // A tag that never ends, and would be kept as a whole.
    let tag = "<row x=\"\(String(repeating: "y", count: 3 << 20))\"/>"
    let error = try loadError(WorkbookFixture(xml: tag).bytes())
    #expect(error?.cause.contains("over 1 MiB") == true)
    let twice = ZipFixture(
      files: WorkbookFixture([Self.header]).parts().flatMap { part in
        [(part.name, Array(part.text.utf8)), (part.name, Array(part.text.utf8))]
      }
    )
    #expect(try loadError(twice.bytes())?.cause.contains("the archive has it twice") == true)
  }
}
