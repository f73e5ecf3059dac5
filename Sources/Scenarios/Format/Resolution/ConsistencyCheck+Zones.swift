internal import SimCore
internal import VoicePipeline

// What zones that share nothing can be given a part of.
extension ConsistencyCheck {
  mutating func zones() {
    guard let node = root["platform"]?["zones"], let zones = node.value(as: Int.self), zones > 1
    else { return }
    for (section, key, why) in Self.indivisible {
      guard let node = root[section]?[key] else { continue }
      contradiction(
        node,
        "\(zones) zones share nothing, and \(why)",
        remedy: "Leave out \(key), or platform.zones."
      )
    }
    for key in ["llm", "llm_light"] {
      guard let node = root["agent"]?[key]?["server"], !node.entries.isEmpty else { continue }
      contradiction(
        node,
        "\(zones) zones share nothing, and one machine is not divided",
        remedy: "Leave out server, or platform.zones."
      )
    }
    if let node = root["fidelity"], (node.value(as: Fidelity.self)?.audio ?? 0) > 0 {
      contradiction(
        node,
        "calls of several zones are not rendered as sound",
        remedy: "Zoom into a call with `simrun replay RUN --call ID`, or leave out platform.zones."
      )
    }
    for whole in counts() { require(whole, for: zones) }
  }

  /// What belongs to the whole platform.
  private static let indivisible = [
    ("platform", "tenancy", "a plan is one for the whole platform"),
    ("platform", "services", "a layer's pods serve the whole platform"),
    ("agent", "desk", "a desk is one for the whole platform"),
  ]

  /// The numbers of which each zone gets a whole part.
  private func counts() -> [ResolvedNode] {
    let (platform, agent) = (root["platform"], root["agent"])
    let pods = platform?["pods"]
    var counts = [pods?["max"] == nil ? pods : pods?["min"], platform?["nodes"]?["max"]]
    for key in ["llm", "llm_light"] {
      let quota = agent?[key]?["quota"]
      counts += [
        agent?[key]?["slots"], quota?["requests_per_minute"], quota?["tokens_per_minute"],
        quota?["concurrent_requests"], quota?["tokens_total"],
      ]
    }
    for key in ["stt", "tts", "realtime"] {
      let quota = agent?[key]?["quota"]
      counts += [quota?["concurrent"], quota?["connections"]]
    }
    counts += (root["carriers"]?.elements ?? []).map { $0["channels"] }
    let load = root["load"]
    counts.append(load?["inbound"]?["room"]?["capacity"])
    for campaign in (load?["campaigns"]?.elements ?? []) + [load?["campaign"]].compactMap(\.self) {
      counts += [campaign["attempts"], campaign["waiting_max"], campaign["overflow"]?["most"]]
    }
    return counts.compactMap(\.self)
  }

  private mutating func require(_ node: ResolvedNode, for zones: Int) {
    guard let whole = node.value(as: Int.self), whole < zones else { return }
    contradiction(
      node,
      "\(zones) zones cannot have a part each of \(whole)",
      remedy: "Give at least \(zones) here, or fewer platform.zones."
    )
  }
}
