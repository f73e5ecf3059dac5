import RunReports
import SimCore
import Testing
import VoicePipeline

@Suite("One call")
struct CallPictureTests {
  private static let facts = EdgeCase.overloaded.facts

  private func stages(_ parts: [(MetricName, Int64, Int64)]) -> [StageFacts] {
    parts.map {
      StageFacts(
        metric: $0.0,
        nearMedian: .milliseconds($0.1),
        nearP95: .zero,
        slowest: .milliseconds($0.2)
      )
    }
  }

  @Test func `the file tells stages that add up to the response`() {
    let text = CallFile.text(Self.facts.exemplars[0])
    #expect(CallFile.name(Self.facts.exemplars[0]) == "calls/17311.json")
    // Endpointing from the agent's end of speech on, 50 ms behind the caller's.
    #expect(text.contains("\"response_ms\": 5900.000"))
    #expect(text.contains("\"recognized\": \"I need to move my apartment\""))
    #expect(text.contains("\"word_errors\": 1"))
    #expect(text.contains("\"words\": \"Wednesday at ten, or\""))
    #expect(text.contains("\"words_unheard\": 4"))
    #expect(text.contains("\"agent_stop_ms\": 900.000"))
    let story =
      "is heard, 5,900 ms after the caller’s last sound: network 100, endpointing 700, "
      + "transcription 100, tools 2,600, model queue 50, time to first token 1,500, "
      + "first sentence 400, synthesis 450"
    #expect(text.contains(story))
    let parts = [100, 700, 100, 2_600, 50, 1_500, 400, 450]
    #expect(parts.reduce(0, +) == 5_900)
  }

  @Test func `the page shows two strips, and names the files of all exemplars`() {
    let page = PageReader(HTMLReport.text(Self.facts))
    #expect(page.ids.contains("call"))
    #expect(page.ids.contains("fig-call-d0") && page.ids.contains("fig-call-d1"))
    #expect(!page.ids.contains("fig-call-d2"))
    for text in [
      "The slowest reply took 5,900\u{A0}ms, 2,600\u{A0}ms of it tools", "calls/17298.json",
      "dead air 2.9\u{A0}s", "barge-in, stops after 900\u{A0}ms", "turn taken back",
      "≠ “I need to move my apartment”", "Wednesday at ten, or—", "hangs up, out of patience",
    ] {
      #expect(page.text.contains(text), "\(text)")
    }
  }

  @Test func `a call without a word gives no picture, and no call no section`() {
    var facts = Self.facts
    facts.exemplars.removeFirst()
    #expect(!PageReader(HTMLReport.text(facts)).ids.contains("call"))
    facts.exemplars = []
    #expect(!PageReader(HTMLReport.text(facts)).ids.contains("call"))
    #expect(!HTMLReport.text(facts).contains("event by event"))
  }

  @Test func `a long call is drawn around its slowest reply`() throws {
    var facts = Self.facts
    let answered = try #require(facts.exemplars[0].record.answered)
    facts.exemplars[0].record.answered = answered.advanced(by: .seconds(-300))
    facts.exemplars[0].record.ended = answered.advanced(by: .seconds(300))
    let page = PageReader(HTMLReport.text(facts))
    // The reply is asked for at 304.6 s, in the strip from 300 s; six are drawn, three before it.
    let strips = (0..<30).filter { page.ids.contains("fig-call-d\($0)") }
    #expect(strips == [12, 13, 14, 15, 16, 17])
    #expect(page.text.contains("240 to 360 of the whole call"))
  }

  @Test func `the dominant stage is the one with the largest share`() throws {
    let one = try #require(
      DominantStage(stages([(.endpointing, 600, 500), (.synthesis, 200, 400)]))
    )
    #expect(one.usual.share == 0.75)
    #expect(one.slow.metric == .endpointing)
    #expect(
      one.sentence
        == "Endpointing dominates: 75.0\u{A0}% of the response at p50, and 55.6\u{A0}% in the "
        + "slowest 5\u{A0}% of turns"
    )
    let two = try #require(
      DominantStage(stages([(.endpointing, 600, 500), (.modelQueue, 200, 1_500)]))
    )
    #expect(
      two.sentence
        == "Endpointing takes the largest part at p50, 75.0\u{A0}% of the response; in the "
        + "slowest 5\u{A0}% of turns it is the model queue, 75.0\u{A0}%"
    )
    #expect(DominantStage([]) == nil)
    #expect(DominantStage(stages([(.endpointing, 0, 0)])) == nil)
  }

  @Test func `both summaries say which stage dominates and what part keeps each promise`() {
    var facts = Self.facts
    var histogram = LatencyHistogram()
    // 90 ms to 1,990 ms in steps of 100: 4, 5, 8 and 10 of 20 are within the promises.
    for step in 1...20 { histogram.record(.milliseconds(100 * step - 10)) }
    facts.latencies[0].histogram = histogram
    let promise =
      "within 400 ms 20.0 %, 500 ms 25.0 %, 800 ms 40.0 %, 1,000 ms 50.0 % of 20 turns"
    let summary = SummaryMarkdown.text(facts)
    #expect(summary.contains("Response latency \(promise)."))
    #expect(summary.contains("- Endpointing takes the largest part at p50, 34.6 %"))
    let terminal = TerminalSummary.text(facts).split(separator: "\n").joined(separator: " ")
    #expect(terminal.contains("Dominant stage"))
    #expect(terminal.contains("within 400 ms 20.0 %"))
  }

  @Test func `barge-in shares are those of the counts`() {
    let text = HTMLReport.text(Self.facts)
    #expect(text.contains("id=\"barge-in\""))
    // 225 of 4,212 missed; 146 of 8,208 false; noises are fewer than ten.
    #expect(text.contains("5.34\u{A0}% of interruptions did not stop the agent"))
    #expect(text.contains("1.78\u{A0}% of back-channels, asides and noises did"))
    #expect(text.contains("n too small"))
    #expect(!EdgeCase.noCall.facts.hasBargeInSection)
  }
}

extension RunFacts {
  fileprivate var hasBargeInSection: Bool {
    HTMLReport.text(self).contains("id=\"barge-in\"")
  }
}
