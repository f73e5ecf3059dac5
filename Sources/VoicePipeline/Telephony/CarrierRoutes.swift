package import SimCore

/// A carrier with the share of calls that it should get and the rate that it allows.
package struct CarrierMember: Sendable {
  package var carrier: any Carrier
  package var weight: Double
  package var callsPerSecond: Double
  /// Members of one name share that rate; nil for a member that has it to itself.
  package var pace: String?
  /// What a minute costs.
  package var pricePerMinute: Double
  /// The steps in which calls are billed.
  package var billingStep: Duration
  /// Where it ends, by its place in the run's `RegionMap`.
  package var region: Int?

  package init(
    carrier: any Carrier,
    weight: Double,
    callsPerSecond: Double,
    pace: String? = nil,
    pricePerMinute: Double = 0,
    billingStep: Duration = .zero,
    region: Int? = nil
  ) {
    self.region = region
    self.carrier = carrier
    self.weight = weight
    self.callsPerSecond = callsPerSecond
    self.pace = pace
    self.pricePerMinute = pricePerMinute
    self.billingStep = billingStep
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
  /// Pauses of the carrier's breaker when it was booked.
  fileprivate var pauses: Int
}

/// Which carrier takes which dial: within each one's calls-per-second limit, and past those that
/// are known to be ill.
package struct CarrierRoutes: Sendable {
  private let order: RouteOrder
  /// Nil where nobody counts regions.
  private let regions: RegionMap?
  /// Whether the nearest carrier that can take a dial gets it, and the order is for equals.
  private let prefersNear: Bool
  private let defect: PlantedDefect?
  /// Probes in a row that fail until a carrier is kept away from; nil where none is probed.
  private var probeFailures: Int?
  private var routes: [CarrierRoute]
  /// Each answers when the next dial of its routes may start, so that no carrier has to throttle.
  private var paces: [TokenBucket] = []

  package init(
    _ members: [CarrierMember],
    order: RouteOrder = .weighted,
    regions: RegionMap? = nil,
    prefersNear: Bool = false,
    breaker: BreakerSettings = BreakerSettings(),
    probeFailures: Int? = nil,
    defect: PlantedDefect? = nil
  ) {
    self.defect = defect
    self.probeFailures = probeFailures
    self.regions = regions
    self.prefersNear = prefersNear
    precondition(!members.isEmpty, "a dialer needs a carrier")
    self.order = order
    routes = []
    var names: [String] = []
    for member in members {
      let known = member.pace.flatMap { names.firstIndex(of: $0) }
      if known == nil {
        // Whole nanoseconds, rounded up: a carrier's own count must not see one call more.
        precondition(member.callsPerSecond > 0, "a carrier must let calls through")
        let calls = defect == .paceDoubled ? 2 * member.callsPerSecond : member.callsPerSecond
        let interval = Int64((1e9 / calls).rounded(.up))
        paces.append(TokenBucket(every: .nanoseconds(interval)))
        names.append(member.pace ?? "")
      }
      routes.append(CarrierRoute(member, pace: known ?? paces.count - 1, breaker))
    }
  }

  var tariffs: [LineTariff] {
    routes.map { LineTariff(perMinute: $0.member.pricePerMinute, step: $0.member.billingStep) }
  }

  var regionMap: RegionMap? { regions }

  /// In the order of the pool.
  var carriers: [any Carrier] { routes.map(\.member.carrier) }

  /// The first instant, not before `now`, at which a carrier takes a dial; the distant future while
  /// all wait for a probe.
  package func earliest(at now: SimInstant) -> SimInstant {
    routes.indices.reduce(.distantFuture) { min($0, earliest(for: $1, at: now)) }
  }

  /// Books the next dial; nil when every carrier is among those that were `tried`, or none takes it
  /// until the limit.
  ///
  /// It goes to the carrier that can start it first, among equals to the nearest to its region if
  /// that is preferred, and then to the one whose turn it is.
  package mutating func reserve(
    at now: SimInstant,
    to region: Int? = nil,
    except tried: [Int] = [],
    until limit: SimInstant = .distantFuture
  ) -> CarrierReservation? {
    var best: (route: Int, start: SimInstant, distance: Duration, rank: Double)?
    for index in routes.indices where !tried.contains(index) {
      let start = earliest(for: index, at: now)
      let distance = prefersNear ? distance(of: index, to: region) : .zero
      let rank = rank(of: index)
      if let best, (best.start, best.distance, best.rank) <= (start, distance, rank) { continue }
      best = (index, start, distance, rank)
    }
    guard let best, best.start <= limit, best.start < .distantFuture else { return nil }
    if order == .weighted { catchUp(to: routes[best.route].nextDue) }
    paces[routes[best.route].pace].take(at: best.start)
    routes[best.route].book(at: best.start)
    if let region, regions != nil {
      let distance = distance(of: best.route, to: region)
      routes[best.route].count(isNear: routes[best.route].member.region == region, distance)
    }
    let carrier = routes[best.route].member.carrier
    return CarrierReservation(
      route: best.route,
      carrier: carrier,
      start: best.start,
      pauses: routes[best.route].pauses
    )
  }

  /// Whether the carrier has begun to be kept away from since a dial was booked with it.
  package func isStale(_ reservation: CarrierReservation) -> Bool {
    routes[reservation.route].pauses != reservation.pauses
  }

  private func earliest(for index: Int, at now: SimInstant) -> SimInstant {
    paces[routes[index].pace].earliest(at: routes[index].earliest(at: now))
  }

  private func distance(of index: Int, to region: Int?) -> Duration {
    regions?.distance(from: routes[index].member.region, to: region) ?? .zero
  }

  /// Where a carrier ends; nil where that is not known.
  package func region(of route: Int) -> Int? { routes[route].member.region }

  /// The regions that the dials of a carrier went to.
  package func regionCounts(of route: Int) -> RegionCounts { routes[route].regionCounts }

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
    for index in routes.indices where routes[index].isAvoided {
      routes[index].waive(upTo: due)
    }
  }

  /// Learns from how a leg over a carrier began or ended.
  package mutating func learn(_ setup: CallSetup, of route: Int, at now: SimInstant) {
    if case .ended(let ending) = setup, let pause = ending.refusal?.retryAfter,
      defect != .retryAfterIgnored
    {
      return suspend(route, for: pause, at: now)
    }
    routes[route].note(.calls, at: now) { route in
      guard case .ended(let ending) = setup else { return route.breaker.succeeded() }
      switch ending.showsFailure {
      case true: route.breaker.failed(at: now)
      case false: route.breaker.succeeded()
      case nil: break
      }
    }
  }

  /// The carrier wants to be left alone for so long.
  package mutating func suspend(_ route: Int, for pause: Duration, at now: SimInstant) {
    guard defect != .retryAfterIgnored else { return }
    routes[route].note(.request, at: now) { $0.breaker.suspend(for: pause, at: now) }
  }

  /// Whether a carrier is kept away from.
  package func isAvoided(_ route: Int) -> Bool { routes[route].isAvoided }

  /// The times for which a carrier was kept away from.
  package func avoidances(of route: Int) -> [Avoidance] { routes[route].avoidances }
}

// What probes tell of a carrier.
extension CarrierRoutes {
  /// Takes note of a probe of a carrier; whether the carrier takes dials again because of it.
  ///
  /// A carrier that calls have found ill is tried by a probe rather than by somebody's call, once
  /// its pause is over.
  package mutating func probed(_ route: Int, isWell: Bool, at now: SimInstant) -> Bool {
    guard let probeFailures else { return false }
    let wasKept = routes[route].isKeptByProbes
    routes[route].note(.probes, at: now) { route in
      guard isWell else { return route.probeFailed(of: probeFailures) }
      route.probesFailed = 0
      route.isUnwell = false
      if route.breaker.isPauseOver(at: now) { route.breaker.succeeded() }
    }
    return wasKept && !routes[route].isKeptByProbes
  }

  /// Whether a carrier takes no dial until a probe has said that it is well.
  package func awaitsProbe(_ route: Int) -> Bool { routes[route].isKeptByProbes }

  /// A carrier is probed from now on.
  package mutating func beginProbing(_ route: Int) { routes[route].isProbed = true }

  /// No carrier is probed any more: those that are ill are tried by calls.
  package mutating func endProbing(at now: SimInstant) {
    for index in routes.indices {
      routes[index].note(.probes, at: now) { route in
        route.isProbed = false
        route.isUnwell = false
      }
    }
  }
}

private struct CarrierRoute: Sendable {
  let member: CarrierMember
  /// The place of its rate.
  let pace: Int
  var breaker: CircuitBreaker
  var isProbed = false
  /// In a row.
  var probesFailed = 0
  /// By its probes.
  var isUnwell = false
  private(set) var avoidances: [Avoidance] = []
  private(set) var regionCounts = RegionCounts()
  private var findings = 0
  private var dials = 0
  /// Of the dials that the carrier would have had while it was ill.
  private var waived = 0.0

  init(_ member: CarrierMember, pace: Int, _ settings: BreakerSettings) {
    self.member = member
    self.pace = pace
    breaker = CircuitBreaker(settings)
  }

  var isAvoided: Bool { isUnwell || breaker.isOpen }

  /// Whether the next dial waits for a probe.
  var isKeptByProbes: Bool { isUnwell || isProbed && breaker.awaitsTrial }

  /// Times that it has begun to be kept away from, and trials that have failed.
  var pauses: Int { breaker.pauses + findings }

  func earliest(at now: SimInstant) -> SimInstant {
    isKeptByProbes ? .distantFuture : breaker.earliest(at: now)
  }

  mutating func book(at start: SimInstant) {
    breaker.begin(at: start)
    dials += 1
  }

  mutating func count(isNear: Bool, _ distance: Duration) {
    regionCounts.near += isNear ? 1 : 0
    regionCounts.far += isNear ? 0 : 1
    regionCounts.distance += distance
  }

  mutating func probeFailed(of most: Int) {
    probesFailed += 1
    guard probesFailed >= most, !isUnwell else { return }
    isUnwell = true
    findings += 1
  }

  /// Learns something, and writes down if the carrier is kept away from since, or no longer.
  mutating func note(
    _ cause: AvoidanceCause,
    at now: SimInstant,
    _ learn: (inout CarrierRoute) -> Void
  ) {
    let wasAvoided = isAvoided
    learn(&self)
    if isAvoided, !wasAvoided { avoidances.append(Avoidance(cause: cause, start: now)) }
    if wasAvoided, !isAvoided, let last = avoidances.indices.last { avoidances[last].end = now }
  }

  /// The share of all dials that would be due after one more dial.
  var nextDue: Double { waived + Double(dials + 1) / member.weight }

  mutating func waive(upTo due: Double) { waived += max(due - nextDue, 0) }
}
