/// What a ceiling limits.
package enum CeilingKind: Sendable, Hashable {
  /// Units in use at any one instant: calls of a trunk, sessions of a tenant.
  case concurrency
  /// Uses within any interval of this length, wherever it begins: calls per second of an account.
  case rate(per: Duration)
}

/// A limit that all cells keep together, owned by an actor of one control cell.
///
/// The ceiling is a number of tokens, and each token is at one place at any instant: here, under
/// way, or at a lease, idle or in use. So all cells together are never over it, not by one and not
/// for a nanosecond, whatever the delays are. A rate is the same: a used token rests at its lease
/// for the length of the interval, so no interval sees it used twice.
///
/// Leases say how many tokens their waiters lack. Tokens go to the lease that has fewest. When
/// there are too few, leases with more than an equal share are told to give up the surplus; leases
/// that do not need theirs give them back unasked.
package actor Ceiling: MessageActor {
  /// A lease as the ceiling knows it.
  private struct Lease {
    let address: CellAddress<CeilingNews>
    /// Tokens asked for and tokens given, since the beginning.
    var asked = 0
    var given = 0
    /// Tokens given back since the beginning, and how many that has to become.
    var returned = 0
    var recallMark = 0
    /// When it was given a token last, among all grants.
    var lastGrant = 0

    var recalled: Int { max(0, recallMark - returned) }
    var held: Int { given - returned }
    var lacking: Int { max(0, asked - given) }
    var isClaimant: Bool { held > 0 || lacking > 0 }
  }

  package nonisolated let cell: Cell
  private let capacity: Int
  private let delay: Duration
  private var pool: Int
  private var grantCount = 0
  private var leases: [Lease] = []
  private var numbers: [CellAddress<CeilingNews>: Int] = [:]

  /// A ceiling of so many units or uses; its messages to leases take the given time.
  package init(in cell: Cell, capacity: Int, delay: Duration) {
    precondition(capacity >= 0, "a ceiling is not negative")
    self.cell = cell
    self.capacity = capacity
    self.delay = delay
    pool = capacity
  }

  /// Tokens that no lease has.
  package var available: Int { pool }

  package func received(_ order: CeilingOrder) {
    let number = number(of: order.lease)
    let returned = order.returned - leases[number].returned
    leases[number].asked = order.asked
    leases[number].returned = order.returned
    pool += returned
    precondition(0...capacity ~= pool, "a ceiling lost count of its tokens")
    distribute()
    recall()
  }

  private func number(of lease: CellAddress<CeilingNews>) -> Int {
    if let number = numbers[lease] { return number }
    leases.append(Lease(address: lease))
    numbers[lease] = leases.count - 1
    return leases.count - 1
  }

  /// Gives what is there to those that lack it, one token after the other to whom has fewest.
  private func distribute() {
    var grants = [Int](repeating: 0, count: leases.count)
    while pool > 0, let poorest = poorest {
      grantCount += 1
      leases[poorest].given += 1
      leases[poorest].lastGrant = grantCount
      grants[poorest] += 1
      pool -= 1
    }
    for (number, count) in grants.enumerated() where count > 0 {
      send(.grant(count), to: leases[number].address, after: delay)
    }
  }

  /// Who has fewest tokens of those that lack some; of equals, who was given one longest ago.
  private var poorest: Int? {
    var found: Int?
    for number in leases.indices where leases[number].lacking > 0 {
      guard let best = found else {
        found = number
        continue
      }
      let rank = (leases[number].held, leases[number].lastGrant)
      if rank < (leases[best].held, leases[best].lastGrant) { found = number }
    }
    return found
  }

  /// Calls back what others lack from those that have more than an equal share.
  private func recall() {
    var missing = leases.reduce(0) { $0 + $1.lacking - $1.recalled }
    if missing <= 0 { return }
    let share = capacity / max(1, leases.count(where: \.isClaimant))
    for number in leases.indices {
      let surplus = leases[number].held - leases[number].recalled - share
      let count = min(surplus, missing)
      if count <= 0 { continue }
      leases[number].recallMark = leases[number].returned + leases[number].recalled + count
      missing -= count
      let mark = leases[number].recallMark
      send(.recall(untilReturned: mark), to: leases[number].address, after: delay)
    }
  }
}

/// What a lease tells its ceiling.
package struct CeilingOrder: Sendable {
  let lease: CellAddress<CeilingNews>
  /// Tokens that were received since the beginning, and those that are lacking now.
  let asked: Int
  /// Tokens that were given back since the beginning.
  let returned: Int
}

/// What a ceiling tells a lease.
package enum CeilingNews: Sendable {
  case grant(Int)
  /// Give back until it is so many since the beginning: a return that crosses this counts.
  case recall(untilReturned: Int)
}
