internal import Scenarios
internal import SimCore

/// Keeps what goes over the wires of a run.
actor WireLog: CellActor {
  nonisolated let cell: Cell
  private(set) var events: [WireEvent] = []

  init(cell: Cell) { self.cell = cell }
}

extension WireLog: WireTap {
  nonisolated func saw(_ event: WireEvent) { onCell(with: event) { $0.events.append($1) } }
}
