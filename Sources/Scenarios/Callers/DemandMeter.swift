package import SimCore

/// The conversations that there would be if no call were ever blocked or given up.
///
/// A platform never sees the demand that it turns away; a simulation can, and shows both.
package actor DemandMeter: CellActor {
  package nonisolated let cell: Cell
  private var level = ConcurrencyCurve()

  package init(cell: Cell) { self.cell = cell }

  /// A human has answered who would talk for `talkTime`.
  package func answered(wanting talkTime: Duration) {
    level.increment(at: cell.now)
    after(talkTime) { $0.level.decrement(at: $0.cell.now) }
  }

  package var curve: ConcurrencyCurve { level }
}
