package import SimCore
internal import VoicePipeline

/// `trace.csv`: the state of a run's trace at the end of each window of simulated time.
///
/// ```
/// start_s,end_s,events,records,order,trace
/// 0,1,17,4,8f1c2a7e55d0b3c9,1b0e7d4a90c2f6e8
/// ```
/// `events` and `records` are those of the window, the two folds cover the run up to its end: the
/// first row that two runs do not share is where they part.
package enum TraceTable {
  private static let head = "start_s,end_s,events,records,order,trace\n"
  private static let nanosecondsPerSecond: Int64 = 1_000_000_000

  /// The table as text.
  package static func csv(_ windows: TraceWindows) -> [UInt8] {
    var text = TextBuffer(reserving: 64 * (windows.rows.count + 1))
    text.text(head)
    let seconds = windows.length / nanosecondsPerSecond
    var before = TraceWindows.Row(events: 0, records: 0, order: 0, trace: 0)
    for (window, row) in windows.rows.enumerated() {
      let start = Int64(window) * seconds
      text.integer(Int(start))
      text.field(Int(start + seconds))
      text.field(Int(truncatingIfNeeded: row.events &- before.events))
      text.field(Int(truncatingIfNeeded: row.records &- before.records))
      text.byte(UInt8(ascii: ","))
      text.hexadecimal(row.order)
      text.byte(UInt8(ascii: ","))
      text.hexadecimal(row.trace)
      text.byte(UInt8(ascii: "\n"))
      before = row
    }
    return text.takeBytes()
  }

  /// The windows of a table; nil for bytes that are none.
  package static func windows(_ csv: [UInt8]) -> TraceWindows? {
    let text = String(decoding: csv, as: UTF8.self)
    guard text.hasPrefix(head) else { return nil }
    var rows: [TraceWindows.Row] = []
    var length: Int64?
    var (events, records) = (UInt64(0), UInt64(0))
    for line in text.dropFirst(head.count).split(separator: "\n") {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 6, let start = Int64(fields[0]), let end = Int64(fields[1]),
        let fired = UInt64(fields[2]), let recorded = UInt64(fields[3]),
        let order = UInt64(fields[4], radix: 16), let trace = UInt64(fields[5], radix: 16),
        start >= 0, end > start, max(start, end - start) <= .max / nanosecondsPerSecond,
        end - start == length ?? end - start, start / (end - start) == rows.count,
        rows.count < TraceWindows.limit
      else { return nil }
      length = end - start
      events &+= fired
      records &+= recorded
      rows.append(TraceWindows.Row(events: events, records: records, order: order, trace: trace))
    }
    guard let length else { return nil }
    return TraceWindows(length: length * nanosecondsPerSecond, rows: rows)
  }
}
