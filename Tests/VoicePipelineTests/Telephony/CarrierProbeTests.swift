import SimCore
import Testing
import VoicePipeline

@Suite("Carrier probes")
struct CarrierProbeTests {
  private struct ProbedCarrier: Carrier {
    let name: String
    func invite(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {}
    func resume(_ call: CallID, for leg: any CarrierEventReceiver) {}
    func cancel(_ call: CallID) {}
    func hangUp(_ call: CallID) {}
  }

  private static let silence = CallSetup.ended(LegEnding(.carrierFailure, isSilent: true))

  private static func second(_ second: Int) -> SimInstant {
    SimInstant(nanoseconds: Int64(second) * 1_000_000_000)
  }

  private static func routes() -> CarrierRoutes {
    var routes = CarrierRoutes(
      ["north", "south"].map {
        CarrierMember(carrier: ProbedCarrier(name: $0), weight: 1, callsPerSecond: 100)
      },
      probeFailures: 3
    )
    for route in 0..<2 { routes.beginProbing(route) }
    return routes
  }

  @Test func `three probes in a row that fail keep dials away, and one that succeeds ends it`() {
    var routes = Self.routes()
    for (second, isWell) in [false, false, true, false, false].enumerated() {
      let isBack = routes.probed(0, isWell: isWell, at: Self.second(second))
      #expect(!isBack)
    }
    #expect(!routes.isAvoided(0))
    _ = routes.probed(0, isWell: false, at: Self.second(5))
    #expect(routes.isAvoided(0))
    for second in 6..<60 {
      let reservation = routes.reserve(at: Self.second(second))
      #expect(reservation?.route == 1)
    }
    let isBack = routes.probed(0, isWell: true, at: Self.second(60))
    #expect(isBack)
    let next = routes.reserve(at: Self.second(60))
    #expect(next?.route == 0)
    let avoidance = Avoidance(cause: .probes, start: Self.second(5), end: Self.second(60))
    #expect(routes.avoidances(of: 0) == [avoidance])
  }

  @Test func `a carrier that calls have found ill is tried by a probe, once its pause is over`() {
    var routes = Self.routes()
    for _ in 0..<3 { routes.learn(Self.silence, of: 0, at: .zero) }
    // The pause is 5 s: without probes the next call would be the trial.
    for second in 0..<20 {
      let reservation = routes.reserve(at: Self.second(second))
      #expect(reservation?.route == 1)
    }
    let isEarly = routes.probed(0, isWell: true, at: Self.second(4))
    #expect(!isEarly && routes.isAvoided(0))
    let isBack = routes.probed(0, isWell: true, at: Self.second(5))
    #expect(isBack && !routes.isAvoided(0))
    #expect(routes.avoidances(of: 0).first?.cause == .calls)
  }

  @Test func `a carrier that asked to be left alone needs no probe afterwards`() {
    var routes = Self.routes()
    let refusal = CarrierRefusal(.serviceUnavailable, retryAfter: .seconds(30))
    for route in 0..<2 {
      routes.learn(
        .ended(LegEnding(.carrierFailure, refusal: refusal)),
        of: route,
        at: .zero
      )
    }
    #expect(routes.earliest(at: Self.second(1)) == Self.second(30))
  }

  @Test func `while all carriers wait for probes no dial is booked, until probing ends`() {
    var routes = Self.routes()
    for route in 0..<2 {
      for second in 0..<3 { _ = routes.probed(route, isWell: false, at: Self.second(second)) }
    }
    #expect(routes.earliest(at: Self.second(3)) == .distantFuture)
    let none = routes.reserve(at: Self.second(3))
    #expect(none == nil)
    routes.endProbing(at: Self.second(4))
    #expect(routes.earliest(at: Self.second(4)) == Self.second(4))
  }

  @Test func `a dial that was booked before probes failed is booked anew`() throws {
    var routes = Self.routes()
    let reservation = routes.reserve(at: .zero)
    let booked = try #require(reservation)
    for second in 0..<3 {
      #expect(!routes.isStale(booked))
      _ = routes.probed(booked.route, isWell: false, at: Self.second(second))
    }
    #expect(routes.isStale(booked))
  }

  @Test func `any answer but a timeout or a server error says that a carrier is there`() {
    for code in [200, 401, 403, 404, 405, 486, 501, 603] {
      #expect(SIPResponse(code).saysWell, "\(code)")
    }
    for code in [408, 500, 502, 503, 504] { #expect(!SIPResponse(code).saysWell, "\(code)") }
  }
}
