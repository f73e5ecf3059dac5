package import SimCore

/// The conversations that there would be if no call were ever blocked.
///
/// A platform never sees the demand that it turns away; a simulation can, and shows both.
package actor DemandMeter: CellActor {
  package nonisolated let cell: Cell
  private var level = ConcurrencyCurve()

  package init(cell: Cell) { self.cell = cell }

  /// A human has answered and wants a conversation.
  package func answered() { level.increment(at: cell.now) }

  /// A conversation has ended, or would have ended that far from now had it been let in.
  package func ended(in delay: Duration) {
    if delay > .zero {
      after(delay) { $0.level.decrement(at: $0.cell.now) }
    } else {
      level.decrement(at: cell.now)
    }
  }

  package var curve: ConcurrencyCurve { level }
}
