internal import SimCore
internal import VoicePipeline

// The rules between carriers, and between carriers and faults.
extension ConsistencyCheck {
  mutating func carriers() {
    requireNames(carrierNodes.compactMap { $0["name"] }, of: "carrier")
    accounts()
    probes()
    regions()
  }

  /// A probe is over before the next one.
  private mutating func probes() {
    guard let probe = root["routing"]?["probe"], let node = probe["timeout"],
      let timeout = node.value(as: Duration.self),
      let interval = probe["interval"]?.value(as: Duration.self), timeout >= interval
    else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "a probe is waited for past the next one, after \(DurationNotation.text(interval))",
      remedy: "Make the timeout shorter, or the interval longer."
    )
  }

  private var carrierNodes: [ResolvedNode] { root["carriers"]?.elements ?? [] }

  /// Carriers that share a limit agree on it.
  private mutating func accounts() {
    for (index, carrier) in carrierNodes.enumerated() {
      guard let account = carrier["account"]?.value(as: String.self) else { continue }
      let earlier = carrierNodes[..<index].first {
        $0["account"]?.value(as: String.self) == account
      }
      guard let earlier else { continue }
      var keys = ["channels"]
      let scope = carrier["cps_per"]?.value(as: String.self)
      let isSameRegion =
        carrier["region"]?.value(as: String.self) == earlier["region"]?.value(as: String.self)
      if isSameRegion { keys.append("source_cps") }
      let sharesRate = scope == "account" || scope == "region" && isSameRegion
      if sharesRate, scope == earlier["cps_per"]?.value(as: String.self) {
        keys += ["cps", "rate_window"]
      }
      for key in keys where !agree(carrier[key], earlier[key]) {
        let node = carrier[key] ?? carrier
        log.add(
          .contradiction,
          at: node.mark,
          path: carrier.path + "." + key,
          "another carrier of the account '\(account)' has another \(key)",
          remedy: "A limit that is shared is one: write the same \(key) for both."
        )
      }
    }
  }

  mutating func faults() {
    let carriers = carrierNodes.compactMap { $0["name"]?.value(as: String.self) }
    for fault in root["faults"]?.elements ?? [] {
      let carrier = fault["carrier"]?.value(as: String.self)
      let endpoint = fault["endpoint"]?.value(as: String.self)
      let others = ["pod", "node", "zone", "region"].map { fault[$0] != nil }
      let parts = ([endpoint != nil, carrier != nil] + others).count { $0 }
      if parts != 1 {
        log.add(
          .contradiction,
          at: fault.mark,
          path: fault.path,
          parts == 0 ? "the fault befalls nothing" : "the fault befalls two things",
          remedy: "Write an endpoint, such as llm, or the name of a carrier, or a pod's number."
        )
      }
      if let carrier, let node = fault["carrier"], !carriers.contains(carrier) {
        log.add(
          .contradiction,
          at: node.mark,
          path: node.path,
          "no carrier is named '\(carrier)'",
          remedy: "Write one of these: \(carriers.joined(separator: ", "))."
        )
      }
      guard let word = fault["kind"]?.value(as: String.self), let kind = FaultKind(rawValue: word)
      else { continue }
      kindFits(kind, fault)
      podFits(kind, fault)
      groupFits(kind, fault)
      storeFits(kind, fault)
      ownPartFits(kind, fault)
      measuresFit(kind, fault)
    }
  }

  /// A fault of signalling or audio befalls a carrier, and one that its transport knows.
  private mutating func kindFits(_ kind: FaultKind, _ fault: ResolvedNode) {
    guard let node = fault["kind"] else { return }
    if fault["endpoint"] != nil, kind.isOfCarriers {
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "only a carrier can have a \(kind.rawValue)",
        remedy: "Write outage or brown-out, or a carrier in place of the endpoint."
      )
    }
    let carrier = fault["carrier"]?.value(as: String.self)
    let befallen = carrierNodes.first { $0["name"]?.value(as: String.self) == carrier }
    let transport = befallen?["signalling"]?["transport"]?.value(as: String.self)
    guard carrier != nil, transport == SIPTransport.tcp.rawValue,
      kind == .duplicateMessages || kind == .reorderedMessages
    else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "TCP neither doubles messages nor changes their order",
      remedy: "Write lost-messages, which TCP makes late, or signalling: {transport: udp}."
    )
  }

  /// What is written of a fault is what its kind has.
  private mutating func measuresFit(_ kind: FaultKind, _ fault: ResolvedNode) {
    let all = Set(FaultKind.allCases.flatMap(\.keys))
    for entry in fault.entries where all.contains(entry.field.key) {
      let isWritten = entry.node.origin == .file || entry.node.origin == .override
      guard isWritten, !kind.keys.contains(entry.field.key) else { continue }
      let known = kind.keys.joined(separator: " and ")
      log.add(
        .contradiction,
        at: entry.node.mark,
        path: entry.node.path,
        "a \(kind.rawValue) has no \(entry.field.key)",
        remedy: known.isEmpty ? "Leave it out." : "Leave it out; it has \(known)."
      )
    }
  }

  private func agree(_ left: ResolvedNode?, _ right: ResolvedNode?) -> Bool {
    left?.yaml == right?.yaml
  }
}

extension ResolvedNode {
  fileprivate var yaml: String? {
    if case .value(let read) = content { read.yaml } else { nil }
  }
}
