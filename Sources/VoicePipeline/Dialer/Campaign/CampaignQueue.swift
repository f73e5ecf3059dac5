package import SimCore

/// A lead that the queue has handed out, and its place in the file.
package struct QueuedLead: Sendable, Hashable {
  /// Position among the accepted leads of the file, from 0.
  package let index: Int
  package let lead: Lead

  package init(index: Int, lead: Lead) {
    self.index = index
    self.lead = lead
  }
}

/// The leads of a campaign, in shards that share their candidate time zones.
///
/// Within what the clock allows, the highest priority goes first, then the order of the file.
/// Shards open and close together with their zones, so a lead that may not be called costs nothing.
///
///     leads -> shard by zones -> open shards, by their first lead -> next(at:)
package struct CampaignQueue: Sendable {
  private let leads: LeadStore
  private let hours: CallingHours
  private let start: CampaignStart
  /// Indices of waiting leads, shard after shard, each in order of rank.
  private let order: [UInt32]
  private var shards: [Shard]
  /// Of each open shard that is not empty: the rank of its first lead, at least once.
  private var openHeads = RankHeap()
  /// Unix seconds in which no shard opens or closes.
  private var stable: Range<Int64> = 0..<0
  /// Leads that are to come back, by the second from which they may: 32 bits each.
  private var postponed = RankHeap()
  /// Leads that wait, without those that are to come back.
  package private(set) var count: Int

  /// Queues the leads that the gate admits at the start, and tells of each that it does not.
  package init(
    leads: LeadStore,
    hours: CallingHours,
    start: CampaignStart,
    gate: inout ComplianceGate,
    refused: (Int, ComplianceRule) -> Void = { _, _ in }
  ) {
    self.leads = leads
    self.hours = hours
    self.start = start
    let sorting = ShardSorting(leads) { index, lead in
      guard case .heldBack(let rule, _) = gate.admit(lead, at: .zero) else { return true }
      refused(index, rule)
      return false
    }
    order = sorting.order
    count = sorting.order.count
    shards = sorting.bounds.map { Shard(next: $0.lowerBound, end: $0.upperBound) }
  }

  /// Hands out the best lead that may be called now; nil when there is none.
  package mutating func next(at time: SimInstant) -> QueuedLead? {
    takeBack(at: time)
    refresh(at: start.unixSeconds(at: time))
    while let rank = openHeads.removeLeast() {
      let index = Int(rank & UInt64(UInt32.max))
      let shard = shard(ofLead: index)
      // A lead that was put back in front of this one has left it in the heap a second time.
      guard head(of: shard) == rank else { continue }
      if shards[shard].returned.least == rank {
        _ = shards[shard].returned.removeLeast()
      } else {
        shards[shard].next += 1
      }
      if let head = head(of: shard) { openHeads.insert(head) }
      count -= 1
      return QueuedLead(index: index, lead: leads[index])
    }
    return nil
  }

  /// Takes a lead back that was not called after all; it keeps its rank.
  package mutating func putBack(_ lead: QueuedLead) {
    let shard = shard(ofLead: lead.index)
    let rank = rank(ofLead: lead.index)
    shards[shard].returned.insert(rank)
    count += 1
    if shards[shard].isOpen, head(of: shard) == rank { openHeads.insert(rank) }
  }

  /// Takes a lead back that may be called again at `instant`, or in the second after it.
  package mutating func postpone(_ lead: QueuedLead, until instant: SimInstant) {
    let second = UInt64(max((instant.nanoseconds + 999_999_999) / 1_000_000_000, 0))
    // A hundred years on it does not matter any more.
    postponed.insert(min(second, UInt64(UInt32.max)) << 32 | UInt64(lead.index))
  }

  /// Leads that are to come back.
  package var postponedCount: Int { postponed.count }

  /// When a waiting lead may be called next; the given time itself, if one may be called then.
  ///
  /// Nil when none ever may.
  package func nextOpening(after time: SimInstant) -> SimInstant? {
    let second = start.unixSeconds(at: time)
    var earliest: Int64?
    for shard in shards.indices where head(of: shard) != nil {
      let opening = hours.opening(in: zones(of: shard), from: second)
      if let opening, opening < earliest ?? .max { earliest = opening }
    }
    return earliest.map { $0 == second ? time : start.time(ofUnixSecond: $0, at: time) }
  }

  /// Leads that wait in one set of zones.
  package func count(in zones: ZoneSetIndex) -> Int {
    let index = Int(zones.value)
    guard index < shards.count else { return 0 }
    return shards[index].end - shards[index].next + shards[index].returned.count
  }
}

extension CampaignQueue {
  private struct Shard: Sendable {
    /// Position in `order` of the next lead.
    var next: Int
    let end: Int
    /// Whether its zones allow calls in the seconds of `stable`.
    var isOpen = false
    /// Ranks of leads that were put back.
    var returned = RankHeap()
  }

  private mutating func takeBack(at time: SimInstant) {
    let second = UInt64(max(time.nanoseconds / 1_000_000_000, 0))
    while let least = postponed.least, least >> 32 <= second {
      _ = postponed.removeLeast()
      let index = Int(least & UInt64(UInt32.max))
      putBack(QueuedLead(index: index, lead: leads[index]))
    }
  }

  /// Finds the open shards, unless none has opened or closed since the last look.
  private mutating func refresh(at second: Int64) {
    guard !stable.contains(second) else { return }
    openHeads = RankHeap()
    var change = Int64.max
    for shard in shards.indices {
      let zones = zones(of: shard)
      shards[shard].isOpen = hours.areOpen(in: zones, at: second)
      if shards[shard].isOpen {
        if let head = head(of: shard) { openHeads.insert(head) }
        change = min(change, hours.closing(in: zones, from: second))
      } else if let opening = hours.opening(in: zones, from: second) {
        change = min(change, opening)
      }
    }
    stable = second..<change
  }

  private func head(of shard: Int) -> UInt64? {
    let queued =
      shards[shard].next < shards[shard].end
      ? rank(ofLead: Int(order[shards[shard].next])) : nil
    guard let returned = shards[shard].returned.least else { return queued }
    return min(queued ?? .max, returned)
  }

  private func zones(of shard: Int) -> [ZoneID] {
    leads.zoneSets[ZoneSetIndex(value: UInt16(shard))]
  }

  private func shard(ofLead index: Int) -> Int { Int(leads[index].zones.value) }

  /// Orders leads: priority first, from 9 down, then place in the file.
  private func rank(ofLead index: Int) -> UInt64 {
    UInt64(9 - leads[index].priority) << 32 | UInt64(index)
  }
}

/// Sorts leads by shard, priority and place in the file, in two passes and four bytes a lead.
private struct ShardSorting {
  /// Indices of the admitted leads.
  var order: [UInt32]
  /// The part of `order` of each set of zones.
  var bounds: [Range<Int>]

  init(_ leads: LeadStore, admits: (Int, Lead) -> Bool) {
    let shardCount = leads.zoneSets.sets.count
    var isAdmitted = [UInt64](repeating: 0, count: leads.count / 64 + 1)
    var places = [Int](repeating: 0, count: shardCount * 10 + 1)
    for index in 0..<leads.count {
      let lead = leads[index]
      guard admits(index, lead) else { continue }
      isAdmitted[index >> 6] |= 1 << UInt64(index & 63)
      places[Self.bucket(lead) + 1] += 1
    }
    for bucket in 1..<places.count { places[bucket] += places[bucket - 1] }
    bounds = (0..<shardCount).map { places[$0 * 10]..<places[$0 * 10 + 10] }
    order = [UInt32](repeating: 0, count: places[shardCount * 10])
    for index in 0..<leads.count where isAdmitted[index >> 6] >> UInt64(index & 63) & 1 == 1 {
      let bucket = Self.bucket(leads[index])
      order[places[bucket]] = UInt32(index)
      places[bucket] += 1
    }
  }

  private static func bucket(_ lead: Lead) -> Int {
    Int(lead.zones.value) * 10 + 9 - lead.priority
  }
}
