import SimCore
import Testing
import VoicePipeline

@Suite("Rate profiles")
struct RateProfileTests {
  private func plan(
    _ process: ArrivalProcess,
    rate: Double,
    _ profile: RateProfile,
    offset: Duration = .zero,
    seed: UInt64 = 1
  ) -> ArrivalPlan {
    ArrivalPlan(
      process: process,
      callsPerSecond: rate,
      profile: profile,
      offset: offset,
      draws: DrawKey(seed: seed)
    )
  }

  private func instants(_ plan: ArrivalPlan, until end: SimInstant) -> [SimInstant] {
    var plan = plan
    var result: [SimInstant] = []
    while let next = plan.next(), next < end { result.append(next) }
    return result
  }

  @Test func `a ramp plans half of what the full rate would, and the k-th dial where t² says`() {
    let ramp = RateProfile(RateProfile.ramp(over: .seconds(100)))
    let planned = instants(plan(.constant, rate: 4, ramp), until: .seconds(100))
    #expect(planned.count == 200)
    for (index, instant) in planned.enumerated() {
      // The area under a rate of 4 t / 100 is t² / 50: the k-th dial is at the root of 50 k.
      let expected = (50 * Double(index)).squareRoot()
      #expect(abs(Double(instant.nanoseconds) / 1e9 - expected) < 1e-6, "dial \(index)")
    }
  }

  @Test func `a surge multiplies the dials of its time, and leaves those before as they are`() {
    let surge = RateProfile(RateProfile.surge(by: 5, at: .seconds(100), for: .seconds(50)))
    let planned = instants(plan(.constant, rate: 2, surge), until: .seconds(250))
    let plain = instants(plan(.constant, rate: 2, RateProfile()), until: .seconds(100))
    #expect(Array(planned.prefix(200)) == plain)
    #expect(planned.count { $0 >= .seconds(100) && $0 < .seconds(150) } == 500)
    #expect(planned.count { $0 >= .seconds(150) } == 200)
  }

  @Test func `a Poisson stream has the mean of its profile, and exponential gaps on its clock`() {
    let points = RateProfile.surge(by: 8, at: .seconds(600), for: .seconds(300))
    let surge = RateProfile(points)
    var counts: [Double] = []
    for seed in 0..<200 as Range<UInt64> {
      let planned = instants(plan(.poisson, rate: 0.5, surge, seed: seed), until: .seconds(1_800))
      counts.append(Double(planned.count))
    }
    // 0.5 x (600 + 8 x 300 + 900) = 1,950, each run with a variance as large.
    let mean = counts.reduce(0, +) / Double(counts.count)
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(counts.count - 1)
    #expect(abs(mean - 1_950) < 3 * (1_950.0 / 200).squareRoot())
    // The variance of 200 such variances is 1,950² x 2 / 199.
    #expect(abs(variance - 1_950) < 4 * 1_950 * (2.0 / 199).squareRoot())
  }

  @Test func `a plan that begins late is the same plan, later`() {
    for process in ArrivalProcess.allCases {
      let early = instants(plan(process, rate: 3, RateProfile()), until: .seconds(50))
      let late = instants(
        plan(process, rate: 3, RateProfile(), offset: .seconds(20)),
        until: .seconds(70)
      )
      #expect(late == early.map { $0.advanced(by: .seconds(20)) })
    }
  }

  @Test func `a rate that ends at nothing plans no more dials`() {
    let ending = RateProfile([
      .init(at: .zero, factor: 1), .init(at: .seconds(10), factor: 1),
      .init(at: .seconds(20), factor: 0),
    ])
    var plan = plan(.constant, rate: 2, ending)
    var count = 0
    while plan.next() != nil { count += 1 }
    // 20 dials of the flat part, 10 of the slope, and the first one at zero.
    #expect(count == 31)
    #expect(ending.factor(at: .seconds(15)) == 0.5)
    #expect(ending.factor(at: .seconds(30)) == 0)
  }

  @Test func `the inverse and the factor agree: a numerical integral gives the area back`() {
    let key = DrawKey(seed: 3)
    for index in 0..<50 as Range<UInt64> {
      var time = Duration.zero
      let points = (0..<6 as Range<UInt64>).map { step -> RateProfile.Point in
        time += .milliseconds(key.below(9_000, .step, index * 6 + step))
        return RateProfile.Point(at: time, factor: 0.1 + key.uniform(.factor, index * 6 + step))
      }
      let profile = RateProfile(points)
      let area = 40 * key.uniform(.area, index)
      guard let end = profile.time(ofArea: area) else {
        Issue.record("an area of \(area) is never reached")
        continue
      }
      let steps = 20_000
      let width = end / steps
      let sum = (0..<steps).reduce(0.0) { $0 + profile.factor(at: width * $1 + width / 2) }
      let integral = sum * Double(width.nanoseconds) / 1e9
      #expect(abs(integral - area) < 1e-3 * max(area, 1), "profile \(index)")
    }
  }
}

extension Purpose {
  fileprivate static let step = Purpose("test.profile_step")
  fileprivate static let factor = Purpose("test.profile_factor")
  fileprivate static let area = Purpose("test.profile_area")
}
