package import SimCore

/// A dial that has fallen due and waits for its turn.
package struct PlannedDial: Sendable, Hashable {
  /// The number of the call in the run.
  package var call: Int
  package var planned: SimInstant

  package init(call: Int, planned: SimInstant) {
    self.call = call
    self.planned = planned
  }
}

/// Where a campaign stands among the others when they want more than carriers take.
package struct CampaignRank: Sendable, Hashable {
  /// The higher goes first, always.
  package var priority: Int
  /// Campaigns of one tenant share its part.
  package var tenant: String
  /// Its part of the dials of its tenant, against the tenant's other campaigns.
  package var weight: Double

  package init(priority: Int = 0, tenant: String = "", weight: Double = 1) {
    precondition(weight > 0, "a campaign has a share")
    self.priority = priority
    self.tenant = tenant
    self.weight = weight
  }
}

/// The dials of all campaigns that are due, by campaign.
///
/// The highest priority goes first. Within it tenants take turns, and within a tenant its campaigns
/// by their weights (start-time fair queueing, Goyal, Vin and Cheng 1996, on two levels), so that a
/// campaign that floods its own line makes no other one wait longer than its share.
package struct DialQueue: Sendable {
  private var lines: [Line]
  private var tenants: [Share]
  package private(set) var count = 0

  package init(_ campaigns: [CampaignRank]) {
    var names: [String] = []
    lines = campaigns.map { rank in
      let tenant = names.firstIndex(of: rank.tenant) ?? names.count
      if tenant == names.count { names.append(rank.tenant) }
      return Line(rank: rank, tenant: tenant)
    }
    tenants = names.map { _ in Share() }
  }

  package var isEmpty: Bool { count == 0 }

  /// Dials of a campaign that wait.
  package func count(of campaign: Int) -> Int { lines[campaign].fresh.count }

  /// The dial of a campaign that waits longest.
  package func first(of campaign: Int) -> PlannedDial? { lines[campaign].fresh.first }

  package mutating func add(_ dial: PlannedDial, of campaign: Int) {
    if lines[campaign].isEmpty {
      let tenant = lines[campaign].tenant
      // Who comes back from a pause has earned nothing by it.
      lines[campaign].share.tag = max(lines[campaign].share.tag, tenants[tenant].virtualTime)
      if tenants[tenant].waiting == 0 {
        tenants[tenant].tag = max(tenants[tenant].tag, virtualTime)
      }
    }
    lines[campaign].fresh.append(dial)
    tenants[lines[campaign].tenant].waiting += 1
    count += 1
  }

  /// Keeps a dial that nobody takes apart from the others, behind those kept before it.
  package mutating func overflow(_ dial: PlannedDial, of campaign: Int) {
    lines[campaign].kept.append(dial)
    tenants[lines[campaign].tenant].waiting += 1
    count += 1
  }

  /// Takes a dial back that was not made after all, before the others that are kept.
  package mutating func putBackOverflowed(_ dial: PlannedDial, of campaign: Int) {
    lines[campaign].kept.prepend(dial)
    tenants[lines[campaign].tenant].waiting += 1
    count += 1
  }

  /// Dials of a campaign that are kept apart.
  package func overflowed(of campaign: Int) -> Int { lines[campaign].kept.count }

  /// Of those the one that was planned first.
  package func firstOverflowed(of campaign: Int) -> PlannedDial? { lines[campaign].kept.first }

  /// Takes that one, which uses up a turn.
  package mutating func takeOverflowed(_ campaign: Int) -> PlannedDial {
    useTurn(of: campaign)
    return removeOverflowed(campaign)
  }

  /// Takes that one away without a turn.
  package mutating func removeOverflowed(_ campaign: Int) -> PlannedDial {
    let dial = lines[campaign].kept.removeFirst()
    return removed(dial, from: campaign)
  }

  /// The campaign whose turn it is, among those with a dial that are allowed to go.
  package func next(where isAllowed: (Int) -> Bool) -> Int? {
    var best: (campaign: Int, priority: Int, tenant: Double, own: Double)?
    for (index, line) in lines.enumerated() where !line.isEmpty && isAllowed(index) {
      let tenant = tenants[line.tenant].tag
      if let best {
        if best.priority > line.rank.priority { continue }
        let isEqual = best.priority == line.rank.priority
        if isEqual, (best.tenant, best.own) <= (tenant, line.share.tag) { continue }
      }
      best = (index, line.rank.priority, tenant, line.share.tag)
    }
    return best?.campaign
  }

  /// Takes the oldest dial of a campaign, which uses up a turn.
  package mutating func take(_ campaign: Int) -> PlannedDial {
    useTurn(of: campaign)
    return remove(campaign)
  }

  private mutating func useTurn(of campaign: Int) {
    let tenant = lines[campaign].tenant
    virtualTime = max(virtualTime, tenants[tenant].tag)
    tenants[tenant].virtualTime = max(tenants[tenant].virtualTime, lines[campaign].share.tag)
    tenants[tenant].tag += 1
    lines[campaign].share.tag += 1 / lines[campaign].rank.weight
  }

  /// Takes the oldest dial of a campaign away without a turn.
  package mutating func remove(_ campaign: Int) -> PlannedDial {
    let dial = lines[campaign].fresh.removeFirst()
    return removed(dial, from: campaign)
  }

  private mutating func removed(_ dial: PlannedDial?, from campaign: Int) -> PlannedDial {
    guard let dial else { preconditionFailure("campaign \(campaign) has no dial that waits") }
    tenants[lines[campaign].tenant].waiting -= 1
    count -= 1
    return dial
  }

  private var virtualTime = 0.0
}

/// What someone has had so far.
private struct Share: Sendable {
  /// Turns so far over the weight; whoever has the least is next.
  var tag = 0.0
  /// The tag of the one who was served last below this one.
  var virtualTime = 0.0
  var waiting = 0
}

private struct Line: Sendable {
  let rank: CampaignRank
  let tenant: Int
  var share = Share()
  var fresh = DialLine()
  /// What nobody took for too long.
  var kept = DialLine()

  init(rank: CampaignRank, tenant: Int) {
    self.rank = rank
    self.tenant = tenant
  }

  var isEmpty: Bool { fresh.count == 0 && kept.count == 0 }
}

/// Dials in the order of their planned instants.
private struct DialLine: Sendable {
  private var dials: [PlannedDial] = []
  private var head = 0

  var count: Int { dials.count - head }
  var first: PlannedDial? { head == dials.count ? nil : dials[head] }

  mutating func append(_ dial: PlannedDial) { dials.append(dial) }

  mutating func prepend(_ dial: PlannedDial) {
    if head > 0 {
      head -= 1
      dials[head] = dial
    } else {
      dials.insert(dial, at: 0)
    }
  }

  mutating func removeFirst() -> PlannedDial? {
    guard let dial = first else { return nil }
    head += 1
    if head == dials.count {
      dials.removeAll(keepingCapacity: true)
      head = 0
    } else if head > 1_024, head * 2 > dials.count {
      dials.removeFirst(head)
      head = 0
    }
    return dial
  }
}
