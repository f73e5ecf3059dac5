internal import SimCore
internal import VoicePipeline

// Regions that carriers and pairs name are there.
extension ConsistencyCheck {
  mutating func regions() {
    guard let regions = root["routing"]?["regions"] else {
      guard let node = root["routing"]?["prefer"] else { return }
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "nothing tells which carrier is near",
        remedy: "Write routing.regions, or leave it out."
      )
      return
    }
    let places = regions["places"]?.elements.compactMap { $0["name"] } ?? []
    requireNames(places, of: "region")
    let names = places.compactMap { $0.value(as: String.self) }
    let pairs = regions["pairs"]?.elements ?? []
    for node in pairs.flatMap({ [$0["from"], $0["to"]] }) { known(node, names) }
    for carrier in root["carriers"]?.elements ?? [] { known(carrier["region"], names) }
  }

  private mutating func known(_ node: ResolvedNode?, _ names: [String]) {
    guard let node, let name = node.value(as: String.self), !names.contains(name) else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "no place of routing.regions is named '\(name)'",
      remedy: "Write one of these: \(names.joined(separator: ", "))."
    )
  }
}
