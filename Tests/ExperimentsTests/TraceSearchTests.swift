import Experiments
import SimCore
import Testing

/// A made-up history: what is recorded when.
private struct History: Sendable {
  typealias Line = (time: Int64, entity: UInt64, a: UInt64)

  var lines: [Line]

  /// Lines by draws, many of them at one instant, over up to an hour and a half.
  init(seed: UInt64) {
    let key = DrawKey(seed: seed)
    let end = [3, 40, 900, 1_024, 5_000][key.below(5, .test)]
    lines = (1...(20 + key.below(80, .test, 1))).map { (index: Int) -> Line in
      let draw = { (number: UInt64) in key.bits(.test, UInt64(index) * 8 + number) }
      let second = Int64(draw(0) % UInt64(end)) * 1_000_000_000
      return (second + Int64(draw(1) % 3), 1 + draw(2) % 5, draw(3))
    }
  }

  /// A cell that records the lines, each in an event of its own.
  func cell(keeping retention: TraceRetention) -> Cell {
    let cell = Cell(seed: 1)
    cell.keepTrace(retention)
    for line in lines {
      cell.after(.nanoseconds(line.time)) { cell.record(kind: 3, entity: line.entity, a: line.a) }
    }
    return cell
  }

  func side(_ name: String) -> TraceSide {
    let start = UnixInstant(seconds: 0)
    return TraceSide(run: .init(name: name, seed: 1, start: start)) { retention, end, _ in
      let cell = cell(keeping: retention)
      cell.run(until: end)
      return TraceLife(windows: cell.traceWindows, kept: cell.trace.kept)
    }
  }

  /// Everything that happens, whatever its length.
  func everything(kernel: Bool) -> [EventTrace.Event] {
    let cell = cell(keeping: TraceRetention(.first(.max), includesKernel: kernel))
    cell.run()
    return cell.trace.kept.map(\.event)
  }
}

/// Compares whole traces, without windows.
private struct Oracle {
  let first: [EventTrace.Event]
  let second: [EventTrace.Event]

  init(_ one: History, _ other: History, kernel: Bool) {
    first = one.everything(kernel: kernel)
    second = other.everything(kernel: kernel)
  }

  var parting: (EventTrace.Event?, EventTrace.Event?)? {
    let count = max(first.count, second.count)
    let padded = { (events: [EventTrace.Event], at: Int) in at < events.count ? events[at] : nil }
    return (0..<count).map { (padded(first, $0), padded(second, $0)) }.first { $0 != $1 }
  }
}

@Suite("Trace search")
struct TraceSearchTests {
  private func difference(
    _ one: History,
    _ other: History,
    keptLimit: Int = 1 << 20
  ) throws -> TraceDifference? {
    let search = TraceSearch(first: one.side("A"), second: other.side("B"), keptLimit: keptLimit)
    guard case .different(let difference) = try search.verdict() else { return nil }
    return difference
  }

  private func check(_ one: History, _ other: History, keptLimit: Int, _ comment: Comment) throws {
    let found = try #require(try difference(one, other, keptLimit: keptLimit), comment)
    let whole = try #require(Oracle(one, other, kernel: true).parting, comment)
    #expect(found.parting.first?.event == whole.0, comment)
    #expect(found.parting.second?.event == whole.1, comment)
    let records = Oracle(one, other, kernel: false).parting
    #expect(found.recorded?.first?.event == records?.0, comment)
    #expect(found.recorded?.second?.event == records?.1, comment)
    let shared = Oracle(one, other, kernel: true)
    let place = zip(shared.first, shared.second).prefix { $0 == $1 }.count
    #expect(found.equal.map { $0.events + $0.records } == UInt64(place), comment)
    #expect(found.before.map(\.event) == shared.first[..<place].suffix(found.before.count), comment)
  }

  @Test func `one changed value is found exactly, with few events kept at a time`() throws {
    for seed in 0..<300 as Range<UInt64> {
      let history = History(seed: seed)
      var other = history
      let planted = DrawKey(seed: seed).below(history.lines.count, .test, 1_000_000)
      other.lines[planted].a ^= 1 << (seed % 64)
      let line = history.lines[planted]
      let keptLimit = [3, 7, 1 << 20][Int(seed % 3)]
      try check(history, other, keptLimit: keptLimit, "seed \(seed)")
      let found = try #require(try difference(history, other, keptLimit: keptLimit))
      #expect(found.instant.nanoseconds == line.time)
      #expect(found.parting.first?.event.a == line.a)
      #expect(found.parting.second?.event.a == other.lines[planted].a)
      #expect(found.parting.first?.event.entity == line.entity)
      #expect(found.parting.first?.isKernel == false)
      #expect(found.calls == [line.entity] || keptLimit < 10)
    }
  }

  @Test func `an event that one run lacks, that comes later or at another instant is found`() throws
  {
    for seed in 0..<300 as Range<UInt64> {
      let history = History(seed: seed)
      var other = history
      let key = DrawKey(seed: seed)
      let planted = key.below(history.lines.count, .test, 1_000_000)
      switch seed % 3 {
      case 0: other.lines.remove(at: planted)
      case 1: other.lines[planted].time += 1_000_000_000 * Int64(1 + key.below(3_000, .test, 9))
      default: other.lines.swapAt(planted, key.below(history.lines.count, .test, 1_000_001))
      }
      // A swap of an event with itself.
      if Oracle(history, other, kernel: true).parting == nil { continue }
      try check(history, other, keptLimit: [2, 1 << 20][Int(seed % 2)], "seed \(seed)")
      try check(other, history, keptLimit: 1 << 20, "seed \(seed), the other way round")
    }
  }

  @Test func `equal histories are equal, and say how much was compared`() throws {
    for seed in 0..<50 as Range<UInt64> {
      let history = History(seed: seed)
      let search = TraceSearch(first: history.side("A"), second: history.side("B"))
      guard case .equal(_, _, let events, let records) = try search.verdict() else {
        Issue.record("seed \(seed) differs from itself")
        continue
      }
      #expect(events == UInt64(history.lines.count))
      #expect(records == UInt64(history.lines.count))
    }
  }

  @Test func `the events of one entity are compared by themselves`() throws {
    for seed in 0..<60 as Range<UInt64> {
      let history = History(seed: seed)
      var other = history
      other.lines[3].a ^= 1
      for entity in 1...5 {
        let search = TraceSearch(first: history.side("A"), second: other.side("B"))
        let own = history.lines.filter { $0.entity == UInt64(entity) }
        switch try search.verdict(call: entity) {
        case .equal(_, _, let events, let records):
          #expect(entity != Int(other.lines[3].entity))
          #expect(events == nil && records == UInt64(own.count))
        case .different(let found):
          #expect(entity == Int(other.lines[3].entity), "seed \(seed)")
          #expect(found.parting.first?.event.a == history.lines[3].a)
          #expect(found.before.allSatisfy { $0.event.entity == UInt64(entity) })
        }
      }
      let nobody = TraceSearch(first: history.side("A"), second: other.side("B"))
      let failure = #expect(throws: RunFailure.self) { try nobody.verdict(call: 6) }
      #expect(failure?.code == "TRC-004")
    }
  }

  @Test func `a run that comes to something else when it is repeated is told apart`() throws {
    let history = History(seed: 1)
    var changed = history
    changed.lines[0].a += 1
    var other = history
    other.lines[1].a += 1
    let windows = try #require(try life(of: history)).windows
    let fickle = TraceSide(
      run: .init(name: "A", seed: 1, start: UnixInstant(seconds: 0)),
      recorded: windows
    ) { retention, end, _ in
      let cell = changed.cell(keeping: retention)
      cell.run(until: end)
      return TraceLife(windows: cell.traceWindows, kept: cell.trace.kept)
    }
    let search = TraceSearch(first: fickle, second: other.side("B"))
    let failure = #expect(throws: RunFailure.self) { try search.verdict() }
    #expect(failure?.code == "TRC-003")
    #expect(failure?.class == .invalidRun)
  }

  private func life(of history: History) throws -> TraceLife? {
    let cell = history.cell(keeping: .none)
    cell.run()
    return TraceLife(windows: cell.traceWindows, kept: [])
  }
}

extension Purpose {
  fileprivate static let test = Purpose("trace_search.test")
}
