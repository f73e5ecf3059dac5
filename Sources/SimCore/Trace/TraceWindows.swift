/// The digests of a run at the ends of equal windows of simulated time: where two runs part.
///
/// A row says what had happened from the start of the run to the end of its window, so the first
/// row that differs names the window of the first divergence. The rows of a run never number more
/// than `limit`: a longer run has wider windows. Because a row is a state at an instant, widening
/// drops every other row, and two runs of different length compare at the wider of their windows.
package struct TraceWindows: Sendable, Hashable {
  /// What had happened by the end of a window.
  package struct Row: Sendable, Hashable, BitwiseCopyable {
    /// Kernel events.
    package var events: UInt64
    /// Events that the models recorded.
    package var records: UInt64
    /// Fold of (time, sequence) of the kernel events.
    package var order: UInt64
    /// Fold of the recorded events.
    package var trace: UInt64

    package init(events: UInt64, records: UInt64, order: UInt64, trace: UInt64) {
      (self.events, self.records, self.order, self.trace) = (events, records, order, trace)
    }
  }

  /// Rows at most.
  package static let limit = 1_024
  /// The narrowest window, in nanoseconds: one second.
  package static let narrowest: Int64 = 1_000_000_000

  /// Length of a window, in nanoseconds: `narrowest` times a power of two.
  package let length: Int64
  package let rows: [Row]

  package init(length: Int64, rows: [Row]) {
    precondition(length > 0, "a window has a length")
    self.length = length
    self.rows = rows
  }

  /// The stretch of time of a window.
  package func span(_ window: Int) -> Range<SimInstant> {
    let start = Int64(window) * length
    let (end, overflow) = start.addingReportingOverflow(length)
    return SimInstant(nanoseconds: start)..<SimInstant(nanoseconds: overflow ? .max : end)
  }

  /// The state at the end of a window; after the run's own end it stays as it was, and before the
  /// first window there is none.
  package func row(_ window: Int) -> Row? {
    rows.indices.contains(window) ? rows[window] : window < 0 ? nil : rows.last
  }

  /// The same at windows that are wider by a power of two; the last one may be cut short.
  package func widened(to wider: Int64) -> TraceWindows {
    guard wider > length else { return self }
    let stride = Int(wider / length)
    let count = (rows.count + stride - 1) / stride
    let ends = (1...max(count, 1)).map { min($0 * stride, rows.count) - 1 }
    return TraceWindows(length: wider, rows: rows.isEmpty ? [] : ends.map { rows[$0] })
  }

  /// The first window that two runs do not share; nil for equal histories.
  ///
  /// Its number counts windows of the wider of the two lengths.
  package func firstDifference(from other: TraceWindows) -> (window: Int, length: Int64)? {
    let common = max(length, other.length)
    let (mine, theirs) = (widened(to: common), other.widened(to: common))
    let count = max(mine.rows.count, theirs.rows.count)
    return (0..<count).first { mine.row($0) != theirs.row($0) }.map { ($0, common) }
  }

  /// The windows of a run of several cells, in the order of the cells.
  package static func merged(_ cells: [TraceWindows]) -> TraceWindows {
    if cells.count == 1 { return cells[0] }
    let common = cells.map(\.length).max() ?? narrowest
    let parts = cells.map { $0.widened(to: common) }
    let rows = (0..<(parts.map(\.rows.count).max() ?? 0)).map { window in
      parts.reduce(Row(events: 0, records: 0, order: 0, trace: 0)) { whole, part in
        guard let row = part.row(window) else { return whole }
        return Row(
          events: whole.events &+ row.events,
          records: whole.records &+ row.records,
          order: Mix.finish(whole.order &+ Mix.increment) ^ row.order,
          trace: Mix.finish(whole.trace &+ Mix.increment) ^ row.trace
        )
      }
    }
    return TraceWindows(length: common, rows: rows)
  }
}

/// Takes the rows while a cell runs: one comparison for each event, and one row for each window.
struct WindowLog: Sendable {
  /// The first nanosecond behind the open window.
  private(set) var end = TraceWindows.narrowest
  private var length = TraceWindows.narrowest
  /// Of the windows that are closed.
  private var rows: [TraceWindows.Row] = []

  /// Closes every window that ends at or before an instant, which is at or behind `end`.
  mutating func close(before time: Int64, with row: TraceWindows.Row) {
    while time / length >= Int64(TraceWindows.limit) { widen() }
    let missing = Int(time / length) - rows.count
    rows.append(contentsOf: repeatElement(row, count: missing))
    let (next, overflow) = (Int64(rows.count) + 1).multipliedReportingOverflow(by: length)
    end = overflow ? .max : next
  }

  /// The windows so far, the open one included.
  func finished(with row: TraceWindows.Row) -> TraceWindows {
    TraceWindows(length: length, rows: rows + [row])
  }

  private mutating func widen() {
    rows = stride(from: 1, to: rows.count, by: 2).map { rows[$0] }
    length *= 2
  }
}
