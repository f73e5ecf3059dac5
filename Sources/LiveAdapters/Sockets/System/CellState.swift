internal import SimCore

/// What an object keeps for itself on a cell: reached from events and tasks of the cell, or inside
/// `cell.enter`, and nowhere else.
///
/// An actor does the same, but its methods may not take a span or a closure of the caller. Each
/// access asks which cell runs on the thread; one from elsewhere stops the program.
@safe
final class CellState<Value>: Sendable {
  private let cell: Cell
  // Only touched on the cell's thread: each access is checked. No access lasts over a call.
  @exclusivity(unchecked) private nonisolated(unsafe) var stored: Value

  init(on cell: Cell, _ value: Value) {
    self.cell = cell
    unsafe stored = value
  }

  var value: Value {
    get {
      cell.checkIsolated()
      return unsafe stored
    }
    _modify {
      cell.checkIsolated()
      yield unsafe &stored
    }
  }
}
