import Experiments
import RunReports
import Testing

@Suite("Benchmark record")
struct BenchmarkRecordTests {
  private let build = BuildFacts(
    version: "1.2.3",
    sourceDigest: "0123456789abcdef",
    compiler: "Swift 6",
    libraries: [],
    zoneTableVersion: "2026a"
  )

  private func record(_ figures: [BenchmarkFigure], notes: [String] = []) -> BenchmarkRecord {
    BenchmarkRecord(
      name: "kernel",
      report: BenchmarkReport(
        tables: [BenchmarkTable(title: "a table", figures: figures, notes: notes)]
      ),
      build: build,
      calibrationSteps: [1.5, 1.25]
    )
  }

  private func lines(_ record: BenchmarkRecord) -> [String] {
    record.text.split(separator: "\n").map(String.init)
  }

  @Test func `a list has a figure a row, its unit beside it, and notes below`() {
    let text = lines(
      record(
        [
          BenchmarkFigure(key: "a.b.ns", label: "short", value: 12.345, unit: "ns"),
          BenchmarkFigure(key: "a.c.rows", label: "rather long", value: 1_234_567, unit: "rows"),
          BenchmarkFigure(key: "a.d.x", label: "none", value: nil, unit: "x"),
        ],
        notes: ["A note."]
      )
    )
    #expect(
      text.prefix(5) == [
        "a table", "  short             12.3  ns", "  rather long  1,234,567  rows",
        "  none                 -  x", "  A note.",
      ]
    )
  }

  @Test func `figures with columns make a grid, and those without stand with the bars`() {
    let text = lines(
      record([
        BenchmarkFigure(key: "c.ns", label: "ours", column: "ns", value: 50, unit: "ns"),
        BenchmarkFigure(key: "c.s", label: "ours", column: "CPU s", value: 0.125, unit: "s"),
        BenchmarkFigure(key: "d.s", label: "theirs", column: "CPU s", value: 2.5, unit: "s"),
        .verdict(key: "same", label: "same work", holds: true),
      ])
    )
    #expect(
      text.prefix(6) == [
        "a table", "            ns  CPU s", "  ours    50.0  0.125", "  theirs         2.50",
        "bars",
        "  same work  yes  yes  met",
      ]
    )
  }

  @Test func `a bar is met up to its limit and missed beyond`() {
    func figure(_ value: Double?, _ bar: BenchmarkFigure.Bar) -> BenchmarkFigure {
      BenchmarkFigure(key: "k.x", label: "l", value: value, unit: "x", bar: bar)
    }
    #expect(figure(1.2, .atMost(1.2)).isMet == true)
    #expect(figure(1.21, .atMost(1.2)).isMet == false)
    #expect(figure(12, .atLeast(12)).isMet == true)
    #expect(figure(11.9, .atLeast(12)).isMet == false)
    #expect(figure(nil, .atLeast(12)).isMet == nil)
    #expect(figure(.nan, .atLeast(12)).isMet == nil)
    #expect(BenchmarkFigure(key: "k", label: "l", holds: false).isMet == false)
    #expect(BenchmarkFigure.verdict(key: "k", label: "l", holds: nil).isMet == nil)
    #expect(BenchmarkFigure.ratio(key: "k.x", label: "l", of: 3, to: 2).value == .number(1.5))
    #expect(BenchmarkFigure.ratio(key: "k.x", label: "l", of: 3, to: 0).value == .missing)
    let text = record([figure(1.3, .atMost(1.2)), figure(nil, .atLeast(6))]).text
    #expect(text.contains("  l  1.30  at most 1.2 x        MISSED\n"))
    #expect(text.contains("  l     -   at least 6 x  not measured\n"))
  }

  @Test func `JSON has every figure under its key, sorted, and what it was measured with`() {
    let json = record(
      [
        BenchmarkFigure(key: "b.ns", label: "b", value: 12.3456789, unit: "ns", bar: .atMost(20)),
        BenchmarkFigure(key: "a.digest", label: "a", text: "abc"),
        BenchmarkFigure(key: "c.same", label: "c", holds: false),
        BenchmarkFigure(key: "d.ns", label: "d", value: nil, unit: "ns", bar: .atLeast(1)),
      ],
      notes: ["why"]
    ).json
    #expect(json.hasPrefix("{\n  \"bench\": \"kernel\",\n  \"build\": {\n"))
    #expect(json.contains("\"source_digest\": \"0123456789abcdef\""))
    #expect(json.contains("\"step_after_ns\": 1.25000,\n    \"step_before_ns\": 1.50000"))
    let figures = """
        "figures": {
          "a.digest": {
            "value": "abc"
          },
          "b.ns": {
            "at_most": 20.0000,
            "met": true,
            "unit": "ns",
            "value": 12.3457
          },
          "c.same": {
            "met": false,
            "value": false
          },
          "d.ns": {
            "at_least": 1.00000,
            "met": null,
            "unit": "ns",
            "value": null
          }
        },
      """
    #expect(json.contains(figures), "\(json)")
    #expect(json.contains("\"notes\": [\n    \"why\"\n  ]"))
  }

  @Test func `a request for some figures takes their groups and their parts`() {
    let request = BenchmarkRequest(build: build, only: "cost.sleep")
    #expect(request.wants("cost.sleep") && request.wants("cost") && request.wants("cost.sleep.ns"))
    #expect(!request.wants("cost.sleep_cancel") && !request.wants("w1.actors"))
    #expect(BenchmarkRequest(build: build).wants("anything"))
  }

  @Test func `every suite has a name of one lower-case word, and its own`() {
    let names = BenchmarkSuites.all.map { $0.name }
    for (index, name) in names.enumerated() {
      #expect(name.allSatisfy { $0.isLowercase && $0.isASCII }, "\(name)")
      #expect(!names[..<index].contains(name), "\(name)")
      #expect(BenchmarkSuites.suite(named: name)?.name == name)
    }
    #expect(BenchmarkSuites.suite(named: "nothing") == nil)
  }
}
