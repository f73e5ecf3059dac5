package import SimCore
package import VoicePipeline

/// A log in partitions, a consumer behind each, and dashboards that are refreshed now and then.
///
/// ```
/// batch ──latency──▶ partition of each call ──▶ consumer ──refresh──▶ dashboard
/// ```
/// Events of a call stay in order. A consumer takes one event after the other, each in the same
/// time; what comes faster waits.
package actor SimulatedEventBus: CellActor {
  package nonisolated let cell: Cell
  private let spec: EventsSpec
  /// When the consumer of each partition has done what it has.
  private var freeAt: [SimInstant]
  /// By producer: batches so far, and when the latest was taken.
  private var producers: [(batches: UInt64, taken: SimInstant)] = []
  private var counts = EventAccount()

  package init(cell: Cell, spec: EventsSpec) {
    self.cell = cell
    self.spec = spec
    freeAt = Array(repeating: .zero, count: spec.partitions)
  }

  /// What the bus knows: shown, ages, and what waits.
  package var account: EventAccount { counts }

  private func send(
    _ batch: [DashboardEvent],
    from producer: Int,
    _ taken: @escaping @Sendable () -> Void
  ) {
    while producers.count <= producer { producers.append((0, .zero)) }
    producers[producer].batches += 1
    let key = cell.key.entity(.producer, UInt64(producer))
    let way = spec.latency.sample(key.bits(.way, producers[producer].batches)) / 2
    // A connection keeps the order of what is sent over it.
    let arrival = max(cell.now.advanced(by: way), producers[producer].taken)
    producers[producer].taken = arrival
    after(cell.now.duration(to: arrival)) { bus in
      bus.take(batch)
      bus.after(way) { _ in taken() }
    }
  }

  private func take(_ batch: [DashboardEvent]) {
    counts.backlog.set(counts.backlog.level + batch.count, at: cell.now)
    for event in batch {
      let call = UInt64(event.call)
      let partition = Int(Mix.finish(call &+ Mix.increment) % UInt64(spec.partitions))
      let done = max(freeAt[partition], cell.now).advanced(by: spec.consume)
      freeAt[partition] = done
      after(cell.now.duration(to: done)) { $0.show(event) }
    }
  }

  /// A consumer has done an event: it is seen at the next refresh, after its way to the screen.
  private func show(_ event: DashboardEvent) {
    counts.backlog.decrement(at: cell.now)
    counts.shown += 1
    let key = cell.key.entity(.event, UInt64(event.call))
    let way = spec.delivery.sample(key.bits(.screen, UInt64(event.happened.nanoseconds)))
    counts.age.record(event.happened.duration(to: nextRefresh) + way)
  }

  private var nextRefresh: SimInstant {
    let (now, every) = (cell.now.nanoseconds, spec.refresh.nanoseconds)
    guard every > 0 else { return cell.now }
    return SimInstant(nanoseconds: (now + every - 1) / every * every)
  }
}

extension SimulatedEventBus: EventBus {
  package nonisolated func publish(
    _ batch: [DashboardEvent],
    from producer: Int,
    _ taken: @escaping @Sendable () -> Void
  ) {
    onCell { $0.send(batch, from: producer, taken) }
  }
}

extension EntityKind {
  fileprivate static let producer = EntityKind("event producer")
  fileprivate static let event = EntityKind("dashboard event")
}

extension Purpose {
  fileprivate static let way = Purpose("events.way")
  fileprivate static let screen = Purpose("events.screen")
}
