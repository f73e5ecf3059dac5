package import SimCore

/// A carrier with the share of calls that it should get and the rate that it allows.
package struct CarrierMember: Sendable {
  package var carrier: any Carrier
  package var weight: Double
  package var callsPerSecond: Double
  /// What a minute costs; of account for the cheapest route only.
  package var pricePerMinute: Double

  package init(
    carrier: any Carrier,
    weight: Double,
    callsPerSecond: Double,
    pricePerMinute: Double = 0
  ) {
    self.carrier = carrier
    self.weight = weight
    self.callsPerSecond = callsPerSecond
    self.pricePerMinute = pricePerMinute
  }
}

/// Which of the carriers that can take a dial gets it.
package enum RouteOrder: String, Sendable, Hashable, Codable, CaseIterable {
  /// Each its share of the dials.
  case weighted
  /// The cheapest, and a dearer one for what it cannot take.
  case cheapest
  /// The first of the list, and a later one for what it cannot take.
  case listed
}

/// A dial that is booked with a carrier.
package struct CarrierReservation: Sendable {
  /// The carrier's place in the pool.
  package var route: Int
  package var carrier: any Carrier
  /// When the dial may start.
  package var start: SimInstant
}

/// Which carrier takes which dial: within each one's calls-per-second limit, and past those that
/// are known to be ill.
package struct CarrierRoutes: Sendable {
  private let order: RouteOrder
  private var routes: [CarrierRoute]

  package init(
    _ members: [CarrierMember],
    order: RouteOrder = .weighted,
    breaker: BreakerSettings = BreakerSettings()
  ) {
    precondition(!members.isEmpty, "a dialer needs a carrier")
    self.order = order
    routes = members.map { CarrierRoute($0, breaker) }
  }

  /// The first instant, not before `now`, at which a carrier takes a dial.
  package func earliest(at now: SimInstant) -> SimInstant {
    routes.reduce(.distantFuture) { min($0, $1.earliest(at: now)) }
  }

  /// Books the next dial; nil when every carrier is among those that were `tried`.
  ///
  /// It goes to the carrier that can start it first, among equals to the one whose turn it is.
  package mutating func reserve(
    at now: SimInstant,
    except tried: [Int] = []
  ) -> CarrierReservation? {
    var best: (route: Int, start: SimInstant, rank: Double)?
    for index in routes.indices where !tried.contains(index) {
      let start = routes[index].earliest(at: now)
      let rank = rank(of: index)
      if let best, (best.start, best.rank) <= (start, rank) { continue }
      best = (index, start, rank)
    }
    guard let best else { return nil }
    if order == .weighted { catchUp(to: routes[best.route].nextDue) }
    routes[best.route].book(at: best.start)
    let carrier = routes[best.route].member.carrier
    return CarrierReservation(route: best.route, carrier: carrier, start: best.start)
  }

  /// The less, the sooner is it the carrier's turn.
  private func rank(of index: Int) -> Double {
    switch order {
    case .weighted: routes[index].nextDue
    case .cheapest: routes[index].member.pricePerMinute
    case .listed: Double(index)
    }
  }

  /// A carrier that is ill is owed nothing: when it is back, it gets its share and no more.
  private mutating func catchUp(to due: Double) {
    for index in routes.indices where routes[index].breaker.isOpen {
      routes[index].waive(upTo: due)
    }
  }

  /// Learns from how a leg over a carrier began or ended.
  package mutating func learn(_ setup: CallSetup, of route: Int, at now: SimInstant) {
    guard case .ended(let ending) = setup else { return routes[route].breaker.succeeded() }
    if let pause = ending.refusal?.retryAfter {
      return routes[route].breaker.suspend(for: pause, at: now)
    }
    switch ending.showsFailure {
    case true: routes[route].breaker.failed(at: now)
    case false: routes[route].breaker.succeeded()
    case nil: break
    }
  }

  /// Whether a carrier is kept away from.
  package func isAvoided(_ route: Int) -> Bool { routes[route].breaker.isOpen }
}

private struct CarrierRoute: Sendable {
  let member: CarrierMember
  /// Answers when the next dial may start, so that the carrier never has to throttle.
  private var limiter: TokenBucket
  var breaker: CircuitBreaker
  private var dials = 0
  /// Of the dials that the carrier would have had while it was ill.
  private var waived = 0.0

  init(_ member: CarrierMember, _ settings: BreakerSettings) {
    self.member = member
    breaker = CircuitBreaker(settings)
    precondition(member.callsPerSecond > 0, "a carrier must let calls through")
    // Whole nanoseconds, rounded up: a carrier's own count must not see one call more.
    limiter = TokenBucket(every: .nanoseconds(Int64((1e9 / member.callsPerSecond).rounded(.up))))
  }

  func earliest(at now: SimInstant) -> SimInstant {
    limiter.earliest(at: breaker.earliest(at: now))
  }

  mutating func book(at start: SimInstant) {
    limiter.take(at: start)
    breaker.begin(at: start)
    dials += 1
  }

  /// The share of all dials that would be due after one more dial.
  var nextDue: Double { waived + Double(dials + 1) / member.weight }

  mutating func waive(upTo due: Double) { waived += max(due - nextDue, 0) }
}
