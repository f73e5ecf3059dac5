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
    if let tenancy = platform["tenancy"] { tenantsAreKnown(tenancy) }
    for service in platform["services"]?.elements ?? [] { self.service(service) }
  }

  /// Pods that stand have neither an autoscaler nor machines.
  private mutating func standingPods(_ platform: ResolvedNode) {
    for key in Self.ofElasticPods {
      guard let node = platform[key] else { continue }
      contradiction(
        node,
        "a number of pods stands as it is, and has no \(key)",
        remedy: "Write pods as a mapping, such as pods: {min: 2, max: 20}."
      )
    }
  }

  private static let ofElasticPods = [
    "placement", "autoscaler", "nodes", "standby", "tenancy", "services", "sessions", "regions",
  ]

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

  /// A layer is a plain endpoint, and scales by what it can tell.
  private mutating func service(_ service: ResolvedNode) {
    guard let node = service["layer"], let layer = node.value(as: String.self) else { return }
    let agent = root["agent"]
    let rivals =
      layer == ServiceLayer.model.rawValue
      ? [agent?["llm"]?["server"], agent?["llm"]?["hedge_after"], agent?["llm_light"]]
      : [agent?[layer]?["quota"]]
    if let rival = rivals.compactMap(\.self).first {
      contradiction(
        node,
        "the capacity of \(layer) is said twice, here and in \(rival.path)",
        remedy: "Leave one of them out."
      )
    }
    if let scaler = service["autoscaler"], service["pods"] == nil {
      contradiction(
        scaler,
        "a layer that is part of the platform's pods comes and goes with them",
        remedy: "Give the service pods of its own, or leave its autoscaler out."
      )
    }
    for trigger in service["autoscaler"]?["triggers"]?.elements ?? [] {
      guard let metric = trigger["metric"], let word = metric.value(as: String.self),
        word != ScalingMetric.activeCalls.rawValue, word != ScalingMetric.queueDepth.rawValue
      else { continue }
      contradiction(
        metric,
        "a service cannot tell \(word)",
        remedy: "Write active-calls or queue-depth."
      )
    }
  }

  /// Whoever is written has calls, and whoever has calls is written.
  private mutating func tenantsAreKnown(_ tenancy: ResolvedNode) {
    let written = (tenancy["tenants"]?.elements ?? []).compactMap { $0["name"] }
    requireNames(written, of: "tenant")
    guard !written.isEmpty else { return }
    let names = written.compactMap { $0.value(as: String.self) }
    let neighbours = (tenancy["neighbours"]?.elements ?? []).compactMap { $0["tenant"] }
    let campaigns = campaignTenants
    for node in neighbours + campaigns {
      guard let name = node.value(as: String.self), !names.contains(name) else { continue }
      contradiction(
        node,
        "there is no tenant '\(name)' among those of the platform",
        remedy: "Write it among platform.tenancy.tenants, or leave that list out."
      )
    }
  }

  /// The names of tenants, or of campaigns that stand for themselves.
  private var campaignTenants: [ResolvedNode] {
    let load = root["load"]
    let campaigns = (load?["campaigns"]?.elements ?? []) + [load?["campaign"]].compactMap(\.self)
    return campaigns.compactMap { $0["tenant"] ?? $0["name"] }
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

  mutating func contradiction(_ node: ResolvedNode, _ message: String, remedy: String) {
    log.add(.contradiction, at: node.mark, path: node.path, message, remedy: remedy)
  }
}
