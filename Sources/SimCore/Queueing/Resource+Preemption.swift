/// What a request needs, and of whom it may take it.
struct UnitDemand {
  var amount: Int
  var rank: Int
  var mayPreempt: Bool
}

extension Resource {
  /// Takes units from less urgent holders until a request fits; false when they hold too few.
  func makeRoom(_ demand: UnitDemand) -> Bool {
    guard discipline == .preemptive, demand.mayPreempt else { return false }
    var missing = unitsInUse + demand.amount - units
    if missing <= 0 { return true }
    guard let first = holders.first, claims[first].rank > demand.rank else { return false }
    if claims[first].amount >= missing {
      preempt(first)
      return true
    }
    var victims: [Int] = []
    for slot in holders.all where claims[slot].rank > demand.rank && missing > 0 {
      victims.append(slot)
      missing -= claims[slot].amount
    }
    if missing > 0 { return false }
    for slot in victims { preempt(slot) }
    return true
  }

  /// Takes units away until those in use are no more than there are.
  func evict() {
    while unitsInUse > units, let victim = holders.first ?? latestHolder() { preempt(victim) }
  }

  /// The order of holders is the reverse of that of the queue: the last to come goes first.
  func addHolder(_ slot: Int) {
    holders.insert(slot, rank: ~claims[slot].rank, sequence: ~claims[slot].sequence)
  }

  private func latestHolder() -> Int? {
    claims.slots(in: .granted, .held).max { left, right in
      (claims[left].rank, claims[left].sequence) < (claims[right].rank, claims[right].sequence)
    }
  }

  private func preempt(_ slot: Int) {
    giveBack(slot)
    book.counts.preempted += 1
    void(slot)
  }

  /// Tells a holder that its units are gone, at the latest when it uses its claim.
  func void(_ slot: Int) {
    let isHeld = claims[slot].state == .held
    claims[slot].left = claims[slot].due.map { $0 - cell.now.nanoseconds }
    if let wait = claims[slot].wait {
      claims[slot].state = .preempted
      if isHeld { cell.call(wait) }
    } else if claims[slot].user != nil {
      claims[slot].state = .preempted
      if isHeld, let end = claims[slot].event { cell.cancel(end) }
      post(.preempted, to: slot)
    } else {
      claims.remove(slot)
    }
  }
}
