import SimCore
import Testing

@Suite("Trace retention")
struct TraceRetentionTests {
  /// Fifty events, one every ten nanoseconds, of the entities 0 to 6 in turn.
  private let events = (0..<50).map { (index: UInt64) in
    EventTrace.Event(
      kind: 1,
      entity: index % 7,
      a: index,
      time: SimInstant(nanoseconds: Int64(index) * 10)
    )
  }

  private func kept(_ retention: TraceRetention) -> [UInt64] {
    var trace = EventTrace(keeping: retention)
    for event in events {
      trace.record(kind: event.kind, entity: event.entity, a: event.a, b: event.b, at: event.time)
    }
    #expect(trace.count == 50)
    #expect(trace.kept.allSatisfy { events[Int($0.event.a)] == $0.event && !$0.isKernel })
    return trace.kept.map(\.event.a)
  }

  private func span(_ range: Range<Int64>) -> Range<SimInstant> {
    SimInstant(nanoseconds: range.lowerBound)..<SimInstant(nanoseconds: range.upperBound)
  }

  @Test func `nothing is kept unasked, and what is kept changes no digest`() {
    var digests: Set<String> = []
    let retentions = [
      TraceRetention.none, TraceRetention(.first(3)), TraceRetention(.last(4), entity: 2),
    ]
    for retention in retentions {
      var trace = EventTrace(keeping: retention)
      for event in events { trace.record(kind: event.kind, a: event.a, at: event.time) }
      digests.insert(trace.digest)
    }
    #expect(digests.count == 1)
    #expect(kept(.none) == [])
  }

  @Test func `the first events are kept, and no more than asked`() {
    for limit in 0...60 {
      #expect(kept(TraceRetention(.first(limit))) == Array(0..<UInt64(min(limit, 50))))
    }
  }

  @Test func `a ring holds the last events in order`() {
    for limit in 0...60 {
      let expected = Array(UInt64(50 - min(limit, 50))..<50)
      #expect(kept(TraceRetention(.last(limit))) == expected, "\(limit)")
    }
  }

  @Test func `a span holds the events of its time, without its end`() {
    #expect(kept(TraceRetention(.span(span(100..<150), limit: 100))) == [10, 11, 12, 13, 14])
    #expect(kept(TraceRetention(.span(span(101..<150), limit: 2))) == [11, 12])
    #expect(kept(TraceRetention(.span(span(101..<150), skipping: 3, limit: 2))) == [14])
    #expect(kept(TraceRetention(.span(span(101..<150), skipping: 4, limit: 2))) == [])
  }

  @Test func `a filter counts the events of its entity only`() {
    #expect(kept(TraceRetention(.first(3), entity: 5)) == [5, 12, 19])
    #expect(kept(TraceRetention(.last(2), entity: 6)) == [41, 48])
    let fives = TraceRetention(.span(span(100..<400), skipping: 1, limit: 9), entity: 5)
    #expect(kept(fives) == [19, 26, 33])
    #expect(kept(TraceRetention(.first(3), entity: 99)) == [])
  }

  @Test func `the kernel shows what it fires when it is asked to`() {
    let cell = Cell(seed: 1)
    cell.keepTrace(TraceRetention(.first(100), includesKernel: true))
    let log = FiringLog()
    cell.schedule(at: .milliseconds(2), log, code: 7)
    cell.after(.milliseconds(1)) { cell.record(kind: 3, entity: 4, a: 5, b: 6) }
    cell.spawn { try? await cell.clock.sleep(for: .milliseconds(3)) }
    cell.run()
    let lines = cell.trace.kept.map { entry in
      "\(entry.event.time.nanoseconds) \(entry.sentence { _ in nil })"
    }
    #expect(
      lines == [
        "0 event 3 of the kernel: a task starts",
        "1000000 event 2 of the kernel: a closure",
        "1000000 kind 3: a 5, b 6",
        "2000000 event 1 of the kernel: timer 7 of FiringLog",
        "3000000 event 4 of the kernel: a sleep ends",
      ]
    )
    #expect(cell.trace.kept.map(\.isKernel) == [true, true, false, true, true])
  }

  @Test func `keeping events changes no history of a cell`() {
    func history(_ retention: TraceRetention) -> (String, TraceWindows) {
      let cell = Cell(seed: 3)
      cell.keepTrace(retention)
      for index in 0..<500 {
        cell.after(.milliseconds(index * 37 % 4_000)) {
          cell.record(kind: 1, entity: UInt64(index), a: UInt64(cell.now.nanoseconds))
        }
      }
      cell.run()
      return (cell.digest, cell.traceWindows)
    }
    let plain = history(.none)
    let first = SimInstant.milliseconds(900)..<SimInstant.milliseconds(1_100)
    for retention in [
      TraceRetention(.first(10), includesKernel: true), TraceRetention(.last(10), entity: 3),
      TraceRetention(.span(first, limit: 1_000), includesKernel: true),
    ] {
      let kept = history(retention)
      #expect(kept.0 == plain.0)
      #expect(kept.1 == plain.1)
    }
    #expect(plain.1.rows.count == 4)
  }
}
