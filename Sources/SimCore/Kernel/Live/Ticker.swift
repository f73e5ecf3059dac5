/// A periodic timer that keeps its phase: what paces the packets of a stream.
///
/// After a stall it fires once and goes on at the next tick of its own grid, instead of making up
/// for what was missed in a burst; the ticks that it left out are counted. In a simulation nothing
/// is ever late. The period should be no shorter than the quantum of a live loop, 1 ms.
package final class Ticker: EventSink {
  private let cell: Cell
  private let period: Int64
  private let sink: any EventSink
  private let code: UInt32
  // All are only touched by events of the cell, or while it does not run.
  @exclusivity(unchecked) private nonisolated(unsafe) var planned: Int64
  @exclusivity(unchecked) private nonisolated(unsafe) var number: UInt64 = 0
  @exclusivity(unchecked) private nonisolated(unsafe) var left: UInt64 = 0
  @exclusivity(unchecked) private nonisolated(unsafe) var pending: TimerID?

  /// Fires the sink first after `delay`, then each `period`, until it is stopped.
  ///
  /// The argument that the sink gets is the number of the tick, from 0: ticks that were left out
  /// are numbered too, so that a stream can move its time stamps on.
  package init(
    on cell: Cell,
    every period: Duration,
    after delay: Duration = .zero,
    _ sink: some EventSink,
    code: UInt32 = 0
  ) {
    KernelFault.unless(
      period > .zero && delay >= .zero,
      "a ticker of cell \(cell.id) has period \(period) and delay \(delay); a period is above "
        + "zero, and a delay not below it"
    )
    self.cell = cell
    self.period = period.nanoseconds
    self.sink = sink
    self.code = code
    unsafe planned = cell.instant(after: delay)
    unsafe pending = nil
    arm()
  }

  /// Ticks that were left out after stalls.
  package var skipped: UInt64 { unsafe left }

  /// Ends it; the ticker may not be used again.
  package func stop() {
    if let timer = unsafe pending { cell.cancel(timer) }
    unsafe pending = nil
  }

  package func fire(_ code: UInt32, _ argument: UInt64) {
    let late = unsafe cell.now.nanoseconds &- planned
    if late >= period { skip(late / period) }
    let tick = unsafe number
    unsafe number &+= 1
    unsafe planned &+= period
    arm()
    sink.fire(self.code, tick)
  }

  private func arm() {
    unsafe pending = cell.schedule(at: SimInstant(nanoseconds: planned), self)
  }

  private func skip(_ ticks: Int64) {
    unsafe planned &+= ticks &* period
    unsafe number &+= UInt64(ticks)
    unsafe left &+= UInt64(ticks)
    cell.live?.countSkipped(ticks)
  }
}
