import Foundation
import Testing

/// A file that must be refused; `Tests/Oracles/workbooks.py` writes them.
private struct BadFile: Codable {
  var name: String
  var file: Data
  var code: String
  var words: String
}

private struct GoodFile: Codable {
  var name: String
  var file: Data
}

private struct Files: Codable {
  var good: [GoodFile]
  var bad: [BadFile]
}

@Suite("Lead files of spreadsheets")
struct BadSpreadsheetTests {
  private static func files() throws -> Files {
    let path = "Tests/VoicePipelineTests/Vectors/workbooks.json"
    return try JSONDecoder().decode(
      Files.self,
      from: Data(contentsOf: Binary.root.appending(path: path))
    )
  }

  @Test func `a file of another kind ends 65 with its name, its cause and a remedy`() throws {
    let folder = try TemporaryFolder()
    for bad in try Self.files().bad {
      // The name promises one thing, the bytes are another.
      try folder.write("leads.csv", bad.file)
      try folder.write("good.yaml", BadInput.good)
      for words in [["leads", "--check", "leads.csv"], ["run", "good.yaml"]] {
        let ending = try Binary.debug.run(words, in: folder.url)
        #expect(ending.code == 65, "\(bad.name)")
        #expect(
          ending.errors.hasPrefix("simrun: error[\(bad.code)]: leads.csv:"),
          "\(bad.name): \(ending.errors)"
        )
        #expect(ending.errors.contains(bad.words), "\(bad.name): \(ending.errors)")
        #expect(ending.errors.contains("\n  remedy: "), "\(bad.name)")
        #expect(ending.output.isEmpty)
      }
    }
    #expect(try folder.names() == ["good.yaml", "leads.csv"])
  }

  @Test func `an account of a workbook adds up, and names its refused cells`() throws {
    let folder = try TemporaryFolder()
    for good in try Self.files().good {
      try folder.write("list", good.file)
      let words = ["leads", "--check", "list", "--out", "refused.csv", "--force"]
      let ending = try Binary.debug.run(words, in: folder.url)
      #expect(ending.code == 65, "\(good.name): \(ending.errors)")
      let lines = ending.output.split(separator: "\n")
      #expect(lines.first == "list: sheet \"Leads\" of a workbook")
      let counts = lines.dropFirst().compactMap { Int($0.split(separator: " ").last ?? "") }
      try #require(counts.count > 4)
      #expect(counts[0] == counts[1] + counts[2], "\(good.name)")
      #expect(counts[2] == counts.dropFirst(3).reduce(0, +), "\(good.name)")
      let refused = try folder.text("refused.csv").split(separator: "\n")
      #expect(refused.first == "row,cell,code,reason,remedy")
      #expect(refused.count == counts[2] + 1)
      // The terminal is told of the first twenty.
      for row in refused.dropFirst().prefix(20) {
        let fields = row.split(separator: ",")
        #expect(ending.output.contains("list, cell \(fields[1]): "), "\(good.name)")
        #expect(ending.output.contains("[\(fields[2])]; "), "\(good.name)")
      }

      let strict = try Binary.debug.run(
        ["leads", "--check", "list", "--strict-leads"],
        in: folder.url
      )
      #expect(strict.code == 65)
      let cell = refused[1].split(separator: ",")[1]
      #expect(strict.errors.contains(": cell \(cell): "), "\(strict.errors)")
    }
  }

  @Test func `a campaign is run from a spreadsheet's export, and its report says how it was read`()
    throws
  {
    let folder = try TemporaryFolder()
    let text =
      BadInput.leads.replacing(",", with: ";").replacing("\n", with: "\r\n")
      + "03/04/2026;America/New_York;1;yes;no\r\n2.12E+09;;;;\r\n"
    let utf16 = try #require(("\u{FEFF}" + text).data(using: .utf16LittleEndian))
    try folder.write("leads.csv", utf16)
    try folder.write("good.yaml", BadInput.good)
    let ending = try Binary.debug("run", "good.yaml", "--out", "run", in: folder.url)
    try #require([0, 1, 2].contains(ending.code), "\(ending.errors)")
    let printed = ending.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(printed.contains("2 of 42 rows refused (1 phone cut to scientific notation"))
    #expect(printed.contains("UTF-16 LE with semicolons"))
    let report = try folder.text("run/run.json")
    #expect(report.contains("\"format\": \"UTF-16 LE with semicolons\""))
    #expect(try folder.text("run/report.html").contains("UTF-16 LE with semicolons"))
    let rejects = try folder.text("run/rejects.csv").split(separator: "\n")
    #expect(rejects.map { $0.prefix(14) }.dropFirst() == ["42,1,LEAD-123,", "43,1,LEAD-122,"])
  }

  @Test func `a spoiled cell ends a strict run with its line, its cause and a remedy`() throws {
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.good)
    let cells: [(text: String, code: String)] = [
      ("2.12E+09", "LEAD-122"), ("2026-03-04", "LEAD-123"), ("2122334567/3122334567", "LEAD-124"),
      ("=A1+1", "LEAD-125"), ("#N/A", "LEAD-126"),
    ]
    for (text, code) in cells {
      try folder.write("leads.csv", "\(BadInput.leads)\(text),,,,\n")
      let ending = try Binary.debug("run", "good.yaml", "--strict-leads", in: folder.url)
      #expect(ending.code == 65)
      let place = "simrun: error[\(code)]: leads.csv:42:1: "
      #expect(ending.errors.hasPrefix(place), "\(ending.errors)")
      #expect(ending.errors.contains("\n  remedy: "))
    }
    // Windows-1252: the byte and its place, in decimals from the start of the file.
    let start = Data("phone,time_zone\n2122334567,M".utf8)
    try folder.write("leads.csv", start + [0xFC] + Data("nchen\n".utf8))
    let ending = try Binary.debug("run", "good.yaml", "--strict-leads", in: folder.url)
    #expect(ending.code == 65)
    #expect(ending.errors.hasPrefix("simrun: error[LEAD-107]: leads.csv:2:2: not UTF-8"))
    #expect(ending.errors.contains("Byte 0xFC stands at \(start.count) of the file"))
  }

  @Test func `text is read through a pipe, and a workbook is refused there`() throws {
    let folder = try TemporaryFolder()
    try folder.write("list", try #require(try Self.files().good.first).file)
    try folder.write("leads.csv", BadInput.leads)
    let shell = Binary(url: URL(filePath: "/bin/sh"))
    let check = { (file: String) in
      try shell(
        "-c",
        "cat \(file) | \(Binary.debug.url.path) leads --check /dev/stdin",
        in: folder.url,
        environment: ["PATH": "/usr/bin:/bin"]
      )
    }
    #expect(try check("leads.csv").code == 0)
    let refused = try check("list")
    #expect(refused.code == 65)
    #expect(refused.errors.contains("[LEAD-011]: /dev/stdin: the file is a workbook that comes"))
  }

  @Test(arguments: [
    (["leads", "--check", "a", "--rows", "5"], "CLI-015"),
    (["leads", "--rows", "5", "--out", "b", "--strict-leads"], "CLI-015"),
    (["leads", "--rows", "5"], "CLI-005"),
  ])
  func `words that do not go together are refused`(words: [String], code: String) throws {
    let ending = try Binary.debug.run(words)
    #expect(ending.code == 64)
    #expect(ending.errors.contains(code), "\(ending.errors)")
  }
}
