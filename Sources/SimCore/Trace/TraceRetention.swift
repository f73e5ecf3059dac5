/// Which events of a trace are kept, besides being folded into its digest; always bounded.
package struct TraceRetention: Sendable, Hashable {
  /// How much is kept of what passes the filter.
  package enum Extent: Sendable, Hashable {
    case none
    /// The first events, at most so many.
    case first(Int)
    /// A ring of the last events.
    case last(Int)
    /// The events of one stretch of time: at most `limit`, after the first `skipping`.
    case span(Range<SimInstant>, skipping: Int = 0, limit: Int)
  }

  package var extent: Extent
  /// Keeps the events of one entity only; nil keeps those of all.
  package var entity: UInt64?
  /// Keeps the kernel's own events as well: timers, wake-ups, starts of tasks.
  package var includesKernel: Bool

  package init(_ extent: Extent, entity: UInt64? = nil, includesKernel: Bool = false) {
    self.extent = extent
    self.entity = entity
    self.includesKernel = includesKernel
  }

  package static let none = TraceRetention(.none)
}

/// An event that was kept.
package struct TraceEntry: Sendable, Hashable {
  package var event: EventTrace.Event
  /// What an event of the kernel woke, in words; nil for an event that a model recorded.
  package var receiver: String?

  package init(event: EventTrace.Event, receiver: String? = nil) {
    self.event = event
    self.receiver = receiver
  }

  /// Whether the kernel fired it; its `a` is the sequence number then.
  package var isKernel: Bool { event.kind == Self.kernelKind }

  /// No model may record an event of this kind.
  static let kernelKind = UInt32.max - 1
}

/// Keeps what a retention asks for.
struct TraceKeeper: Sendable {
  let retention: TraceRetention
  /// Whether an event may still be kept: false costs a run nothing.
  private(set) var isOpen: Bool
  private var kept: [TraceEntry] = []
  /// Where the ring of the last events begins.
  private var oldest = 0
  private var skipped = 0

  init(_ retention: TraceRetention) {
    self.retention = retention
    isOpen =
      switch retention.extent {
      case .none: false
      case .first(let limit), .last(let limit), .span(_, _, let limit): limit > 0
      }
  }

  /// Whether the kernel has to show its own events.
  var wantsKernel: Bool { isOpen && retention.includesKernel && retention.entity == nil }

  /// In order of time.
  var entries: [TraceEntry] { Array(kept[oldest...] + kept[..<oldest]) }

  /// Keeps the event if it is wanted; the receiver is asked for only then.
  mutating func offer(_ event: EventTrace.Event, receiver: () -> String?) {
    if let entity = retention.entity, event.entity != entity { return }
    switch retention.extent {
    case .none:
      break
    case .first(let limit):
      kept.append(TraceEntry(event: event, receiver: receiver()))
      isOpen = kept.count < limit
    case .last(let limit):
      let entry = TraceEntry(event: event, receiver: receiver())
      if kept.count < limit {
        kept.append(entry)
      } else {
        kept[oldest] = entry
        oldest = oldest + 1 == limit ? 0 : oldest + 1
      }
    case .span(let span, let skipping, let limit):
      guard span.contains(event.time) else { return }
      skipped += 1
      guard skipped > skipping else { return }
      kept.append(TraceEntry(event: event, receiver: receiver()))
      isOpen = kept.count < limit
    }
  }
}
