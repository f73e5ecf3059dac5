internal import SimCore
internal import VoicePipeline

extension ConsistencyCheck {
  /// One campaign or a list of them, each with a name and hours of its own that the law allows.
  mutating func campaigns() {
    guard let load = root["load"] else { return }
    let (one, several) = (load["campaign"], load["campaigns"])
    if one == nil, several == nil, load["inbound"] == nil {
      log.add(
        .contradiction,
        at: load.mark,
        path: load.path,
        "no campaign makes any call, and nobody calls in",
        remedy: "Write a campaign, campaigns, or inbound."
      )
    }
    if one != nil, let several {
      log.add(
        .contradiction,
        at: several.mark,
        path: load.path,
        "there is one campaign, and a list of them",
        remedy: "Write either campaign or campaigns."
      )
    }
    requireNames(all.compactMap { $0["name"] }, of: "campaign")
    for campaign in all {
      hours(of: campaign)
      plan(of: campaign)
      overflow(of: campaign)
    }
  }

  /// A dial is kept for longer than it has waited.
  private mutating func overflow(of campaign: ResolvedNode) {
    guard let node = campaign["overflow"]?["longest"],
      let longest = node.value(as: Duration.self),
      let after = campaign["overflow"]?["after"]?.value(as: Duration.self), longest <= after
    else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "a dial would be given up before it is kept, after \(DurationNotation.text(after))",
      remedy: "Make it longer than that, or after shorter."
    )
  }

  /// Operators act on campaigns that there are.
  mutating func operations() {
    let names = all.compactMap { $0["name"]?.value(as: String.self) }
    for operation in root["operations"]?.elements ?? [] {
      let hasFile = operation["file"] != nil
      let isWhole = operation["campaign"] != nil && operation["action"] != nil
      let isPart = operation["campaign"] != nil || operation["action"] != nil
      if hasFile ? isPart : !isWhole {
        log.add(
          .contradiction,
          at: operation.mark,
          path: operation.path,
          hasFile ? "the operation does two things" : "the operation does nothing",
          remedy: "Write a campaign and an action, or a file of numbers."
        )
      }
      guard let node = operation["campaign"], let name = node.value(as: String.self),
        !names.contains(name)
      else { continue }
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "no campaign is named '\(name)'",
        remedy: "Write one of these: \(names.joined(separator: ", "))."
      )
    }
  }

  private var all: [ResolvedNode] {
    guard let load = root["load"] else { return [] }
    return [load["campaign"]].compactMap(\.self) + (load["campaigns"]?.elements ?? [])
  }

  private mutating func hours(of campaign: ResolvedNode) {
    guard let node = campaign["hours"], let own = node.value(as: Range<Int>.self),
      let law = root["compliance"]?["hours"]?.value(as: Range<Int>.self)
    else { return }
    if law.lowerBound <= own.lowerBound, own.upperBound <= law.upperBound { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "the campaign calls outside of the hours that compliance.hours allows",
      remedy: "Keep the campaign's hours within those of compliance.hours."
    )
  }

  private mutating func plan(of campaign: ResolvedNode) {
    let from = campaign["from"]?.value(as: Duration.self) ?? .zero
    if let node = campaign["until"], let until = node.value(as: Duration.self), until <= from {
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "the campaign ends before it begins, at \(DurationNotation.text(from))",
        remedy: "Make it end later than that."
      )
    }
    if let duration = root["duration"]?.value(as: Duration.self), from >= duration,
      let node = campaign["from"]
    {
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "the run is over by then, after \(DurationNotation.text(duration))",
        remedy: "Make the campaign begin earlier, or the duration longer."
      )
    }
    guard let ramp = campaign["ramp"]?.value(as: Duration.self),
      let node = campaign["surge"]?["at"],
      let surge = node.value(as: Duration.self), surge < ramp
    else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "the surge begins while the rate still grows, which takes \(DurationNotation.text(ramp))",
      remedy: "Make the ramp shorter, or the surge later."
    )
  }
}
