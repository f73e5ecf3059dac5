internal import SimCore
internal import VoicePipeline

// The rules for a platform in several regions.
extension ConsistencyCheck {
  mutating func sites() {
    campaignRegions()
    guard let node = root["platform"]?["regions"] else { return }
    guard root["routing"]?["regions"] != nil else {
      return contradiction(
        node,
        "nothing tells where the regions are",
        remedy: "Write routing.regions with a place for each."
      )
    }
    let sites = node["sites"]?.elements ?? []
    let places = self.places
    requireNames(sites.compactMap { $0["region"] }, of: "site")
    for site in sites {
      known(site["region"], places)
      counts(of: site)
    }
    let names = sites.compactMap { $0["region"]?.value(as: String.self) }
    for entry in node["stages"]?.entries ?? [] { stage(entry.node, of: places) }
    let rules = node["residency"]?.elements ?? []
    requireNames(rules.compactMap { $0["of"] }, of: "rule")
    for rule in rules {
      known(rule["of"], places)
      for name in rule["within"]?.elements ?? [] { known(name, names, of: "platform.regions") }
      stagesKeep(rule, in: node)
    }
    for (path, why) in Self.whole { excludes(path, why) }
    autoscalerSeesARegion()
  }

  private var places: [String] {
    let places = root["routing"]?["regions"]?["places"]?.elements ?? []
    return places.compactMap { $0["name"]?.value(as: String.self) }
  }

  private mutating func known(
    _ node: ResolvedNode?,
    _ names: [String],
    of section: String = "routing.regions"
  ) {
    guard let node, let name = node.value(as: String.self), !names.contains(name) else { return }
    contradiction(
      node,
      "no place of \(section) is named '\(name)'",
      remedy: names.isEmpty
        ? "Write routing.regions." : "Write one of these: \(names.joined(separator: ", "))."
    )
  }

  /// Campaigns and callers are in regions that there are.
  private mutating func campaignRegions() {
    let load = root["load"]
    let campaigns = (load?["campaigns"]?.elements ?? []) + [load?["campaign"]].compactMap(\.self)
    for campaign in campaigns { known(campaign["region"], places) }
    guard let regions = load?["inbound"]?["regions"] else { return }
    for region in regions.elements { known(region["region"], places) }
    requireWhole(regions.elements.map { $0["share"] }, of: regions, noun: "the regions' shares")
  }

  private mutating func counts(of site: ResolvedNode) {
    let pods = root["platform"]?["pods"]
    func count(_ key: String) -> (node: ResolvedNode, count: Int)? {
      guard let node = site[key] ?? pods?[key], let count = node.value(as: Int.self) else {
        return nil
      }
      return (node, count)
    }
    guard let least = count("min"), let most = count("max") else { return }
    if most.count < least.count {
      contradiction(
        site,
        "there are never fewer than \(least.count) pods, and never more than \(most.count)",
        remedy: "Write min and max of the site so that they fit."
      )
    } else if let initial = count("initial"),
      !(least.count...most.count).contains(initial.count)
    {
      contradiction(
        site,
        "\(initial.count) pods are not within \(least.count) to \(most.count)",
        remedy: "Begin with a number within min and max."
      )
    }
  }

  private mutating func stage(_ node: ResolvedNode, of places: [String]) {
    guard let place = node.value(as: String.self), place != StagePlacesSpec.edge else { return }
    known(node, places)
  }

  /// What is asked in one region for all is asked there for these people, too.
  private mutating func stagesKeep(_ rule: ResolvedNode, in regions: ResolvedNode) {
    guard regions["keep_residency"]?.value(as: Bool.self) != false,
      let people = rule["of"]?.value(as: String.self)
    else { return }
    let within = (rule["within"]?.elements ?? []).compactMap { $0.value(as: String.self) }
    for entry in regions["stages"]?.entries ?? [] {
      guard let place = entry.node.value(as: String.self), place != StagePlacesSpec.edge,
        !within.contains(place)
      else { continue }
      contradiction(
        entry.node,
        "what is said with people of \(people) has to stay within "
          + "\(within.joined(separator: ", ")), and \(entry.field.key) is in \(place)",
        remedy: "Write edge, or keep_residency: false."
      )
    }
  }

  /// What a platform in several regions does not have.
  private static let whole = [
    (["platform", "zones"], "zones share nothing"),
    (["platform", "tenancy"], "tenants share the pods of one region"),
    (["platform", "services"], "a layer's pods stand in one region"),
    (["agent", "realtime", "pool"], "a pool's sessions are as near to each pod as to the other"),
  ]

  private mutating func excludes(_ path: [String], _ why: String) {
    guard let node = path.reduce(Optional(root), { $0?[$1] }) else { return }
    contradiction(
      node,
      "the platform is in several regions, and \(why)",
      remedy: "Leave out \(path[path.count - 1]), or platform.regions."
    )
  }

  /// What is one figure of the whole platform tells a region's autoscaler nothing of its own.
  private mutating func autoscalerSeesARegion() {
    for trigger in root["platform"]?["autoscaler"]?["triggers"]?.elements ?? [] {
      guard let node = trigger["metric"], let word = node.value(as: String.self),
        let metric = ScalingMetric(rawValue: word),
        ![.activeCalls, .processor].contains(metric)
      else { continue }
      contradiction(
        node,
        "each region has an autoscaler, and \(word) is one figure for all of them",
        remedy: "Write active-calls or cpu, or a schedule for each site."
      )
    }
  }
}

// Faults of zones and regions.
extension ConsistencyCheck {
  mutating func groupFits(_ kind: FaultKind, _ fault: ResolvedNode) {
    let groups: [(key: String, kind: FaultKind)] = [
      ("node", .nodeLoss), ("zone", .zoneLoss), ("region", .regionLoss),
    ]
    for (key, own) in groups where kind != own {
      guard let node = fault[key] else { continue }
      contradiction(
        node,
        "\(kind.rawValue) is no fault of a \(key)",
        remedy: "Write \(own.rawValue), or a pod, an endpoint or a carrier in place of the \(key)."
      )
    }
    guard let group = groups.first(where: { $0.kind == kind }), let node = fault["kind"] else {
      return
    }
    guard let befallen = fault[group.key] else {
      return contradiction(
        node,
        "only a \(group.key) can have a \(kind.rawValue)",
        remedy:
          "Write which one, such as \(group.key): \(group.key == "region" ? "eu-west-1" : "0")."
      )
    }
    if kind == .regionLoss {
      let sites = root["platform"]?["regions"]?["sites"]?.elements ?? []
      known(
        befallen,
        sites.compactMap { $0["region"]?.value(as: String.self) },
        of: "platform.regions"
      )
    } else if root["platform"]?["nodes"] == nil {
      contradiction(
        node,
        "there are no nodes that could be lost",
        remedy: "Write platform.nodes, such as nodes: {pods_per_node: 4}."
      )
    } else if kind == .zoneLoss {
      zoneExists(befallen)
    }
    if kind.isInstant { hasNoLength(fault) }
  }

  private mutating func zoneExists(_ node: ResolvedNode) {
    let zones = root["platform"]?["nodes"]?["zones"]?.value(as: Int.self) ?? 1
    let regions = max(root["platform"]?["regions"]?["sites"]?.elements.count ?? 1, 1)
    guard let zone = node.value(as: Int.self), zone >= zones * regions else { return }
    contradiction(
      node,
      "there is no zone \(zone)",
      remedy: "The zones are numbered from 0 to \(zones * regions - 1)."
    )
  }
}
