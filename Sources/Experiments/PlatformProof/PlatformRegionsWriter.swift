/// Writes the regions of a drawn platform: where they are, who may be served there, and which goes.
struct PlatformRegionsWriter {
  private let shape: PlatformShape
  private var choices: ProofChoices
  private(set) var parts: [String] = []

  init(_ shape: PlatformShape, seed: UInt64) {
    self.shape = shape
    choices = ProofChoices(seed: seed, part: 109)
  }

  /// Where the regions are; the line is empty where all pods are in one place.
  mutating func routing() -> String {
    guard !shape.regions.isEmpty else { return "" }
    let places = zip(shape.regions, ["America/New_York", "America/Los_Angeles", "Europe/London"])
      .map { "{name: \($0), zones: [\($1)]}" }
    return """

      routing: {regions: {places: [\(places.joined(separator: ", "))], \
      far: \(choices.pick([0, 40, 120]))ms}}
      """
  }

  /// A key of the platform; nil where all pods are in one place.
  mutating func sites() -> String? {
    guard !shape.regions.isEmpty else { return nil }
    parts.append("regions")
    let sites = shape.regions.map { "{region: \($0)}" }
    var keys = [
      "sites: [\(sites.joined(separator: ", "))]", "overflow: \(choices.chance(0.7))",
      "detection: \(choices.pick([0, 5, 30]))s", "connect_timeout: \(choices.pick([0, 1, 3]))s",
    ]
    if choices.chance(0.5) {
      parts.append("residency")
      let within = shape.regions.prefix(choices.number(1...(shape.regions.count - 1)))
      keys.append(
        "residency: [{of: \(shape.regions[0]), within: [\(within.joined(separator: ", "))]}]"
      )
    } else if choices.chance(0.5) {
      parts.append("a layer of all regions")
      keys.append("stages: {\(choices.pick(["stt", "llm", "tts"])): \(shape.regions[1])}")
    }
    return "regions: {\(keys.joined(separator: ", "))}"
  }

  mutating func faults() -> [String] {
    guard !shape.regions.isEmpty, choices.chance(0.7) else { return [] }
    parts.append("region-loss")
    let at = choices.number(5...(shape.seconds - 20))
    return [
      """
      {region: \(choices.pick(shape.regions)), kind: region-loss, at: \(at)s, \
      for: \(choices.pick([3, 30, 90]))s}
      """
    ]
  }
}
