import RunReports
import SimCore
import Testing

@Suite("Trace table")
struct TraceTableTests {
  /// Windows by draws: growing counts, any folds.
  private func windows(_ seed: UInt64) -> TraceWindows {
    let key = DrawKey(seed: seed)
    var row = TraceWindows.Row(events: 0, records: 0, order: 0, trace: 0)
    let rows = (0..<(1 + key.below(40, .draw))).map { index in
      let draw = { (number: UInt64) in key.bits(.draw, UInt64(index) * 8 + number) }
      row.events += draw(1) % 1_000
      row.records += draw(2) % 10
      // Few bits as well: leading zeros are written.
      row.order = draw(3) >> (draw(4) % 64)
      row.trace = draw(5) >> (draw(6) % 64)
      return row
    }
    return TraceWindows(length: TraceWindows.narrowest << Int64(seed % 25), rows: rows)
  }

  @Test func `a table reads back as it was written`() {
    for seed in 0..<200 as Range<UInt64> {
      let table = windows(seed)
      #expect(TraceTable.windows(TraceTable.csv(table)) == table, "seed \(seed)")
    }
  }

  @Test func `the text says what happened in each window`() {
    let rows = [
      TraceWindows.Row(events: 17, records: 4, order: 0xAB, trace: .max),
      TraceWindows.Row(events: 20, records: 4, order: 1, trace: 2),
    ]
    let table = TraceWindows(length: 2 * TraceWindows.narrowest, rows: rows)
    #expect(
      String(decoding: TraceTable.csv(table), as: UTF8.self) == """
        start_s,end_s,events,records,order,trace
        0,2,17,4,00000000000000ab,ffffffffffffffff
        2,4,3,0,0000000000000001,0000000000000002

        """
    )
  }

  @Test func `a damaged table is no table, and never a crash`() {
    let bytes = TraceTable.csv(windows(7))
    for text in [
      "", "start_s\n", "start_s,end_s,events,records,order,trace\n",
      "start_s,end_s,events,records,order,trace\n0,0,1,1,0,0\n",
      "start_s,end_s,events,records,order,trace\n0,9223372036854775807,1,1,0,0\n",
      "start_s,end_s,events,records,order,trace\n0,1,1,1,0,0\n1,3,1,1,0,0\n",
      "start_s,end_s,events,records,order,trace\n-9223372036854775808,1,1,1,0,0\n",
      "start_s,end_s,events,records,order,trace\n9223372036854775806,9223372036854775807,1,1,0,0",
      "start_s,end_s,events,records,order,trace\n7,8,1,1,0,0\n",
    ] {
      #expect(TraceTable.windows(Array(text.utf8)) == nil, "\(text)")
    }
    for length in 0..<bytes.count {
      let cut = TraceTable.windows(Array(bytes[..<length]))
      #expect(cut?.rows.count ?? 0 <= windows(7).rows.count)
    }
  }
}

extension Purpose {
  fileprivate static let draw = Purpose("trace_table.test")
}
