internal import SimCore
internal import VoicePipeline

// The rules between carriers, and between carriers and faults.
extension ConsistencyCheck {
  mutating func carriers() {
    requireNames(carrierNodes.compactMap { $0["name"] }, of: "carrier")
    accounts()
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

  private func agree(_ left: ResolvedNode?, _ right: ResolvedNode?) -> Bool {
    left?.yaml == right?.yaml
  }
}

extension ResolvedNode {
  fileprivate var yaml: String? {
    if case .value(let read) = content { read.yaml } else { nil }
  }
}
