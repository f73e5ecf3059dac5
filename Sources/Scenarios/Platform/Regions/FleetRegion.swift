internal import SimCore
internal import VoicePipeline

/// Which of a platform's regions some pods are in.
package struct FleetRegion: Sendable {
  let index: Int
  let count: Int
  /// What finds pods in all of them; nil where there is one only.
  let router: PodRouter?

  package static let only = FleetRegion(index: 0, count: 1, router: nil)
}

// A region that goes, and comes back empty.
extension PodFleet {
  /// Every pod and machine dies without a word, and nothing is made until the region is back.
  func loseRegion(until end: SimInstant) {
    guard !isGone else { return }
    isGone = true
    for pod in pods {
      switch pod.phase {
      case .ready, .draining: lose(pod.number, by: .regionLost)
      case .unscheduled, .starting, .restarting: forget(pod.number)
      }
    }
    after(cell.now.duration(to: end)) { $0.comeBack() }
  }

  /// As many pods as were wanted are made anew, where they have to be on new machines.
  private func comeBack() {
    isGone = false
    for pod in pods { remove(pod.number) }
    pool?.clear()
    countNodes()
    settle()
  }
}

extension EntityKind {
  static let region = EntityKind("platform region")
}
