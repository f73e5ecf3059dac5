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

  package func release(_ slot: PodSlot) {
    precondition(calls[slot.pod] > 0, "pod \(slot.pod) has no call to release")
    calls[slot.pod] -= 1
  }
}
