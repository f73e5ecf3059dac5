import SimCore
import Testing

@Suite("Trace windows")
struct TraceWindowsTests {
  private typealias Moment = (time: Int64, value: UInt64)

  private static let second: Int64 = 1_000_000_000

  /// A cell that records each value at its time.
  private func windows(_ moments: [Moment]) -> TraceWindows {
    let cell = Cell(seed: 1)
    for moment in moments {
      cell.after(.nanoseconds(moment.time)) { cell.record(kind: 1, a: moment.value) }
    }
    cell.run()
    return cell.traceWindows
  }

  /// Moments by draws, up to `end` seconds.
  private func moments(_ key: DrawKey, count: Int, end: Int) -> [Moment] {
    (0..<count).map { index in
      (
        Int64(key.below(end, .test, UInt64(index) * 2)) * Self.second
          + Int64(key.below(3, .test, UInt64(index) * 2 + 1)),
        UInt64(index)
      )
    }
  }

  /// What a run looks like that is cut off at an instant: its own cell, from the start.
  private func state(_ moments: [Moment], before end: Int64) -> TraceWindows.Row? {
    let cell = Cell(seed: 1)
    for moment in moments {
      cell.after(.nanoseconds(moment.time)) { cell.record(kind: 1, a: moment.value) }
    }
    cell.run(until: SimInstant(nanoseconds: end - 1))
    return cell.traceWindows.rows.last
  }

  @Test func `a row is the state of the run at the end of its window`() {
    for seed in 0..<20 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      let end = [7, 60, 900, 1_023, 1_024, 1_025, 5_000][Int(seed) % 7]
      let all = moments(key, count: 60, end: end)
      let table = windows(all)
      let last = all.map(\.time).max() ?? 0
      #expect(table.rows.count == Int(last / table.length) + 1, "seed \(seed)")
      for window in stride(from: 0, to: table.rows.count, by: 1 + table.rows.count / 9) {
        let span = table.span(window)
        #expect(span.upperBound.nanoseconds == Int64(window + 1) * table.length)
        #expect(table.row(window) == state(all, before: span.upperBound.nanoseconds))
      }
    }
  }

  @Test func `however long a run is, it has a thousand windows at most`() {
    for days in [1, 30, 365, 90_000] as [Int64] {
      let end = days * 86_400 * Self.second
      let table = windows((0...200).map { (end / 200 * $0, 1) })
      #expect(table.rows.count > TraceWindows.limit / 2)
      #expect(table.rows.count <= TraceWindows.limit)
      #expect(table.rows.last?.events == 201)
      #expect((table.length / TraceWindows.narrowest).nonzeroBitCount == 1)
      #expect(table.length % TraceWindows.narrowest == 0)
    }
  }

  @Test func `equal runs have equal windows, at any length`() {
    for seed in 0..<40 as Range<UInt64> {
      let all = moments(DrawKey(seed: seed), count: 40, end: 50 << Int(seed % 8))
      #expect(windows(all).firstDifference(from: windows(all)) == nil)
      let table = windows(all)
      #expect(table.firstDifference(from: table.widened(to: table.length * 8)) == nil)
    }
  }

  @Test func `one other event is found in its window`() throws {
    for seed in 0..<60 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      let all = moments(key, count: 50, end: 40 << Int(seed % 8))
      let planted = key.below(50, .test, 1_000)
      var other = all
      other[planted].value += 1_000
      let found = try #require(windows(all).firstDifference(from: windows(other)))
      #expect(Int64(found.window) == all[planted].time / found.length, "seed \(seed)")
    }
  }

  @Test func `a run that goes on longer differs in the first window that the other lacks`() throws {
    for seconds in [3, 900, 1_100, 2_047, 2_048, 4_000, 30_000] as [Int64] {
      let short = (0..<3).map { (Int64($0) * Self.second, UInt64($0)) }
      let long = short + [(seconds * Self.second, 7)]
      let found = try #require(windows(short).firstDifference(from: windows(long)))
      #expect(found.window == Int(seconds * Self.second / found.length))
      let back = try #require(windows(long).firstDifference(from: windows(short)))
      #expect(back.window == found.window && back.length == found.length)
    }
  }

  @Test func `the order of two events of one instant counts without any record`() throws {
    func table(_ delays: [Int]) -> TraceWindows {
      let cell = Cell(seed: 1)
      for delay in delays { cell.after(.seconds(delay)) {} }
      cell.run()
      return cell.traceWindows
    }
    let found = try #require(table([1, 5, 6]).firstDifference(from: table([1, 6, 5])))
    #expect(found.window == 5)
  }

  @Test func `several cells make one table, in their order`() throws {
    let first = windows([(0, 1), (5 * Self.second, 2)])
    let second = windows([(0, 1), (3_000 * Self.second, 2)])
    let merged = TraceWindows.merged([first, second])
    #expect(merged.length == second.length)
    #expect(merged.rows.last?.events == 4 && merged.rows.last?.records == 4)
    #expect(merged == TraceWindows.merged([first, second]))
    #expect(merged.firstDifference(from: TraceWindows.merged([second, first]))?.window == 1)
    #expect(TraceWindows.merged([first]) == first)
  }

  @Test func `a cell without events has one empty window`() {
    let table = windows([])
    #expect(table.rows.count == 1)
    #expect(table.rows.first?.events == 0)
    #expect(table.firstDifference(from: windows([(0, 1)]))?.window == 0)
    #expect(TraceWindows(length: 1, rows: []).row(3) == nil)
  }
}
