import Foundation
import RunReports
import SimCore
import Testing
import VoicePipeline

@Suite("Histogram log")
struct HistogramLogTests {
  @Test func `a log comes back whole, and merges to what one run would have recorded`() throws {
    for seed in 0..<12 {
      let parts = (0..<3).map { Self.histogram(seed: seed * 3 + $0, count: 40 * seed + $0) }
      let log = HistogramLog(
        start: UnixInstant("2026-03-02T14:00:00Z"),
        intervals: parts.enumerated().map { index, part in
          HistogramLog.Interval(
            tag: index == 1 ? nil : "response_latency",
            start: .milliseconds(1_500 * index),
            length: .milliseconds(1_500),
            histogram: part
          )
        }
      )
      let read = try HistogramLog(reading: Array(log.text.utf8))
      #expect(read == log)
      var merged = LatencyHistogram()
      for interval in read.intervals.reversed() { merged.merge(interval.histogram) }
      var whole = LatencyHistogram()
      for part in parts { whole.merge(part) }
      #expect(merged == whole && merged.mean == whole.mean)
    }
  }

  @Test func `what hdrhistogram wrote is read`() throws {
    var seen = 0
    var words: [Substring] = []
    for line in EncodedVectors.text.split(separator: "\n") {
      if line.contains(" ") {
        words = line.split(separator: " ")
      } else if line != "/" {
        words.append(line)
      } else {
        let expected = Self.numbers(
          seed: try #require(UInt64(words[0])),
          limit: try #require(UInt64(words[1])),
          count: try #require(Int(words[2]))
        )
        let histogram = try HistogramLog.histogram(Array(words[4...].joined().utf8))
        #expect(histogram.count == expected.count)
        #expect(histogram.buckets.map(\.count) == expected.buckets.map(\.count))
        // Ours stops at the greatest time that was recorded.
        for (read, own) in zip(histogram.buckets, expected.buckets.dropLast()) {
          #expect(read.value == own.value)
        }
        seen += 1
      }
    }
    #expect(seen == 3)
  }

  @Test(.enabled(if: Self.hasReader))
  func `hdrhistogram reads what is written`() throws {
    let program = """
      import sys, tempfile
      from hdrh.histogram import HdrHistogram
      from hdrh.log import HistogramLogReader
      with tempfile.NamedTemporaryFile("wb", suffix=".hlog") as file:
          file.write(sys.stdin.buffer.read())
          file.flush()
          reader = HistogramLogReader(file.name, HdrHistogram(1, 7_200_000_000, 3))
          while True:
              one = reader.get_next_interval_histogram()
              if one is None:
                  break
              values = [one.get_value_at_percentile(p) for p in (10, 50, 95, 99, 99.9, 100)]
              print(one.get_tag(), one.get_total_count(), one.get_start_time_stamp(),
                    one.get_end_time_stamp(), *values)
      """
    let histograms = [Self.histogram(seed: 1, count: 5_000), Self.histogram(seed: 2, count: 1)]
    let log = HistogramLog(
      start: UnixInstant(seconds: 1_772_460_000),
      intervals: histograms.map {
        HistogramLog.Interval(tag: "ttft", start: .seconds(5), length: .seconds(55), histogram: $0)
      }
    )
    let output = try #require(try Oracle.python(program, input: Data(log.text.utf8)))
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2)
    for (line, histogram) in zip(lines, histograms) {
      let words = line.split(separator: " ")
      #expect(words[0] == "ttft" && words[1] == "\(histogram.count)")
      #expect(words[2] == "1772460005000.0" && words[3] == "1772460060000.0")
      for (word, q) in zip(words[4...], [0.1, 0.5, 0.95, 0.99, 0.999, 1]) {
        let found = try #require(Int64(word))
        let exact = try #require(histogram.quantile(q))
        // The greatest time is exact here, and the end of its bucket there.
        #expect(Duration.microseconds(found) >= exact)
        #expect(Double(found) * 1_000 <= Double(exact.nanoseconds) * 1.001 + 1_000)
      }
    }
  }

  @Test func `a run directory has a log for each latency metric, with equal bytes each time`()
    throws
  {
    let artifacts = RunArtifacts(
      facts: EdgeCase.overloaded.facts,
      resolvedScenario: "",
      callsCompressed: [],
      turnsCompressed: [],
      modelCallsCompressed: [],
      traceCompressed: []
    )
    let files = RunDirectory.files(of: artifacts)
    let logs = files.filter { $0.name.hasPrefix("hist/") }
    #expect(logs.map(\.name) == artifacts.facts.latencies.map { "hist/\($0.metric.rawValue).hlog" })
    #expect(logs.count > 5)
    for (file, latency) in zip(logs, artifacts.facts.latencies) {
      let log = try HistogramLog(reading: file.bytes)
      #expect(log.intervals.map(\.histogram) == [latency.histogram])
      #expect(log.intervals[0].tag == latency.metric.rawValue)
      #expect(log.start?.text() == artifacts.facts.scenario.start)
    }
    let again = RunDirectory.files(of: artifacts)
    #expect(again.map(\.bytes) == files.map(\.bytes))
  }

  @Test func `the digest of a run's directory covers its histograms`() {
    var facts = EdgeCase.overloaded.facts
    let before = RunDirectory.digestText(facts)
    facts.latencies[0].histogram.record(.milliseconds(300))
    let after = RunDirectory.digestText(facts)
    let changed = zip(before.split(separator: "\n"), after.split(separator: "\n")).filter(!=)
    #expect(changed.count == 1 && changed[0].0.hasPrefix("hist "))
  }

  @Test func `a damaged log is refused with its line`() throws {
    let histogram = Self.histogram(seed: 4, count: 300)
    let interval = HistogramLog.Interval(
      tag: "x",
      start: .zero,
      length: .seconds(1),
      histogram: histogram
    )
    let text = HistogramLog(start: nil, intervals: [interval]).text
    let lines = text.split(separator: "\n")
    #expect(lines.count == 5)
    let cut = text.dropLast(30) + "\n"
    #expect(throws: HistogramLogError.histogram(.damaged, line: 5)) {
      try HistogramLog(reading: Array(cut.utf8))
    }
    #expect(throws: HistogramLogError.line(6)) {
      try HistogramLog(reading: Array((text + "Tag=y,1.0,zero,1,HISTF\n").utf8))
    }
    let other = text.replacing("sum=", with: "sum=9")
    #expect(throws: HistogramLogError.histogram(.inconsistent, line: 5)) {
      try HistogramLog(reading: Array(other.utf8))
    }
    #expect(throws: HistogramLogError.line(4)) {
      try HistogramLog(reading: Array(text.replacing("sum=", with: "total=").utf8))
    }
    #expect(try HistogramLog(reading: []).intervals.isEmpty)
  }

  /// Whether Python and its package hdrhistogram are here.
  private static let hasReader =
    (try? Oracle.python("import hdrh.log", input: Data())) != nil && Oracle.hasPython

  private static func histogram(seed: Int, count: Int) -> LatencyHistogram {
    var histogram = LatencyHistogram()
    let key = DrawKey(seed: UInt64(seed))
    let spread = DurationDistribution.logNormal(median: .milliseconds(700), sigma: 0.6)
    for index in 0..<count {
      histogram.record(spread.sample(key.bits(Purpose("test.log"), UInt64(index))))
    }
    return histogram
  }

  /// Recorded as the vectors were (Knuth's MMIX generator).
  private static func numbers(seed: UInt64, limit: UInt64, count: Int) -> LatencyHistogram {
    var state = seed
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    var histogram = LatencyHistogram()
    for _ in 0..<count {
      let scale = next() % limit + 1
      histogram.record(.microseconds(next() % scale + 1))
    }
    return histogram
  }
}
