package import SimCore

/// Answers calls that come in as streams: gives each its agent, and counts what becomes of them.
///
/// ```
/// carrier's stream ─▶ AgentDesk ─▶ VoiceAgent ◀─▶ MediaPath
///                         └── SessionStore: a conversation that was left is taken up again
/// ```
package actor AgentDesk: CellActor {
  /// What has become of the calls so far.
  package struct Figures: Sendable, Hashable {
    package var answered = 0
    /// Of these, conversations that another agent had begun.
    package var resumed = 0
    package var active = 0
    package var activeMax = 0
    package var bargeIns = 0
    /// Conversations that a port ended, and how the latest of them failed.
    package var failed = 0
    package var latestFailure: PortFailure?
    package var residue = CancelledWork()
    /// Snapshots that the store could not keep.
    package var unsaved = 0

    package init() {}
  }

  package nonisolated let cell: Cell
  private let ports: Shared<AgentPorts>
  private let settings: Shared<AgentSettings>
  private var counts = Figures()

  package init(cell: Cell, ports: AgentPorts, settings: AgentSettings) {
    self.cell = cell
    self.ports = Shared(ports)
    self.settings = Shared(settings)
  }

  package nonisolated var figures: Figures { onCell { $0.counts } }

  /// Leads a conversation to its end; with a snapshot, one that another agent has begun.
  package nonisolated func answer(
    _ call: CallID,
    over media: any MediaPath,
    observer: any CallObserver,
    resuming snapshot: AgentMachine? = nil
  ) {
    cell.spawn { await self.converse(call, media, observer, snapshot) }
  }

  private func converse(
    _ call: CallID,
    _ media: any MediaPath,
    _ observer: any CallObserver,
    _ snapshot: AgentMachine?
  ) async {
    counts.answered += 1
    counts.active += 1
    counts.activeMax = max(counts.activeMax, counts.active)
    if snapshot != nil { counts.resumed += 1 }
    let agent = VoiceAgent(
      cell: cell,
      call: call,
      beginning: snapshot.map { .resuming(Shared($0)) } ?? .afresh(settings),
      ports: ports,
      media: media,
      observer: observer
    )
    let end = await agent.converse()
    let final = agent.onCell { $0.snapshot }
    counts.active -= 1
    counts.bargeIns += final.bargeIns
    counts.residue += final.residue
    counts.unsaved += agent.onCell { $0.unsaved }
    if case .failed(let failure) = end {
      counts.failed += 1
      counts.latestFailure = failure
    }
  }
}
