import SimCore
import Testing
import VoicePipeline

@Suite("Region routing")
struct RegionRoutingTests {
  /// Two regions of people, and two of pods; the people of the second may stay there only.
  private static func routing(overflows: Bool = true) -> RegionRouting {
    RegionRouting(
      orders: [[0, 1], [1, 0], [0, 1]],
      permitted: [nil, [1]],
      overflows: overflows,
      connectTimeout: .seconds(3),
      losses: [loss]
    )
  }

  private static let loss = RegionLoss(
    region: 0,
    start: .zero.advanced(by: .seconds(100)),
    end: .zero.advanced(by: .seconds(200)),
    detection: .seconds(30)
  )

  private static func second(_ second: Int) -> SimInstant { .zero.advanced(by: .seconds(second)) }

  @Test func `the nearest comes first, and what may not take a call never`() {
    let routing = Self.routing()
    let (first, second) = (CallOrigin(entry: 0, home: 0), CallOrigin(entry: 1, home: 1))
    #expect(routing.candidates(for: first, at: .zero) == [0, 1])
    #expect(routing.candidates(for: second, at: .zero) == [1])
    #expect(routing.candidates(for: CallOrigin(entry: 0, home: 1), at: .zero) == [1])
    #expect(routing.candidates(for: CallOrigin(), at: .zero) == [0, 1])
    #expect(Self.routing(overflows: false).candidates(for: first, at: .zero) == [0])
    #expect(Self.routing(overflows: false).candidates(for: CallOrigin(), at: .zero) == [0, 1])
    #expect(routing.isNearest(1, for: CallOrigin(entry: 0, home: 1)))
    #expect(!routing.isNearest(0, for: CallOrigin(entry: 0, home: 1)))
    #expect([0, 1].allSatisfy { routing.isNearest($0, for: CallOrigin()) })
  }

  @Test func `a region that goes is asked until that is known, and not until its return is`() {
    let routing = Self.routing()
    let origin = CallOrigin(entry: 0, home: 0)
    let seconds = [99, 100, 129, 130, 199, 200, 229, 230]
    let asked = seconds.map { routing.candidates(for: origin, at: Self.second($0)).contains(0) }
    #expect(asked == [true, true, true, false, false, false, false, true])
    let silent = seconds.map { routing.isSilent(0, at: Self.second($0)) }
    #expect(silent == [false, true, true, false, false, false, false, false])
  }

  @Test func `what is back before anybody notices was never gone to them`() {
    var short = Self.loss
    short.end = Self.second(120)
    #expect([110, 125, 145].map { short.isKnown(at: Self.second($0)) } == [false, false, false])
    #expect(short.isLasting(at: Self.second(110)) && !short.isLasting(at: Self.second(120)))
  }
}
