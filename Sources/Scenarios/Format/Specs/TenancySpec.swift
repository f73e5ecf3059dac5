package import SimCore
package import VoicePipeline

/// Who shares the pods, and how.
package struct TenancySpec: Sendable, Hashable, Decodable {
  package var kind: Tenancy
  /// Of all slots, what those beyond their share leave free.
  package var reserve: Double
  /// None for those that campaigns and neighbours name.
  package var tenants: [TenantSpec]
  package var neighbours: [NeighbourSpec]

  private enum CodingKeys: String, CodingKey { case kind, reserve, tenants, neighbours }

  package init(from decoder: any Decoder) throws {
    let word = try? decoder.singleValueContainer().decode(String.self)
    if let kind = word.flatMap(Tenancy.init(rawValue:)) {
      self.kind = kind
      reserve = 0.1
      tenants = []
      neighbours = []
      return
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    kind = try values.decode(Tenancy.self, forKey: .kind)
    reserve = try values.decode(Double.self, forKey: .reserve)
    tenants = try values.decode([TenantSpec].self, forKey: .tenants)
    neighbours = try values.decode([NeighbourSpec].self, forKey: .neighbours)
  }

  /// The tenants' names: those that are written, else those of campaigns and then of neighbours.
  func names(_ campaigns: [CampaignSpec]) -> [String] {
    guard tenants.isEmpty else { return tenants.map(\.name) }
    let named = campaigns.map { $0.tenant ?? $0.name } + neighbours.map(\.tenant)
    return named.reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  /// What decides whose call may have a slot.
  func admission(_ campaigns: [CampaignSpec]) -> TenantAdmission? {
    let plans = names(campaigns).map { name in
      let spec = tenants.first { $0.name == name }
      return TenantPlan(name: name, callsMax: spec?.callsMax, weight: spec?.weight ?? 1)
    }
    return plans.isEmpty ? nil : TenantAdmission(kind, plans, reserve: reserve)
  }
}

extension Tenancy: Decodable {}

/// What a tenant may have.
package struct TenantSpec: Sendable, Hashable, Decodable {
  package var name: String
  /// Calls at once that it pays for; nil for as many as there are.
  package var callsMax: Int?
  package var weight: Double
}

/// Calls of somebody else: nobody speaks in them, but they take slots, processors and memory.
package struct NeighbourSpec: Sendable, Hashable, Decodable {
  package var tenant: String
  /// In Erlang, while they last.
  package var load: Double
  package var hold: DurationDistribution
  package var from: Duration
  package var until: Duration?
  package var surge: SurgeSpec?
}
