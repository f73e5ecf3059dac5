import RunReports
import SimCore
import Testing

@Suite("Reports of paced runs")
struct PaceReportTests {
  /// Facts of a run that was shown in real time, by a host that was late for some of 1,000 timers.
  private static func paced(_ edge: EdgeCase, late: Int = 0) throws -> RunFacts {
    let cell = Cell(seed: 1)
    for index in 1...10 { cell.after(.milliseconds(index)) {} }
    let pacer = try CellPacer(pace: 1_000)
    while pacer.run(cell, until: SimInstant(nanoseconds: 20_000_000)) == .underway {}
    var facts = edge.facts
    facts.host.pace = pacer.record
    facts.host.pace?.pace = 2.5
    var lag = TimerLag()
    for index in 0..<1_000 {
      lag.record(planned: Int64(index) * 1_000_000_000, lag: .milliseconds(index < late ? 25 : 1))
    }
    facts.host.pace?.lag = lag
    return facts
  }

  @Test(arguments: [EdgeCase.overloaded, .noCall, .oneCall, .hostile])
  func `without its host a paced run's files are those of an unpaced one`(edge: EdgeCase) throws {
    let facts = try Self.paced(edge)
    let plain = edge.facts
    let pairs = [
      (HTMLReport.text(facts), HTMLReport.text(plain)),
      (SummaryMarkdown.text(facts), SummaryMarkdown.text(plain)),
    ]
    for (paced, unpaced) in pairs {
      #expect(paced != unpaced)
      #expect(HostText.removed(from: Array(paced.utf8)) == Array(unpaced.utf8))
      #expect(HostText.removed(from: Array(unpaced.utf8)) == Array(unpaced.utf8))
    }
    let json = [facts, plain].map { RunJSON.withoutHost(Array(RunJSON.text($0).utf8)) }
    #expect(json[0] == json[1])
    #expect(JUnitReport.text(facts) == JUnitReport.text(plain))
    #expect(RunDirectory.digestText(facts) == RunDirectory.digestText(plain))
  }

  @Test func `the page stays whole, with the lag as a table of bars`() throws {
    let page = PageReader(HTMLReport.text(try Self.paced(.overloaded, late: 5)))
    #expect(page.problems == [])
    #expect(page.ids.contains("pace"))
    #expect(page.text.contains("Shown at 2.5x real time"))
    #expect(page.text.contains("below 50 ms"))
    #expect(!page.text.contains("below 100 ms"))
  }

  @Test func `run.json has the lag under host`() throws {
    let text = RunJSON.text(try Self.paced(.overloaded, late: 5))
    let host = try #require(text.firstRange(of: "  \"host\": {"))
    let rest = text[host.lowerBound...]
    for line in [
      "\"asked\": 2.500", "\"timer_lag_count\": 1000", "\"timer_lag_p50_ms\": 1.000",
      "\"timer_lag_p99_ms\": 1.000", "\"timer_lag_max_ms\": 25.000", "\"stalls\": 5",
    ] {
      #expect(rest.contains(line), "\(line)")
    }
    #expect(!RunJSON.text(EdgeCase.overloaded.facts).contains("timer_lag"))
  }

  @Test func `a lag beyond what is tolerated is a warning, and no verdict`() throws {
    let good = try Self.paced(.oneCall, late: 5)
    let bad = try Self.paced(.oneCall, late: 50)
    #expect(bad.verdict == good.verdict)
    for (facts, warns) in [(good, false), (bad, true)] {
      let warning = "did not keep the pace"
      #expect(HTMLReport.text(facts).contains(warning) == warns)
      #expect(SummaryMarkdown.text(facts).contains(warning) == warns)
      let terminal = TerminalSummary.text(facts)
      #expect(terminal.split(separator: "\n").joined(separator: " ").contains("host did") == warns)
      #expect(terminal.contains("  Timer lag           p50 1.0 ms"))
      #expect(terminal.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }
}
