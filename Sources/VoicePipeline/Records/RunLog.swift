package import SimCore

/// The part of a run that counts: what lies before it is warm-up, what begins after it is drain.
package struct MeasuredWindow: Sendable, Hashable {
  package var start: SimInstant
  package var end: SimInstant

  package init(start: SimInstant, end: SimInstant) {
    self.start = start
    self.end = end
  }

  package func contains(_ instant: SimInstant) -> Bool { instant >= start && instant < end }
}

/// Keeps what a run measured: rows of calls and turns, histograms, counts and the load curve.
package actor RunLog: CellActor {
  package nonisolated let cell: Cell
  private let window: MeasuredWindow
  private var measurements: RunMeasurements

  package init(cell: Cell, window: MeasuredWindow, compress: @escaping RecordTable.Compressor) {
    self.cell = cell
    self.window = window
    measurements = RunMeasurements(window: window, compress: compress)
  }

  /// Everything measured; asked for once, when the run is over.
  package func finish() -> RunMeasurements { measurements }

  package var callsStarted: Int { measurements.attempts.started }

  package func dialPlanned() {
    measurements.attempts.offered += 1
    trace(.dialPlanned)
  }

  package func dialDropped() {
    measurements.attempts.dropped += 1
    trace(.dialDropped)
  }

  package func dialStarted(delay: Duration) {
    measurements.attempts.started += 1
    if delay > DialCounts.lateAfter { measurements.attempts.late += 1 }
    trace(.dialStarted, a: UInt64(bitPattern: delay.nanoseconds))
  }

  package func conversationStarted() {
    measurements.active.increment(at: cell.now)
    trace(.conversationStarted)
  }

  package func conversationEnded() {
    measurements.active.decrement(at: cell.now)
    trace(.conversationEnded)
  }

  package func record(_ call: CallRecord) {
    measurements.add(call, isMeasured: window.contains(call.planned))
    trace(.callEnded, a: call.id.key, b: UInt64(call.id.number) << 8 | UInt64(call.outcome.index))
  }

  package func record(_ turn: TurnRecord, label: CallerLabel?) {
    measurements.add(turn, label: label, isMeasured: window.contains(turn.speechEnded))
    trace(
      .replyHeard,
      a: UInt64(turn.call) << 16 | UInt64(turn.turn),
      b: UInt64(bitPattern: turn.responseLatency.nanoseconds)
    )
  }

  private func trace(_ kind: TraceKind, a: UInt64 = 0, b: UInt64 = 0) {
    cell.trace.record(kind, a: a, b: b, at: cell.now)
  }
}
