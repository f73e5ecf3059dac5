internal import SimCore
internal import VoicePipeline

// The rules within the platform.
extension ConsistencyCheck {
  /// What pods that come and go need, and what only they can have.
  mutating func platform() {
    guard let platform = root["platform"], let pods = platform["pods"] else { return }
    guard pods["max"] != nil else { return standingPods(platform) }
    podCounts(pods)
    capIsSaidOnce(platform, pods)
    if let autoscaler = platform["autoscaler"] { self.autoscaler(autoscaler, pods) }
    if let nodes = platform["nodes"] { nodesSuffice(nodes, pods) }
  }

  /// Pods that stand have neither an autoscaler nor machines.
  private mutating func standingPods(_ platform: ResolvedNode) {
    for key in ["placement", "autoscaler", "nodes", "standby"] {
      guard let node = platform[key] else { continue }
      contradiction(
        node,
        "a number of pods stands as it is, and has no \(key)",
        remedy: "Write pods as a mapping, such as pods: {min: 2, max: 20}."
      )
    }
  }

  private mutating func podCounts(_ pods: ResolvedNode) {
    guard let least = pods["min"]?.value(as: Int.self), let node = pods["max"],
      let most = node.value(as: Int.self)
    else { return }
    if most < least {
      contradiction(
        node,
        "there are never fewer than \(least) pods, and never more than \(most)",
        remedy: "Give max \(least) or more."
      )
    }
    if let node = pods["initial"], let count = node.value(as: Int.self), most >= least,
      !(least...most).contains(count)
    {
      contradiction(
        node,
        "\(count) pods are not within \(least) to \(most)",
        remedy: "Begin with a number within min and max."
      )
    }
  }

  private mutating func capIsSaidOnce(_ platform: ResolvedNode, _ pods: ResolvedNode) {
    guard pods["cap"] != nil, let node = platform["slots_per_pod"],
      node.origin == .file || node.origin == .override
    else { return }
    contradiction(
      node,
      "the calls of a pod are said twice, here and in pods.cap",
      remedy: "Leave one of them out."
    )
  }

  private mutating func autoscaler(_ autoscaler: ResolvedNode, _ pods: ResolvedNode) {
    for rules in ["up", "down"].compactMap({ autoscaler[$0] }) {
      for policy in rules["policies"]?.elements ?? []
      where (policy["pods"] == nil) == (policy["percent"] == nil) {
        contradiction(
          policy,
          "a policy counts either pods or percent",
          remedy: "Write one of them, such as {pods: 4, period: 15s}."
        )
      }
    }
    for trigger in autoscaler["triggers"]?.elements ?? [] {
      guard trigger["metric"]?.value(as: String.self) == ScalingMetric.forecast.rawValue,
        autoscaler["forecast"] == nil
      else { continue }
      contradiction(
        trigger,
        "nobody makes the forecast that the autoscaler is to go by",
        remedy: "Write a section forecast beside the triggers, such as forecast: {}."
      )
    }
    for window in autoscaler["schedule"]?.elements ?? [] {
      guard let from = window["from"]?.value(as: Duration.self), let node = window["until"],
        let until = node.value(as: Duration.self), until <= from
      else { continue }
      contradiction(node, "it ends before it has begun", remedy: "Give until a later time.")
    }
  }

  /// The pods of the start have machines.
  private mutating func nodesSuffice(_ nodes: ResolvedNode, _ pods: ResolvedNode) {
    guard let perNode = nodes["pods_per_node"]?.value(as: Int.self), let node = nodes["max"],
      let most = node.value(as: Int.self), let least = pods["min"]?.value(as: Int.self)
    else { return }
    let initial = pods["initial"]?.value(as: Int.self) ?? least
    guard most * perNode < initial else { return }
    contradiction(
      node,
      "\(most) nodes of \(perNode) pods have no place for the \(initial) of the start",
      remedy: "Allow \((initial + perNode - 1) / perNode) nodes or more."
    )
  }

  private mutating func contradiction(_ node: ResolvedNode, _ message: String, remedy: String) {
    log.add(.contradiction, at: node.mark, path: node.path, message, remedy: remedy)
  }
}
