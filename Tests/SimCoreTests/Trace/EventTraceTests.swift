import SimCore
import Testing

@Suite("Event trace")
struct EventTraceTests {
  private typealias Row = (kind: UInt32, entity: UInt64, a: UInt64, b: UInt64, time: Int64)

  private let rows: [Row] = (0..<50).map { (index: UInt64) -> Row in
    Row(kind: UInt32(index % 3), entity: 0, a: index, b: index * index, time: Int64(index) * 10)
  }

  @Test func `equal histories have equal digests of 32 digits`() {
    #expect(digest(rows) == digest(rows))
    #expect(digest(rows).utf8.count == 32)
    #expect(digest([]) != digest([(0, 0, 0, 0, 0)]))
  }

  @Test func `any change of any field of any event shows`() {
    var seen: Set<String> = [digest(rows)]
    var expected = 1
    for index in rows.indices {
      for bit in [0, 1, 31] {
        for field in 0..<5 {
          var changed = rows
          switch field {
          case 0: changed[index].kind ^= 1 << UInt32(bit)
          case 1: changed[index].a ^= 1 << UInt64(bit * 2)
          case 2: changed[index].b ^= 1 << UInt64(bit * 2)
          case 3: changed[index].entity ^= 1 << UInt64(bit * 2)
          default: changed[index].time ^= 1 << Int64(bit)
          }
          seen.insert(digest(changed))
          expected += 1
        }
      }
    }
    #expect(seen.count == expected)
  }

  @Test func `order counts, and so does an event more or less`() {
    var seen: Set<String> = [digest(rows)]
    for index in 1..<rows.count {
      var swapped = rows
      swapped.swapAt(index - 1, index)
      seen.insert(digest(swapped))
      var shorter = rows
      shorter.remove(at: index)
      seen.insert(digest(shorter))
      var doubled = rows
      doubled.insert(rows[index], at: index)
      seen.insert(digest(doubled))
    }
    #expect(seen.count == 1 + 3 * (rows.count - 1))
  }

  @Test func `many small histories do not collide`() {
    var seen: Set<String> = []
    for index in 0..<60_000 {
      let time = Int64(index % 40) << 32
      seen.insert(
        digest([(1, UInt64(index / 7), UInt64(index / 40 % 40), UInt64(index / 1_600) << 29, time)])
      )
    }
    #expect(seen.count == 60_000)
  }

  @Test func `a merged trace depends on the order and the content of its parts`() {
    var (first, second) = (EventTrace(), EventTrace())
    record(rows[1], in: &first)
    record(rows[2], in: &second)
    var (forward, backward) = (EventTrace(), EventTrace())
    forward.merge(first)
    forward.merge(second)
    backward.merge(second)
    backward.merge(first)
    #expect(forward.digest != backward.digest)
    #expect(forward.count == 2)
  }

  /// A change of this value changes the digest of every recorded run.
  @Test func `the digest of an old history never changes`() {
    #expect(digest(rows) == "b8360aab039a483aeae5c99df45f635a")
  }

  private func digest(_ rows: [Row]) -> String {
    var trace = EventTrace()
    for row in rows { record(row, in: &trace) }
    return trace.digest
  }

  private func record(_ row: Row, in trace: inout EventTrace) {
    trace.record(
      kind: row.kind,
      entity: row.entity,
      a: row.a,
      b: row.b,
      at: SimInstant(nanoseconds: row.time)
    )
  }
}
