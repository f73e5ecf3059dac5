import Foundation
import Testing

@Suite("Fit of measured latencies")
struct FitCommandTests {
  /// Evenly ranked values of a log-normal with a median of 250 ms: no draw decides a test.
  private static func latencies(_ count: Int, median: Double = 250, sigma: Double = 0.4) -> [Double]
  {
    (0..<count).map { index in
      // Every part of the file has the whole distribution in it.
      let rank = (index * 389) % count
      let p = (Double(rank) + 0.5) / Double(count)
      return median * exp(sigma * deviate(p))
    }
  }

  /// The normal deviate of a probability, by bisection of the error function.
  private static func deviate(_ p: Double) -> Double {
    var (low, high) = (-9.0, 9.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if erfc(-middle / 2.0.squareRoot()) / 2 < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func wide(_ count: Int = 1_000) -> String {
    let rows = zip(latencies(count), latencies(count, median: 600, sigma: 0.7)).enumerated().map {
      "\($0.offset),\(String(format: "%.3f,%.6f", $0.element.0, $0.element.1 / 1_000))"
    }
    return "call,stt_ms,ttft_s\n" + rows.joined(separator: "\n") + "\n"
  }

  private func fit(
    _ text: String,
    _ options: [String] = [],
    name: String = "ours.csv"
  ) throws -> (folder: TemporaryFolder, ending: Binary.Ending) {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    return (folder, try Binary.debug.run(["fit", name] + options, in: folder.url))
  }

  @Test func `measurements become presets that a scenario names and a replay repeats`() throws {
    let (folder, ending) = try fit(
      Self.wide(),
      ["--out", "ours.yaml", "--html", "fit.html", "--date", "2026-03-02"]
    )
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("agent.stt.latency") && ending.output.contains("log-normal"))
    #expect(ending.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(ending.output.contains("Not used: the column call."))
    #expect(try folder.names() == ["fit.html", "ours.csv", "ours.yaml"])
    let page = try Binary.debug("presets", "ours.yaml", in: folder.url)
    #expect(page.code == 0 && page.output.contains("ours (agent.llm)"), "\(page.errors)")
    let valid = try Binary.debug("validate", "ours.yaml", in: folder.url)
    #expect(valid.code == 0 && valid.output.hasPrefix("ours.yaml: ok, presets ours"))
    try folder.write("leads.csv", BadInput.leads)
    try folder.write(
      "s.yaml",
      BadInput.scenario("agent: {stt: ours, llm: ours}\npresets: [ours.yaml]", for: "agent")
    )
    let explained = try Binary.debug("explain", "s.yaml", in: folder.url).output
    let line = try #require(
      explained.split(separator: "\n").first { $0.hasPrefix("agent.stt.latency") }
    )
    #expect(line.contains("  C  ours.csv (SHA-256 ") && line.contains("(2026-03-02)"), "\(line)")
    let run = try Binary.debug("run", "s.yaml", "--out", "run", in: folder.url)
    #expect([0, 2].contains(run.code), "\(run.errors)")
    #expect(try folder.text("run/report.html").contains("ours.csv (SHA-256 "))
    try FileManager.default.removeItem(at: folder.url.appending(path: "ours.yaml"))
    let replay = try Binary.debug("replay", "run", in: folder.url)
    #expect(replay.code == 0, "\(replay.output)\(replay.errors)")
  }

  @Test func `the same file gives the same bytes, and those are the fit of known quantiles`() throws
  {
    let options = ["--out", "o.yaml", "--html", "o.html"]
    let (first, one) = try fit(Self.wide(), options)
    let (second, two) = try fit(Self.wide(), options)
    #expect(one.output == two.output)
    for name in ["o.yaml", "o.html"] { #expect(try first.text(name) == second.text(name)) }
    let value = try #require(
      try first.text("o.yaml").split(separator: "\n").first {
        $0.contains("value: {median: ")
      }
    )
    let numbers = value.split { !"0123456789.".contains($0) }.compactMap { Double($0) }
    #expect(abs(numbers[0] - 250) < 0.5 && abs(numbers[1] - 0.4) < 0.004, "\(value)")
    let html = try first.text("o.html")
    for fetched in ["src=", "href=\"http", "url(http", "@import"] {
      #expect(!html.contains(fetched), "\(fetched)")
    }
  }

  @Test func `one row for each value, with stage and service, makes a preset for each`() throws {
    let values = Self.latencies(400)
    let rows = values.enumerated().map { index, value in
      let service = index % 2 == 0 ? "Model A" : "model-b"
      return "\(index % 4 < 2 ? "ttft" : "tts"),\(String(format: "%.2f", value)),\(service)"
    }
    let text = "stage,latency_ms,service\n" + rows.joined(separator: "\n") + "\nqueue,3,x\n"
    let (folder, ending) = try fit(text, ["--out", "o.yaml"])
    #expect(ending.code == 0, "\(ending.errors)")
    let presets = try folder.text("o.yaml")
    #expect(presets.contains("name: Model-A") && presets.contains("name: model-b"))
    #expect(presets.components(separatedBy: "family: synthesizer").count == 3)
    #expect(ending.output.contains("the stage queue (1 row)"))
  }

  @Test func `time-outs become the share that hangs`() throws {
    let values = Self.latencies(980).map { String(format: "%.1f", $0) }
    let text =
      "ttft_ms\n" + (values + [String](repeating: "30000", count: 20)).joined(separator: "\n")
    let (folder, ending) = try fit(text, ["--timeout", "10s", "--out", "o.yaml"])
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(try folder.text("o.yaml").contains("key: failures.hang\n        value: 2%"))
  }

  @Test func `bad values are counted, placed and listed`() throws {
    var lines = Self.wide().split(separator: "\n").map(String.init)
    lines[10] = "9,oops,0.5"
    lines[20] = "19,-3,0.5"
    lines[30] = "29,,nan"
    let (folder, ending) = try fit(lines.joined(separator: "\n"), ["--out", "o.yaml"])
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("3 values not used: not a number (2), negative (1); at 11:2,"))
    #expect(ending.output.contains("1 empty"))
    let list = try folder.text("o.rejects.csv").split(separator: "\n")
    #expect(
      list == [
        "line,column,reason", "11,2,\"not a number\"", "21,2,\"negative\"", "31,3,\"not a number\"",
      ]
    )
  }

  @Test func `a byte-order mark, CRLF and quoted fields change nothing`() throws {
    let plain = Self.wide()
    let dressed =
      "\u{FEFF}"
      + plain.split(separator: "\n").map { line in
        line.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",")
      }.joined(separator: "\r\n")
    let (_, one) = try fit(plain)
    let (_, two) = try fit(dressed)
    #expect(two.code == 0, "\(two.errors)")
    #expect(
      one.output.split(separator: "\n").dropFirst() == two.output.split(separator: "\n").dropFirst()
    )
  }

  /// A file, options, and how the message begins.
  private static let bad: [(text: String, options: [String], place: String)] = [
    ("", [], "[FIT-001]: ours.csv: the file is empty"),
    ("\u{FEFF}", [], "[FIT-001]: ours.csv: the file is empty"),
    ("stt_ms\n", [], "[FIT-011]: ours.csv: "),
    ("231\n240\n250\n", [], "[FIT-003]: ours.csv:1: the first row has values"),
    ("a,b\n1,2\n", [], "[FIT-003]: ours.csv:1: no column names a stage"),
    ("stt\n1\n", [], "[FIT-004]: ours.csv:1:1: the unit of the column 'stt'"),
    ("stt_ms\n" + String(repeating: "text\n", count: 50), [], "[FIT-005]: ours.csv:2:1: 50 of 50"),
    ("stt_ms\n" + String(repeating: "NaN\n", count: 50), [], "[FIT-005]: ours.csv:2:1: 50 of 50"),
    ("stt_ms\n" + String(repeating: "-1\n", count: 50), [], "[FIT-005]: ours.csv:2:1: 50 of 50"),
    ("stt_ms\n" + String(repeating: "1e300\n", count: 50), [], "[FIT-005]: ours.csv:2:1: 50 of 50"),
    (
      "stt_ms,x\n" + String(repeating: "1\n", count: 50), [], "[FIT-005]: ours.csv:2: 50 of 50 rows"
    ),
    ("stt_ms\n250\n", [], "[FIT-006]: ours.csv: stt_ms has 1 usable value"),
    ("stt_ms\n" + String(repeating: "250\n", count: 50), [], "[FIT-007]: ours.csv: all 50 values"),
    ("stt_ms\n1\n", ["--column", "tts_ms"], "[FIT-008]: ours.csv:1: there is no column 'tts_ms'"),
    ("stt_ms,stt_s\n1,2\n", [], "[FIT-010]: ours.csv:1:2: "),
    ("stt_ms,\"open\n1,2\n", [], "[FIT-002]: ours.csv:1:2: "),
    ("stage,latency_ms\nqueue,1\n", [], "[FIT-003]: ours.csv: no row names a stage"),
    (wide(60), ["--name", "gpt-4o"], "[FIT-012]: ours.csv: simrun has a language model"),
  ]

  @Test func `a file that cannot be fitted ends 65 with code, place and remedy`() throws {
    for (text, options, place) in Self.bad {
      let (folder, ending) = try fit(text, options + ["--out", "o.yaml"])
      #expect(ending.code == 65, "\(place)")
      #expect(ending.output.isEmpty)
      let lines = ending.errors.split(separator: "\n")
      #expect(lines.first?.hasPrefix("simrun: error\(place)") == true, "\(place): \(ending.errors)")
      #expect(lines.dropFirst().first?.hasPrefix("  remedy: ") == true, "\(ending.errors)")
      #expect(!folder.exists("o.yaml"))
    }
  }

  @Test func `UTF-16 and a field of ten megabytes are refused in their place`() throws {
    let folder = try TemporaryFolder()
    try folder.write("u.csv", try #require("stt_ms\n1\n".data(using: .utf16)))
    let encoded = try Binary.debug("fit", "u.csv", in: folder.url)
    #expect(encoded.code == 65 && encoded.errors.contains("[FIT-002]: u.csv: the file is UTF-16"))
    let long = Self.wide() + "1," + String(repeating: "9", count: 10 << 20) + ",1\n"
    try folder.write("l.csv", long)
    let shown = try Binary.debug("fit", "l.csv", in: folder.url)
    #expect(shown.code == 0, "\(shown.errors)")
    #expect(shown.output.contains("1 value not used: field over 64 KiB (1); at 1002:2."))
    let missing = try Binary.debug("fit", "no.csv", in: folder.url)
    #expect(missing.code == 65 && missing.errors.hasPrefix("simrun: error[FIL-001]: no.csv: "))
  }

  @Test(arguments: [
    ["--stage", "sst"], ["--unit", "min"], ["--name", "a/b"], ["--timeout", "soon"],
    ["--date", "yesterday"], ["--column", "a=b"],
  ])
  func `a wrong option ends 64`(options: [String]) throws {
    let (_, ending) = try fit(Self.wide(60), options)
    #expect(ending.code == 64)
    #expect(ending.errors.hasPrefix("simrun: error[FIT-009]: "), "\(ending.errors)")
  }

  @Test func `a file that exists is kept unless it is forced away`() throws {
    let folder = try TemporaryFolder()
    try folder.write("ours.csv", Self.wide(100))
    try folder.write("o.yaml", "mine")
    let words = ["fit", "ours.csv", "--out", "o.yaml"]
    let refused = try Binary.debug.run(words, in: folder.url)
    #expect(refused.code == 65 && refused.errors.contains("CLI-011"))
    #expect(try folder.text("o.yaml") == "mine")
    #expect(try Binary.debug.run(words + ["--force"], in: folder.url).code == 0)
  }

  @Test func `a scenario that names a preset of simrun's own by a file is refused there`() throws {
    let (folder, _) = try fit(Self.wide(), ["--out", "o.yaml"])
    let text = try folder.text("o.yaml").replacing("name: ours", with: "name: gpt-4o")
    try folder.write("o.yaml", text)
    let scenario = BadInput.scenario("agent: {}\npresets: [o.yaml]", for: "agent")
    try folder.write("s.yaml", scenario)
    let ending = try Binary.debug("validate", "s.yaml", in: folder.url)
    #expect(ending.code == 65)
    #expect(ending.errors.contains("error[PRE-003]: o.yaml:"), "\(ending.errors)")
  }
}
