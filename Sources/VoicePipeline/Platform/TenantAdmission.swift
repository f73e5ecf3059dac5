/// How tenants share the slots of a platform.
package enum Tenancy: String, Sendable, Hashable, CaseIterable {
  /// Each has pods of its own that nobody else may use, and nothing beyond them.
  case dedicated
  /// Whoever comes first; a noisy neighbour takes what it gets.
  case shared
  /// Each comes first up to its share, and may go beyond it while that leaves a reserve.
  case elastic
}

/// What a tenant may have.
package struct TenantPlan: Sendable, Hashable {
  package var name: String
  /// Calls at once that it pays for; nil for as many as there are slots.
  package var callsMax: Int?
  /// Its part of the slots, in comparison to the other tenants.
  package var weight: Double

  package init(name: String, callsMax: Int? = nil, weight: Double = 1) {
    precondition(weight > 0, "a tenant has a part")
    self.name = name
    self.callsMax = callsMax
    self.weight = weight
  }
}

/// What has become of one tenant's calls.
package struct TenantAccount: Sendable, Hashable {
  package var name: String
  package var asked = 0
  package var placed = 0
  /// Turned away for the limit of its plan.
  package var overPlan = 0
  /// Turned away for its share, or for want of a slot on its own pods.
  package var overShare = 0
  package var callsMax = 0

  package init(name: String) { self.name = name }

  package var blocked: Int { asked - placed }
}

/// Decides whose call may have a slot: plans first, then shares.
///
/// A value that knows no pods: who asks says how many slots there are and how many are taken, on
/// all pods or, where each tenant has its own, on those of the tenant. Nobody is ever sent away
/// again who has been admitted.
package struct TenantAdmission: Sendable, Hashable {
  /// Whether a call may have a slot, or what stands against it.
  package enum Verdict: Sendable, Hashable {
    case admitted
    case overPlan
    case overShare
  }

  package let tenancy: Tenancy
  private let plans: [TenantPlan]
  /// Of all slots, what those beyond their share leave free.
  private let reserve: Double
  private let weights: Double
  private var calls: [Int]
  package private(set) var accounts: [TenantAccount]

  package init(_ tenancy: Tenancy, _ plans: [TenantPlan], reserve: Double = 0.1) {
    precondition(!plans.isEmpty, "a platform with tenants has one")
    precondition((0...1).contains(reserve), "a reserve is a part of the slots")
    self.tenancy = tenancy
    self.plans = plans
    self.reserve = reserve
    weights = plans.reduce(0) { $0 + $1.weight }
    calls = Array(repeating: 0, count: plans.count)
    accounts = plans.map { TenantAccount(name: $0.name) }
  }

  /// The tenant to whom the next pod goes, by the pods that each has: who lacks most of its part.
  package func nextOwner(having pods: [Int]) -> Int {
    plans.indices.min {
      Double(pods[$0] + 1) / plans[$0].weight < Double(pods[$1] + 1) / plans[$1].weight
    }
      ?? 0
  }

  /// The slots up to which a tenant comes first.
  package func share(of tenant: Int, slots: Int) -> Int {
    Int(Double(slots) * plans[tenant].weight / weights)
  }

  /// Asks for one call of a tenant, by its place.
  package mutating func ask(for tenant: Int, slots: Int, taken: Int) -> Verdict {
    accounts[tenant].asked += 1
    let verdict = verdict(for: tenant, slots: slots, taken: taken)
    switch verdict {
    case .admitted: break
    case .overPlan: accounts[tenant].overPlan += 1
    case .overShare: accounts[tenant].overShare += 1
    }
    return verdict
  }

  /// The same without a call.
  package func verdict(for tenant: Int, slots: Int, taken: Int) -> Verdict {
    if let most = plans[tenant].callsMax, calls[tenant] >= most { return .overPlan }
    switch tenancy {
    case .shared: return .admitted
    case .dedicated: return taken < slots ? .admitted : .overShare
    case .elastic:
      guard calls[tenant] >= share(of: tenant, slots: slots) else { return .admitted }
      let kept = Int((Double(slots) * reserve).rounded(.up))
      return slots - taken > kept ? .admitted : .overShare
    }
  }

  package mutating func took(_ tenant: Int) {
    calls[tenant] += 1
    accounts[tenant].placed += 1
    accounts[tenant].callsMax = max(accounts[tenant].callsMax, calls[tenant])
  }

  package mutating func gaveBack(_ tenant: Int) {
    precondition(calls[tenant] > 0, "\(plans[tenant].name) has no call to give back")
    calls[tenant] -= 1
  }
}
