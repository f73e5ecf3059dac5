package import SimCore

/// Where a call comes from, as far as the choice of a region goes by it.
package struct CallOrigin: Sendable, Hashable {
  /// Where its media comes in, by its place in the run's `RegionMap`; nil where that is not known.
  package var entry: Int?
  /// Where the person is; nil where that is not known.
  package var home: Int?

  package init(entry: Int? = nil, home: Int? = nil) {
    self.entry = entry
    self.home = home
  }
}

/// A region of the platform that is gone for a while, and from when to when that is known.
package struct RegionLoss: Sendable, Hashable {
  /// By its place among the platform's regions.
  package var region: Int
  package var start: SimInstant
  package var end: SimInstant
  /// From a loss to everybody knowing of it, and from a return as well.
  package var detection: Duration

  package init(region: Int, start: SimInstant, end: SimInstant, detection: Duration) {
    self.region = region
    self.start = start
    self.end = end
    self.detection = detection
  }

  /// Whether it is gone.
  package func isLasting(at now: SimInstant) -> Bool { start <= now && now < end }

  /// Whether health checks say so; one that is back sooner than they notice was never gone to them.
  package func isKnown(at now: SimInstant) -> Bool {
    start.advanced(by: detection) < end && start.advanced(by: detection) <= now
      && now < end.advanced(by: detection)
  }
}

/// Which regions of a platform take which calls, and in which order they are asked.
package struct RegionRouting: Sendable {
  /// By where media comes in: the platform's regions, the nearest first.
  ///
  /// The last row is for calls of which that is not known.
  private let orders: [[Int]]
  /// By where people are: the regions that may take their calls; nil for all.
  private let permitted: [[Int]?]
  /// Whether a region that is not the nearest takes calls for which the nearest has no slot.
  private let overflows: Bool
  /// How long a region that does not answer is waited for.
  package let connectTimeout: Duration
  private let losses: [RegionLoss]

  package init(
    orders: [[Int]],
    permitted: [[Int]?],
    overflows: Bool,
    connectTimeout: Duration,
    losses: [RegionLoss]
  ) {
    precondition(!orders.isEmpty, "somebody's media comes in where nobody knows")
    self.orders = orders
    self.permitted = permitted
    self.overflows = overflows
    self.connectTimeout = connectTimeout
    self.losses = losses
  }

  package var count: Int { orders[orders.count - 1].count }

  /// The regions that are asked for a call, one after the other.
  package func candidates(for origin: CallOrigin, at now: SimInstant) -> [Int] {
    let order = origin.entry.map { orders[$0] } ?? orders[orders.count - 1]
    let allowed = origin.home.flatMap { permitted[$0] }
    let regions = order.filter { region in
      allowed?.contains(region) != false
        && !losses.contains { $0.region == region && $0.isKnown(at: now) }
    }
    // Whoever keeps a slot before it is known for whom takes it wherever there is one.
    return overflows || origin.entry == nil ? regions : Array(regions.prefix(1))
  }

  /// Whether a region is gone, and those who ask it have yet to learn of it.
  package func isSilent(_ region: Int, at now: SimInstant) -> Bool {
    losses.contains { $0.region == region && $0.isLasting(at: now) && !$0.isKnown(at: now) }
  }

  /// Whether a region is nearest to where a call's media comes in, of those that may ever take it;
  /// all are to a call of which that is not known.
  package func isNearest(_ region: Int, for origin: CallOrigin) -> Bool {
    guard let entry = origin.entry else { return true }
    let order = orders[entry]
    let allowed = origin.home.flatMap { permitted[$0] }
    return order.first { allowed?.contains($0) != false } == region
  }
}
