internal import SimCore
internal import VoicePipeline

// The rules between faults and pods.
extension ConsistencyCheck {
  /// A pod-kill befalls a pod that there is, in a run whose pods have something to lose.
  mutating func podFits(_ kind: FaultKind, _ fault: ResolvedNode) {
    guard let node = fault["kind"] else { return }
    let pod = fault["pod"]
    guard kind == .podKill else {
      if let pod {
        log.add(
          .contradiction,
          at: pod.mark,
          path: pod.path,
          "a pod cannot have a \(kind.rawValue)",
          remedy: "Write pod-kill, or an endpoint or a carrier in place of the pod."
        )
      }
      return
    }
    guard let pod else {
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "only a pod can have a pod-kill",
        remedy: "Write the number of a pod, such as pod: 0."
      )
      return
    }
    podExists(pod)
    lossIsPossible(node)
    hasNoLength(fault)
    momentCanCome(fault)
  }

  /// A fault of the store of conversations befalls one that there is, and that has such faults.
  mutating func storeFits(_ kind: FaultKind, _ fault: ResolvedNode) {
    guard let node = fault["endpoint"],
      node.value(as: String.self) == FaultTarget.sessions.rawValue
    else { return }
    let store = root["platform"]?["sessions"]?["store"]?.value(as: String.self)
    if store != SessionStoreKind.redis.rawValue {
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "no store outlives the pods, so it cannot fail",
        remedy: "Write platform.sessions: {store: redis}."
      )
    }
    guard kind == .rateLimit, let kindNode = fault["kind"] else { return }
    log.add(
      .contradiction,
      at: kindNode.mark,
      path: kindNode.path,
      "the store of conversations has no quota to cut",
      remedy: "Write outage or brown-out."
    )
  }

  /// A fault of the store of outcomes befalls one that there is, and the dialer's is that of its
  /// clock.
  mutating func ownPartFits(_ kind: FaultKind, _ fault: ResolvedNode) {
    let endpoint = fault["endpoint"]?.value(as: String.self).flatMap(FaultTarget.init)
    guard let node = fault["kind"] else { return }
    if (kind == .clockStep) != (endpoint == .dialer) {
      contradiction(
        node,
        kind == .clockStep
          ? "only the dialer has a clock that can be wrong" : "the dialer cannot have this",
        remedy: "Write endpoint: dialer with kind: clock-step."
      )
    }
    guard endpoint == .outcomes else { return }
    if root["outcomes"] == nil {
      contradiction(
        node,
        "nobody writes outcomes",
        remedy: "Write a section outcomes, such as outcomes: {}."
      )
    }
    if kind == .rateLimit {
      contradiction(
        node,
        "the store of outcomes has no quota to cut",
        remedy: "Write outage or brown-out."
      )
    }
  }

  private mutating func podExists(_ node: ResolvedNode) {
    guard let pods = root["platform"]?["pods"]?.value(as: Int.self),
      let pod = node.value(as: Int.self), pod >= pods
    else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "there is no pod \(pod)",
      remedy: "The pods are numbered from 0 to \(pods - 1)."
    )
  }

  private mutating func lossIsPossible(_ node: ResolvedNode) {
    // A pod that comes and goes takes its conversations with it.
    guard root["outcomes"] == nil, root["events"] == nil,
      root["platform"]?["pods"]?["max"] == nil
    else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "a pod-kill takes the outcomes that a pod has not written, and nobody writes any",
      remedy: "Write a section outcomes, such as outcomes: {}."
    )
  }

  private mutating func momentCanCome(_ fault: ResolvedNode) {
    guard let node = fault["moment"], root["platform"]?["pods"]?["max"] == nil else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "pods that stand are not asked what their conversations are about",
      remedy: "Write pods as a mapping, such as pods: {min: 2, max: 20}, or leave it out."
    )
  }

  mutating func hasNoLength(_ fault: ResolvedNode) {
    guard let node = fault["for"], node.origin == .file || node.origin == .override else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "what dies at once has no length",
      remedy: "Leave it out."
    )
  }
}
