import Scenarios
import SimCore
import Testing

@Suite("Patience hazard")
struct PatienceHazardTests {
  private static let tiers = [
    HazardTier(from: .milliseconds(800), perSecond: 0.02),
    HazardTier(from: .seconds(2), perSecond: 0.10),
    HazardTier(from: .seconds(4), perSecond: 0.25),
  ]

  @Test func `survival falls as the integral of the hazard says`() throws {
    let hazard = PatienceHazard(Self.tiers)
    // At 5 s: 1.2 s at 0.02, 2 s at 0.10 and 1 s at 0.25.
    let survival = Elementary.exp(-(1.2 * 0.02 + 2 * 0.10 + 1 * 0.25))
    let delay = try #require(hazard.delay(atSurvival: survival))
    #expect((delay - .seconds(5)).nanoseconds.magnitude < 10)
  }

  @Test func `nobody hangs up before the first tier`() throws {
    let delay = try #require(PatienceHazard(Self.tiers).delay(atSurvival: 1 - 0x1p-53))
    #expect(delay >= .milliseconds(800))
  }

  @Test func `without a hazard nobody ever hangs up`() {
    #expect(PatienceHazard([]).delay(atSurvival: 0.000_001) == nil)
    #expect(PatienceHazard(perSecond: 0).delay(atSurvival: 0.000_001) == nil)
  }

  @Test func `a constant hazard is an exponential patience`() throws {
    let hazard = PatienceHazard(perSecond: 0.17)
    let delay = try #require(hazard.delay(atSurvival: 0.5))
    #expect((delay - .nanoseconds(4_077_336_356)).nanoseconds.magnitude < 100)
  }
}
