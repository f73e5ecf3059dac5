package import SimCore

/// A place for one conversation on one pod.
package struct PodSlot: Sendable, Hashable {
  package var pod: Int
}

/// Gives each answered call a slot on the pod with the fewest calls.
///
/// Ties go to the pod with the lowest number, so that the choice never depends on history.
package actor PodRouter: CellActor {
  package nonisolated let cell: Cell
  private let slotsPerPod: Int
  private var calls: [Int]
  /// Who wants to know of the next slot that is free.
  private var listeners: [@Sendable () -> Void] = []

  package init(cell: Cell, pods: Int, slotsPerPod: Int) {
    precondition(pods > 0 && slotsPerPod > 0, "a platform needs at least one slot")
    self.cell = cell
    self.slotsPerPod = slotsPerPod
    calls = Array(repeating: 0, count: pods)
  }

  /// A slot on the least loaded pod; nil when every slot is taken.
  package func acquire() -> PodSlot? {
    guard let fewest = calls.indices.min(by: { calls[$0] < calls[$1] }),
      calls[fewest] < slotsPerPod
    else { return nil }
    calls[fewest] += 1
    return PodSlot(pod: fewest)
  }

  package var hasFreeSlot: Bool { calls.contains { $0 < slotsPerPod } }

  /// All of them, free or taken.
  package var slots: Int { calls.count * slotsPerPod }

  /// Runs an action once, as a wake-up of its own, when the next slot has been given back.
  package func whenFree(_ action: @escaping @Sendable () -> Void) { listeners.append(action) }

  package func release(_ slot: PodSlot) {
    precondition(calls[slot.pod] > 0, "pod \(slot.pod) has no call to release")
    calls[slot.pod] -= 1
    guard !listeners.isEmpty else { return }
    let waiting = listeners
    listeners = []
    after(.zero) { _ in for action in waiting { action() } }
  }
}
