internal import SimCore
internal import VoicePipeline

// The machines that pods run on: a cluster autoscaler, and spot nodes that are taken back.
extension PodFleet {
  /// Every so often: nodes for pods that wait, and an end of those that stand empty.
  func scanNodes() {
    // Who waits after the end still waits for a pod, if there is none at all: one that is made anew
    // after its machine or its region has died needs a machine then.
    let wanted = pods.filter(\.isWanted)
    let isStranded = !wanted.isEmpty && wanted.allSatisfy { $0.phase != .ready }
    guard let spec = platform.nodes, cell.now <= end || isStranded else { return }
    let waiting = pods.count { $0.phase == .unscheduled }
    for _ in 0..<(pool?.lacking(for: waiting) ?? 0) {
      guard let node = pool?.make(at: cell.now) else { break }
      let start = spec.start.sample(draws.bits(.nodeStart, UInt64(node.number)))
      after(start) { $0.nodeIsReady(node) }
    }
    for number in pool?.idle(at: cell.now) ?? [] { pool?.remove(number) }
    countNodes()
    after(spec.scan) { $0.scanNodes() }
  }

  private func nodeIsReady(_ node: NodePool.Node) {
    guard pool?.isReady(node.number) == true else { return }
    planReclaim(node)
    scheduleWaiting()
  }

  func planReclaim(_ node: NodePool.Node) {
    guard let spec = platform.nodes, node.isSpot else { return }
    let life = DurationDistribution.exponential(mean: spec.reclaimEvery)
      .sample(draws.bits(.reclaim, UInt64(node.number)))
    guard cell.now.advanced(by: life) < end else { return }
    after(life) { $0.announceReclaim(of: node.number, in: spec.reclaimNotice) }
  }

  /// Its pods are told to stop and others are made in their place; what is left when the node goes
  /// is lost.
  private func announceReclaim(of node: Int, in notice: Duration) {
    guard !isGone, pool?.leaves(node) == true else { return }
    for pod in pods where pod.node == node { evict(pod.number) }
    after(notice) { fleet in
      guard !fleet.isGone else { return }
      for pod in fleet.pods where pod.node == node { fleet.lose(pod.number, by: .reclaimed) }
      fleet.pool?.remove(node)
      fleet.countNodes()
    }
  }
}

extension PodFleet {
  /// A machine dies without a word, and every pod on it.
  ///
  /// The cluster notices when the node has been silent for long enough, and makes the pods anew
  /// when their toleration is over.
  package func lose(node number: Int) {
    guard !isGone, let spec = platform.nodes, pool?.leaves(number) == true else { return }
    for pod in pods where pod.node == number { lose(pod.number, by: .nodeLost) }
    after(spec.replaceAfter) { fleet in
      guard !fleet.isGone else { return }
      for pod in fleet.pods where pod.node == number { fleet.remove(pod.number) }
      fleet.pool?.remove(number)
      fleet.countNodes()
      fleet.settle()
    }
  }
}

extension PodFleet {
  /// Every machine of a zone dies, and none is made there until the zone is back.
  func lose(zone: Int, until end: SimInstant) {
    guard let nodes = pool?.lose(zone: zone) else { return }
    for node in nodes { lose(node: node) }
    after(cell.now.duration(to: end)) { $0.pool?.regain(zone: zone) }
  }
}

extension Purpose {
  fileprivate static let nodeStart = Purpose("platform.node_start")
  fileprivate static let reclaim = Purpose("platform.reclaim")
}
