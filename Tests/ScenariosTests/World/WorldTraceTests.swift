import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("World trace")
struct WorldTraceTests {
  private static let campaign = """
    duration: 5m
    load: {campaign: {leads: none.csv, rate: 2400/h}}
    platform: {pods: 2, slots_per_pod: 12}
    """

  @Test func `the mode of the kernel changes no byte of a run`() throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let runs = try Cell.Mode.allCases.map { mode in
        try WorldBench.run(Self.campaign, seed: seed, mode: mode)
      }
      #expect(runs.count == 2)
      #expect(runs[0].result.traceDigest == runs[1].result.traceDigest, "seed \(seed)")
      #expect(runs[0].result.traceWindows == runs[1].result.traceWindows)
      #expect(runs[0].result.events == runs[1].result.events)
      #expect(runs[0].calls == runs[1].calls)
      #expect(runs[0].turns == runs[1].turns)
      #expect(runs[0].result.events > 5_000)
    }
  }

  @Test func `keeping events changes no byte of a run`() throws {
    let plain = try WorldBench.run(Self.campaign)
    let retentions = [
      TraceRetention(.first(.max), includesKernel: true), TraceRetention(.last(100), entity: 17),
    ]
    for retention in retentions {
      let kept = try WorldBench.run(Self.campaign, keeping: retention)
      #expect(kept.result.traceDigest == plain.result.traceDigest)
      #expect(kept.result.traceWindows == plain.result.traceWindows)
      #expect(kept.turns == plain.turns)
    }
  }

  @Test func `the trace tells the story of every call`() throws {
    let everything = TraceRetention(.first(.max), includesKernel: true)
    let run = try WorldBench.run(Self.campaign, keeping: everything)
    let kept = run.result.traceKept
    #expect(UInt64(kept.count { $0.isKernel }) == run.result.events)
    #expect(UInt64(kept.count { !$0.isKernel }) == run.result.traceWindows.rows.last?.records)
    let events = kept.filter { !$0.isKernel }.map(\.event)
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
    for row in WorldBench.Run.rows(run.calls) {
      let number = try #require(UInt64(row[0]))
      let own = events.filter { $0.entity == number }
      let kinds = own.compactMap { TraceKind(rawValue: $0.kind) }
      #expect(kinds.count == own.count)
      #expect(kinds.first == .dialPlanned && kinds.last == .callEnded, "call \(number)")
      #expect(kinds.count { $0 == .dialStarted } == 1)
      #expect((kinds.count { $0 == .callAnswered } == 1) == !row[6].isEmpty)
      let outcome = CallOutcome.allCases[Int(try #require(own.last).b)]
      #expect(outcome.rawValue == row[9])
    }
    let turns = WorldBench.Run.rows(run.turns).count
    #expect(events.count { $0.kind == TraceKind.replyHeard.rawValue } == turns)
  }

  @Test func `a ring of one call's last events is the end of its story`() throws {
    let whole = try WorldBench.run(
      Self.campaign,
      keeping: TraceRetention(.first(.max), entity: 9)
    )
    let last = try WorldBench.run(Self.campaign, keeping: TraceRetention(.last(3), entity: 9))
    #expect(whole.result.traceKept.count > 3)
    #expect(last.result.traceKept == whole.result.traceKept.suffix(3))
  }

  @Test func `every kind has words of its own, and no two share a number`() {
    let kinds = TraceKind.allCases
    #expect(Set(kinds.map(\.words.name)).count == kinds.count)
    #expect(kinds.map(\.rawValue) == Array(1...UInt32(kinds.count)))
    #expect(TraceKind.words(0) == nil)
    let event = EventTrace.Event(kind: 7, entity: 4, a: 2, b: 812_400_000, time: .zero)
    let entry = TraceEntry(event: event)
    #expect(entry.sentence(TraceKind.words) == "reply heard: turn 2, response 812.4 ms")
    let ended = EventTrace.Event(kind: 6, a: 0xAB, b: 2, time: .zero)
    #expect(
      TraceEntry(event: ended).sentence(TraceKind.words)
        == "call ended: lead 00000000000000ab, outcome blocked"
    )
  }

  @Test func `durations are exact, in a unit that can be read`() {
    let texts: [(Int64, String)] = [
      (0, "0 us"), (1, "0.001 us"), (999_999, "999.999 us"), (1_000_000, "1 ms"),
      (812_400_001, "812.400001 ms"), (2_000_000_000, "2 s"), (-1_500_000, "-1.5 ms"),
      (3_600_000_000_001, "3600.000000001 s"),
    ]
    for (nanoseconds, text) in texts {
      let value = TraceValue.duration("for")
      #expect(value.text(UInt64(bitPattern: nanoseconds)) == "for \(text)")
    }
  }
}
