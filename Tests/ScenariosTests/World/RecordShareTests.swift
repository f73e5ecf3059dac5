import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Record shares")
struct RecordShareTests {
  private static func run(_ records: String, seed: UInt64 = 1) throws -> WorldBench.Run {
    try WorldBench.run(
      """
      duration: 15m
      records: \(records)
      load: {campaign: {leads: none.csv, rate: 1200/h}}
      answers: {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%,
        unobtainable: 0%, declined: 0%}
      carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
      """,
      seed: seed
    )
  }

  private static func calls(_ table: String) -> [String] {
    WorldBench.Run.rows(table).map { String($0[0]) }
  }

  @Test func `a table has all rows of a part of the calls, and figures have those of all`() throws {
    let shares = [0.5, 0.2]
    var (kept, whole) = ([0, 0], [0, 0])
    for seed: UInt64 in 1...4 {
      let all = try Self.run("{turns: 100%, model_calls: 100%}", seed: seed)
      let some = try Self.run("{turns: 50%, model_calls: 20%}", seed: seed)
      let tables = [(all.turns, some.turns), (all.modelCalls, some.modelCalls)]
      for (index, (full, part)) in tables.enumerated() {
        let calls = Set(Self.calls(part))
        kept[index] += calls.count
        whole[index] += Set(Self.calls(full)).count
        // Whole calls, unchanged, in their order, and nothing else.
        let lines = full.split(separator: "\n").enumerated()
          .filter { $0.offset == 0 || calls.contains(String($0.element.prefix { $0 != "," })) }
        #expect(lines.map(\.element) == part.split(separator: "\n"))
      }
      // Who stands in the smaller table stands in the larger one too, if there are rows.
      let turns = Set(Self.calls(some.turns))
      let lost = Set(Self.calls(some.modelCalls)).intersection(Self.calls(all.turns))
        .subtracting(turns)
      #expect(lost.isEmpty)
      #expect(all.calls == some.calls && all.result.traceDigest == some.result.traceDigest)
      let histograms = [all, some].map {
        $0.result.measurements.latencies.histogram(of: .responseLatency)
      }
      #expect(histograms[0] == histograms[1] && (histograms[0]?.count ?? 0) > 500)
      let costs = [all, some].map(\.result.costs.total)
      #expect(costs[0] == costs[1] && costs[0] > .zero)
    }
    for (index, share) in shares.enumerated() {
      let count = Double(whole[index])
      let error = (share * (1 - share) * count).squareRoot()
      #expect(abs(Double(kept[index]) - share * count) < 3 * error, "\(kept) of \(whole)")
    }
  }

  @Test func `no share of a table leaves its head`() throws {
    let run = try Self.run("{turns: 0%, model_calls: 0%}")
    #expect(Self.calls(run.turns).isEmpty && run.turns.hasPrefix("call,turn,"))
    #expect(Self.calls(run.modelCalls).isEmpty && run.modelCalls.hasPrefix("call,service,"))
  }

  @Test func `stories and samples are of the calls whose turns are kept`() throws {
    let all = try Self.run("{turns: 100%}").result.measurements
    let run = try Self.run("{turns: 20%}")
    let some = run.result.measurements
    let kept = Set(Self.calls(run.turns))
    #expect(some.exemplars.count == RunMeasurements.exemplarsKept)
    #expect(some.exemplars.allSatisfy { kept.contains(String($0.record.id.number)) })
    #expect(some.worst.map(\.id) == all.worst.map(\.id))
    #expect(some.samples.count < all.samples.count / 2 && !some.samples.isEmpty)
    let worst = all.worst.compactMap(\.responseMax).prefix(RunMeasurements.exemplarsKept)
    #expect(all.exemplars.map(\.record.responseMax) == worst.map { $0 })
  }
}
