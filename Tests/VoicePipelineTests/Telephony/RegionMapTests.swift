import SimCore
import Testing
import VoicePipeline

@Suite("Regions of carriers")
struct RegionMapTests {
  private struct PlacedCarrier: Carrier {
    let name: String
    func invite(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {}
    func resume(_ call: CallID, for leg: any CarrierEventReceiver) {}
    func cancel(_ call: CallID) {}
    func hangUp(_ call: CallID) {}
  }

  private static func zone(_ name: String) throws -> ZoneID {
    try #require(ZoneTable.zone(named: name))
  }

  private static func map() throws -> RegionMap {
    RegionMap(
      places: [
        RegionMap.Place(name: "east", zones: [try zone("America/New_York")]),
        RegionMap.Place(name: "west", zones: [try zone("America/Los_Angeles")]),
        RegionMap.Place(name: "middle", zones: [try zone("America/Chicago")]),
      ],
      pairs: [RegionMap.Pair("east", "middle", delay: .milliseconds(12))],
      far: .milliseconds(30)
    )
  }

  /// One carrier in the east, two in the west, and one nowhere.
  private static func routes(cps: Double = 100) throws -> CarrierRoutes {
    CarrierRoutes(
      [("east", 0), ("west", 1), ("west too", 1), ("nowhere", nil)].map { name, region in
        CarrierMember(
          carrier: PlacedCarrier(name: name),
          weight: name == "west" ? 3 : 1,
          callsPerSecond: cps,
          region: region
        )
      },
      regions: try map(),
      prefersNear: true,
      probeFailures: 1
    )
  }

  @Test func `distances hold in both directions, and are none within a region`() throws {
    let map = try Self.map()
    #expect(map.distance(from: 0, to: 0) == .zero)
    #expect(map.distance(from: 0, to: 2) == .milliseconds(12))
    #expect(map.distance(from: 2, to: 0) == .milliseconds(12))
    #expect(map.distance(from: 0, to: 1) == .milliseconds(30))
    #expect(map.distance(from: nil, to: 1) == .milliseconds(30))
    #expect(map.distance(from: 1, to: nil) == .zero)
  }

  @Test func `somebody of several zones is in the region of the first that has one`() throws {
    let map = try Self.map()
    let denver = try Self.zone("America/Denver")
    #expect(map.region(of: [denver, try Self.zone("America/Los_Angeles")]) == 1)
    #expect(map.region(of: [denver]) == nil)
    #expect(map.region(of: []) == nil)
  }

  @Test func `the nearest carrier gets the dial, and equals share by their weights`() throws {
    var routes = try Self.routes()
    var counts = [0, 0, 0, 0]
    for second in 0..<400 {
      let now = SimInstant(nanoseconds: Int64(second) * 1_000_000_000)
      let next = routes.reserve(at: now, to: second % 2)
      counts[try #require(next).route] += 1
    }
    #expect(counts == [200, 150, 50, 0])
    #expect(routes.regionCounts(of: 0).near == 200)
    #expect((0..<4).reduce(0) { $0 + routes.regionCounts(of: $1).far } == 0)
  }

  @Test func `a carrier at its limit leaves the dial to the next nearest`() throws {
    var routes = try Self.routes(cps: 1)
    var order: [Int] = []
    for _ in 0..<4 {
      let next = routes.reserve(at: .zero, to: 2)
      order.append(try #require(next).route)
    }
    // East is 12 ms from the middle, all others 30 ms: those by their turns.
    #expect(order.first == 0)
    #expect(Set(order) == [0, 1, 2, 3])
    let counts = (0..<4).map { routes.regionCounts(of: $0) }
    #expect(counts.allSatisfy { $0.near == 0 && $0.far == 1 })
    #expect(counts.map(\.mean) == [12, 30, 30, 30].map { .milliseconds($0) })
  }

  @Test func `a carrier that is kept away from leaves the dial to a farther one`() throws {
    var routes = try Self.routes()
    for route in 0..<4 { routes.beginProbing(route) }
    _ = routes.probed(0, isWell: false, at: .zero)
    let next = routes.reserve(at: .zero, to: 0)
    #expect(try #require(next).route != 0)
    let isBack = routes.probed(0, isWell: true, at: .zero)
    #expect(isBack)
    let after = routes.reserve(at: .zero, to: 0)
    #expect(after?.route == 0)
  }
}
