import SimCore
import Testing
import VoicePipeline

@Suite("Pacing")
struct PacerTests {
  /// Dials as fast as the pacer allows, each call ending at once, until the end.
  private func dials(
    _ pacer: inout Pacer,
    from start: SimInstant = .zero,
    until end: SimInstant,
    refusal: (Int, SimInstant) -> Bool = { _, _ in false }
  ) -> [SimInstant] {
    var now = start
    var result: [SimInstant] = []
    while true {
      now = pacer.earliest(at: now)
      guard now < end else { return result }
      pacer.dialled(at: now)
      pacer.ended()
      if refusal(result.count, now) { pacer.throttled(at: now) }
      result.append(now)
      now = SimInstant(nanoseconds: now.nanoseconds + 1)
    }
  }

  @Test func `a bucket lets its burst out at once, and then its rate`() {
    var pacer = Pacer(.bucket(callsPerSecond: 30, burst: 30))
    let made = dials(&pacer, until: .seconds(10))
    #expect(made.count { $0 < SimInstant(nanoseconds: 1_000_000) } == 30)
    #expect(made.count == 30 + 299)
  }

  @Test func `a refusal halves the rate, and it grows back by the same amount in every second`() {
    let settings = BackOffSettings(
      rateMax: 10,
      rateMin: 0.1,
      increase: 0.5,
      decrease: 0.5,
      hold: .seconds(2)
    )
    var pacer = Pacer(.backOff(settings))
    #expect(pacer.rate(at: .seconds(5)) == 10)
    pacer.throttled(at: .seconds(5))
    #expect(pacer.rate(at: .seconds(5)) == 5)
    // Answers to dials from before the cut do not cut again.
    pacer.throttled(at: .seconds(6))
    #expect(pacer.rate(at: .seconds(7)) == 6)
    pacer.throttled(at: .seconds(7))
    #expect(pacer.rate(at: .seconds(7)) == 3)
    #expect(pacer.rate(at: .seconds(17)) == 8)
    #expect(pacer.rate(at: .seconds(60)) == 10)
    for second in 70..<100 { pacer.throttled(at: .seconds(second * 3)) }
    // Cut every 3 s, the rate comes to r = (r + 3 x 0.5) / 2.
    #expect(pacer.rate(at: .seconds(297)).map { abs($0 - 1.5) < 1e-6 } == true)
  }

  @Test func `two that back off from a shared limit come to equal shares of it`() throws {
    let settings = BackOffSettings(
      rateMax: 20,
      rateMin: 0.1,
      increase: 0.2,
      decrease: 0.5,
      hold: .seconds(1)
    )
    var pacers = [Pacer(.backOff(settings)), Pacer(.backOff(settings))]
    // The second one starts from a fraction of the first one's rate.
    for step in 0..<4 { pacers[1].throttled(at: .seconds(step * 2)) }
    var limit = RollingWindowLimiter(limit: 10, window: .seconds(1))
    var counts = [0, 0]
    var now = SimInstant.seconds(8)
    while now < .seconds(1_800) {
      let next = pacers.map { $0.earliest(at: now) }
      let turn = next[0] <= next[1] ? 0 : 1
      now = next[turn]
      pacers[turn].dialled(at: now)
      pacers[turn].ended()
      // Both hear of a full carrier, as in AIMD's analysis.
      if limit.admit(at: now) {
        counts[turn] += 1
      } else {
        for index in pacers.indices { pacers[index].throttled(at: now) }
      }
    }
    let share = Double(counts[0]) / Double(counts[0] + counts[1])
    #expect(abs(share - 0.5) < 0.03)
    // A saw tooth between half and all of the limit, in the mean three quarters.
    let rate = Double(counts[0] + counts[1]) / 1_792
    #expect(rate > 6.5 && rate < 9)
  }

  @Test func `after a refusal one call at a time, until none came for long enough`() {
    var pacer = Pacer(.oneAtATime(calm: .seconds(300)))
    pacer.dialled(at: .zero)
    #expect(pacer.earliest(at: .seconds(1)) == .seconds(1))
    pacer.dialled(at: .seconds(1))
    pacer.throttled(at: .seconds(2))
    pacer.ended()
    // The other call is still underway.
    #expect(pacer.earliest(at: .seconds(3)) == .seconds(302))
    pacer.ended()
    #expect(pacer.earliest(at: .seconds(4)) == .seconds(4))
    pacer.dialled(at: .seconds(4))
    pacer.throttled(at: .seconds(100))
    #expect(pacer.earliest(at: .seconds(101)) == .seconds(400))
    #expect(pacer.earliest(at: .seconds(400)) == .seconds(400))
    #expect(pacer.heldToOne(until: .seconds(200)) == .seconds(198))
    #expect(pacer.heldToOne(until: .seconds(1_000)) == .seconds(398))
    pacer.throttled(at: .seconds(900))
    #expect(pacer.heldToOne(until: .seconds(1_300)) == .seconds(698))
  }

  @Test func `an open pace never waits`() {
    var pacer = Pacer(.open)
    for second in 0..<50 {
      pacer.throttled(at: .seconds(second))
      #expect(pacer.earliest(at: .seconds(second)) == .seconds(second))
      pacer.dialled(at: .seconds(second))
    }
    #expect(pacer.heldToOne(until: .seconds(60)) == .zero)
  }
}
