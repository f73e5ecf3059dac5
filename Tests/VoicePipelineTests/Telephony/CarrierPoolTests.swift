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

@Suite("Carrier pool")
struct CarrierPoolTests {
  private static func pool(_ members: [(String, weight: Double, cps: Double)]) -> CarrierPool {
    CarrierPool(
      members.map {
        CarrierMember(
          carrier: FakeCarrier(name: $0.0),
          weight: $0.weight,
          callsPerSecond: $0.cps
        )
      }
    )
  }

  @Test func `dials are spread by weight when no carrier is at its limit`() {
    var pool = Self.pool([("north", 3, 100), ("south", 1, 100)])
    var north = 0
    for second in 0..<400 {
      let now = SimInstant(nanoseconds: Int64(second) * 1_000_000_000)
      let (carrier, start) = pool.reserve(at: now)
      #expect(start == now)
      if carrier.name == "north" { north += 1 }
    }
    #expect(north == 300)
  }

  @Test func `no carrier is ever asked for more than its calls per second`() {
    var pool = Self.pool([("north", 5, 7), ("south", 1, 3)])
    var starts: [String: [Int64]] = [:]
    for _ in 0..<500 {
      let (carrier, start) = pool.reserve(at: .zero)
      starts[carrier.name, default: []].append(start.nanoseconds)
    }
    for (name, limit) in [("north", 7), ("south", 3)] {
      let times = (starts[name] ?? []).sorted()
      #expect(times.count > limit)
      for index in limit..<times.count {
        #expect(times[index] - times[index - limit] >= 1_000_000_000, "\(name) at \(index)")
      }
    }
  }
}
