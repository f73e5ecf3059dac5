internal import SimCore
internal import VoicePipeline

/// The sink of a run's outcomes before its simulated store.
struct OutcomeWriting: Sendable {
  let sink: OutcomeSink
  private let store: SimulatedOutcomeStore

  /// Nil where nobody writes outcomes.
  init?(_ scenario: Scenario, _ faults: FaultSchedule, on cell: Cell) {
    guard let spec = scenario.outcomes else { return nil }
    store = SimulatedOutcomeStore(
      cell: cell,
      spec: spec.store,
      campaigns: scenario.campaigns.count,
      health: faults.health(of: .outcomes)
    )
    sink = OutcomeSink(
      cell: cell,
      pods: scenario.platform.podCount,
      settings: spec.settings,
      store: store
    )
  }

  /// A pod dies with what it has not written.
  var kill: @Sendable (Int) -> Void { { [sink] pod in sink.onCell { $0.kill(pod: pod) } } }

  /// Lays out when pods are killed that stand; to be called on the cell.
  func plan(_ faults: FaultSchedule) {
    for window in faults.windows {
      guard window.kind == .podKill, case .pod(let pod) = window.target else { continue }
      sink.after(SimInstant.zero.duration(to: window.start)) { $0.kill(pod: pod) }
    }
  }

  /// Whether nothing is on its way any more, once all that waits has been sent.
  var isSettled: Bool {
    sink.onCell { sink in
      sink.flush()
      return sink.account.pending == 0
    }
  }

  var writes: OutcomeWrites {
    OutcomeWrites(account: sink.onCell { $0.account }, store: store.onCell { $0.use })
  }
}
