/// A request from its arrival to its end.
struct ClaimRecord {
  enum State: UInt8 {
    case vacant
    case waiting
    /// Has left the queue without units; its task does not know yet.
    case gone
    /// Holds its units; the event that says so is queued.
    case granted
    case held
    /// Has lost its units; the event that says so is queued.
    case preempted
  }

  var generation: UInt32 = 0
  var state = State.vacant
  var mayPreempt = false
  var code: UInt32 = 0
  var amount = 0
  var rank = 0
  /// Number of the request, by arrival.
  var sequence: UInt64 = 0
  /// Nanoseconds of the arrival, and of the grant from then on.
  var since: Int64 = 0
  var waited: Int64 = 0
  /// Nanoseconds at which the time given to `hold` is over.
  var due: Int64?
  /// What was left of it, once preempted.
  var left: Int64?
  var argument: UInt64 = 0
  /// The user's queued event: the end of its patience or of its hold, or news.
  var event: TimerID?
  /// The task that is suspended on the claim.
  var wait: WaitID?
  var user: (any ResourceUser)?
  var owner = WaitOwner()

  var demand: UnitDemand { UnitDemand(amount: amount, rank: rank, mayPreempt: mayPreempt) }
}

/// The requests of a resource, in slots that are used again.
struct ClaimTable {
  private var records: [ClaimRecord] = []
  private var vacant: [UInt32] = []

  subscript(slot: Int) -> ClaimRecord {
    _read { yield records[slot] }
    _modify { yield &records[slot] }
  }

  /// A slot of its own for a new request.
  mutating func insert() -> Int {
    if let slot = vacant.popLast() { return Int(slot) }
    records.append(ClaimRecord())
    return records.count - 1
  }

  /// The name of the request in a slot.
  func claim(_ slot: Int) -> Claim {
    Claim(slot: slot, generation: records[slot].generation, waited: records[slot].waited)
  }

  /// The slot of a request that has not ended.
  func slot(of bits: UInt64) -> Int? {
    let slot = Int(truncatingIfNeeded: bits & 0xFFFF_FFFF)
    guard slot < records.count, UInt64(records[slot].generation) == bits >> 32 else { return nil }
    return slot
  }

  /// Ends a request: its name is void from now on.
  mutating func remove(_ slot: Int) {
    records[slot].generation &+= 1
    records[slot].state = .vacant
    records[slot].user = nil
    vacant.append(UInt32(truncatingIfNeeded: slot))
  }

  /// Slots of the requests in a state, by arrival.
  func slots(in states: ClaimRecord.State...) -> [Int] {
    records.indices.filter { states.contains(records[$0].state) }
      .sorted { records[$0].sequence < records[$1].sequence }
  }
}
