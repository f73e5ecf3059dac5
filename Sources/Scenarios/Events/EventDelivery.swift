internal import SimCore
internal import VoicePipeline

/// The producers of a run's events before its simulated bus.
struct EventDelivery: Sendable {
  let publisher: EventPublisher
  private let bus: SimulatedEventBus

  /// Nil where there are no dashboards.
  init?(_ scenario: Scenario, on cell: Cell) {
    guard let spec = scenario.events else { return nil }
    bus = SimulatedEventBus(cell: cell, spec: spec)
    publisher = EventPublisher(cell: cell, settings: spec.settings, bus: bus)
  }

  /// A pod dies with what it has not sent.
  var kill: @Sendable (Int) -> Void {
    { [publisher] pod in publisher.onCell { $0.kill(pod: pod) } }
  }

  /// Lays out when pods are killed that stand; to be called on the cell.
  func plan(_ faults: FaultSchedule) {
    for window in faults.windows {
      guard window.kind == .podKill, case .pod(let pod) = window.target else { continue }
      publisher.after(SimInstant.zero.duration(to: window.start)) { $0.kill(pod: pod) }
    }
  }

  var account: EventAccount {
    var account = publisher.onCell { $0.account }
    account.merge(bus.onCell { $0.account })
    return account
  }
}
