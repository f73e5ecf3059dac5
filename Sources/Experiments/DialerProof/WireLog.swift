internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// What went over a wire.
enum WireSight: Sendable {
  case message(WireEvent)
  case text(OutgoingText)
}

/// Keeps what goes over the wires of a run.
actor WireLog: CellActor {
  nonisolated let cell: Cell
  private(set) var sights: [WireSight] = []

  init(cell: Cell) { self.cell = cell }
}

extension WireLog: WireTap {
  nonisolated func saw(_ event: WireEvent) { see(.message(event)) }

  nonisolated func saw(_ text: OutgoingText) { see(.text(text)) }

  private nonisolated func see(_ sight: WireSight) {
    onCell(with: sight) { $0.sights.append($1) }
  }
}
