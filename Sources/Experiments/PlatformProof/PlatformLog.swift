internal import SimCore
internal import VoicePipeline

/// Something that was seen of a run.
enum PlatformSight: Sendable {
  /// What the pipeline wrote to the trace.
  case call(TraceKind, number: Int, a: UInt64)
  /// What parts of the platform told one another.
  case platform(PlatformEvent)
}

/// Keeps what parts of a platform tell one another, each at its place among the events of the
/// trace.
actor PlatformLog: CellActor {
  nonisolated let cell: Cell
  private var events: [PlatformEvent] = []

  /// No kind of the pipeline's own.
  private static let mark: UInt32 = 1_000_000
  /// More than any drawn run has.
  static let retention = TraceRetention(.first(50_000_000))

  init(cell: Cell) { self.cell = cell }

  private func keep(_ event: PlatformEvent) {
    cell.record(kind: Self.mark, a: UInt64(events.count))
    events.append(event)
  }

  /// Both kinds of events in the order in which they happened.
  func sights(among trace: [TraceEntry]) -> [(at: SimInstant, sight: PlatformSight)] {
    trace.compactMap { entry in
      let event = entry.event
      if event.kind == Self.mark { return (event.time, .platform(events[Int(event.a)])) }
      guard let kind = TraceKind(rawValue: event.kind) else { return nil }
      return (event.time, .call(kind, number: Int(event.entity), a: event.a))
    }
  }
}

extension PlatformLog: PlatformTap {
  nonisolated func saw(_ event: PlatformEvent) { onCell(with: event) { $0.keep($1) } }
}
