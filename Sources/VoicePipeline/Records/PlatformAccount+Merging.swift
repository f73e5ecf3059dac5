internal import SimCore

extension PlatformAccount {
  /// Puts to it the pods of another zone.
  package mutating func merge(_ other: PlatformAccount) {
    pods.merge(other.pods)
    ready.merge(other.ready)
    desired.merge(other.desired)
    slots.merge(other.slots)
    nodes.merge(other.nodes)
    spotNodes.merge(other.spotNodes)
    hot.merge(other.hot)
    warm.merge(other.warm)
    syncs = ScalingSample.merged(syncs, other.syncs)
    routing.merge(other.routing)
    if let use = other.sessions { sessions = sessions.map { $0.merged(with: use) } ?? use }
    neighbours.merge(other.neighbours)
    for index in pressures.indices { pressures[index].merge(other.pressures[index]) }
    podsStarted += other.podsStarted
    startTimes.merge(other.startTimes)
    mergeLosses(other)
    mediaLag.merge(other.mediaLag)
    framesShed += other.framesShed
    frames += other.frames
    memoryMax = max(memoryMax, other.memoryMax)
    callsMax = max(callsMax, other.callsMax)
    cost += other.cost
  }
}

extension ScalingSample {
  /// Both in the order of time; who has no sample at an instant counts as it did last.
  fileprivate static func merged(
    _ mine: [ScalingSample],
    _ theirs: [ScalingSample]
  ) -> [ScalingSample] {
    var merged: [ScalingSample] = []
    var (left, right) = (0, 0)
    while left < mine.count || right < theirs.count {
      let at = min(
        left < mine.count ? mine[left].at : SimInstant(nanoseconds: .max),
        right < theirs.count ? theirs[right].at : SimInstant(nanoseconds: .max)
      )
      if left < mine.count, mine[left].at == at { left += 1 }
      if right < theirs.count, theirs[right].at == at { right += 1 }
      let latest = [left > 0 ? mine[left - 1] : nil, right > 0 ? theirs[right - 1] : nil]
      merged.append(ScalingSample(at: at, of: latest.compactMap { $0 }))
    }
    return merged
  }

  /// Several zones' at one instant: what is seen of a pod is the mean over the pods.
  private init(at: SimInstant, of samples: [ScalingSample]) {
    let seen = samples.filter { $0.observed != nil }
    let pods = seen.reduce(0) { $0 + $1.desired }
    let total = seen.reduce(0) { $0 + ($1.observed ?? 0) * Double($1.desired) }
    let asked = samples.compactMap(\.recommended)
    self.init(
      at: at,
      observed: pods > 0 ? total / Double(pods) : nil,
      recommended: asked.isEmpty ? nil : asked.reduce(0, +),
      desired: samples.reduce(0) { $0 + $1.desired }
    )
  }
}

extension RoutingAccount {
  fileprivate mutating func merge(_ other: RoutingAccount) {
    asked += other.asked
    placed += other.placed
    refusals += other.refusals
    afterRetry += other.afterRetry
    missed += other.missed
    unanswered += other.unanswered
  }
}

extension SessionStoreUse {
  fileprivate func merged(with other: SessionStoreUse) -> SessionStoreUse {
    var sum = self
    sum.saves += other.saves
    sum.refused += other.refused
    sum.evicted += other.evicted
    sum.loads += other.loads
    sum.missing += other.missing
    sum.unanswered += other.unanswered
    sum.stale += other.stale
    sum.kept += other.kept
    return sum
  }
}
