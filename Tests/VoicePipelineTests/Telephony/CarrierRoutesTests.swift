import SimCore
import Testing
import VoicePipeline

private struct FakeCarrier: Carrier {
  let name: String
  func invite(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {}
  func resume(_ call: CallID, for leg: any CarrierEventReceiver) {}
  func cancel(_ call: CallID) {}
  func hangUp(_ call: CallID) {}
}

@Suite("Carrier routes")
struct CarrierRoutesTests {
  private static let silence = CallSetup.ended(LegEnding(.carrierFailure, isSilent: true))

  private static func routes(
    _ members: [(String, weight: Double, cps: Double)],
    order: RouteOrder = .weighted,
    prices: [Double] = []
  ) -> CarrierRoutes {
    CarrierRoutes(
      members.enumerated().map { index, member in
        CarrierMember(
          carrier: FakeCarrier(name: member.0),
          weight: member.weight,
          callsPerSecond: member.cps,
          pricePerMinute: prices.isEmpty ? 0 : prices[index]
        )
      },
      order: order
    )
  }

  private static func next(
    _ routes: inout CarrierRoutes,
    at now: SimInstant = .zero
  ) throws -> CarrierReservation {
    let reservation = routes.reserve(at: now)
    return try #require(reservation)
  }

  private static func second(_ second: Int) -> SimInstant {
    SimInstant(nanoseconds: Int64(second) * 1_000_000_000)
  }

  /// Expects each carrier to get so many of a dial a second.
  private static func expect(
    _ expected: [Int],
    of routes: inout CarrierRoutes,
    _ seconds: Range<Int>
  ) throws {
    var counts = [0, 0, 0]
    for second in seconds {
      let now = Self.second(second)
      let reservation = try Self.next(&routes, at: now)
      #expect(reservation.start == now)
      counts[reservation.route] += 1
    }
    #expect(counts == expected)
  }

  @Test func `dials are spread by weight when no carrier is at its limit`() throws {
    var routes = Self.routes([("north", 3, 100), ("south", 1, 100)])
    try Self.expect([300, 100, 0], of: &routes, 0..<400)
  }

  @Test func `no carrier is ever asked for more than its calls per second`() throws {
    var routes = Self.routes([("north", 5, 7), ("south", 1, 3)])
    var starts: [String: [Int64]] = [:]
    for _ in 0..<500 {
      let reservation = try Self.next(&routes)
      starts[reservation.carrier.name, default: []].append(reservation.start.nanoseconds)
    }
    for (name, limit) in [("north", 7), ("south", 3)] {
      let times = (starts[name] ?? []).sorted()
      #expect(times.count > limit)
      for index in limit..<times.count {
        #expect(times[index] - times[index - limit] >= 1_000_000_000, "\(name) at \(index)")
      }
    }
  }

  @Test func `carriers of one account are dialled at its rate together`() throws {
    let members = ["north", "south"].map {
      CarrierMember(
        carrier: FakeCarrier(name: $0),
        weight: 1,
        callsPerSecond: 1,
        pace: "account acme"
      )
    }
    var routes = CarrierRoutes(members)
    let starts = try (0..<4).map { _ in try Self.next(&routes).start }
    #expect(starts == (0..<4).map(Self.second))
  }

  @Test func `the cheapest carrier gets what it can take, and a dearer one the rest`() throws {
    var routes = Self.routes(
      [("dear", 1, 1), ("cheap", 1, 1), ("dearest", 1, 1)],
      order: .cheapest,
      prices: [0.02, 0.01, 0.03]
    )
    var names: [String] = []
    for _ in 0..<3 { names.append(try Self.next(&routes).carrier.name) }
    #expect(names == ["cheap", "dear", "dearest"])
    var listed = Self.routes([("first", 1, 1), ("second", 9, 1)], order: .listed)
    names = []
    for _ in 0..<2 { names.append(try Self.next(&listed).carrier.name) }
    #expect(names == ["first", "second"])
  }

  @Test func `a carrier that fails is kept away from, and is owed nothing later`() throws {
    var routes = Self.routes([("north", 1, 100), ("south", 1, 100)])
    for _ in 0..<3 { routes.learn(Self.silence, of: 0, at: .zero) }
    #expect(routes.isAvoided(0))
    try Self.expect([0, 5, 0], of: &routes, 0..<5)
    // One trial, and nothing else before its result.
    try Self.expect([1, 3, 0], of: &routes, 5..<9)
    routes.learn(.ended(LegEnding(.busy, refusal: CarrierRefusal(.busyHere))), of: 0, at: .zero)
    #expect(!routes.isAvoided(0))
    try Self.expect([51, 49, 0], of: &routes, 10..<110)
  }

  @Test func `what a callee does says nothing against the carrier`() {
    var routes = Self.routes([("north", 1, 100)])
    for code in [404, 486, 480, 603, 607] {
      for _ in 0..<20 {
        let refusal = CarrierRefusal(SIPResponse(code))
        routes.learn(.ended(LegEnding(.busy, refusal: refusal)), of: 0, at: .zero)
      }
      #expect(!routes.isAvoided(0), "\(code)")
    }
    let full = CarrierRefusal(.serviceUnavailable, isThrottled: true)
    for _ in 0..<20 { routes.learn(.ended(LegEnding(.throttled, refusal: full)), of: 0, at: .zero) }
    #expect(!routes.isAvoided(0))
  }

  @Test func `Retry-After is kept to the nanosecond`() throws {
    var routes = Self.routes([("north", 1, 100)])
    let refusal = CarrierRefusal(.serviceUnavailable, retryAfter: .seconds(30))
    let ending = LegEnding(.carrierFailure, refusal: refusal)
    routes.learn(.ended(ending), of: 0, at: Self.second(10))
    let next = try Self.next(&routes, at: Self.second(11))
    #expect(next.start == Self.second(40))
  }

  @Test func `a dial is offered to each carrier once`() throws {
    var routes = Self.routes([("north", 1, 100), ("south", 1, 100), ("east", 1, 100)])
    var tried: [Int] = []
    while let next = routes.reserve(at: Self.second(1), except: tried) { tried.append(next.route) }
    #expect(tried.sorted() == [0, 1, 2])
  }
}
