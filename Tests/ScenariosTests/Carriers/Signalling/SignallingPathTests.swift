import Scenarios
import SimCore
import Testing

@Suite("Signalling path")
struct SignallingPathTests {
  @Test func `a lost segment costs a retransmission time-out, and nothing overtakes it`() {
    var late = 0
    for seed in 0..<40 as Range<UInt64> {
      var path = SignallingPath(
        transport: .tcp,
        delay: .milliseconds(20),
        reorderMax: .milliseconds(100),
        draws: DrawKey(seed: seed)
      )
      var last = SimInstant.zero
      for step in 0..<50 as Range<Int64> {
        let now = SimInstant(nanoseconds: step * 10_000_000)
        let quality = SignallingQuality(loss: 0.1, duplicates: 1, reorder: 1)
        let arrivals = path.arrivals(from: .dialer, at: now, over: quality)
        #expect(arrivals.count == 1 && arrivals[0] >= last, "seed \(seed)")
        if now.duration(to: arrivals[0]) >= .milliseconds(220) { late += 1 }
        last = arrivals[0]
      }
    }
    #expect(late > 40 * 50 / 20)
  }

  @Test func `shares of lost and doubled messages are what they are said to be`() {
    var (lost, doubled, held) = (0, 0, 0)
    let quality = SignallingQuality(loss: 0.1, duplicates: 0.2, reorder: 0.3)
    for seed in 0..<2_000 as Range<UInt64> {
      var path = SignallingPath(
        transport: .udp,
        delay: .milliseconds(20),
        reorderMax: .milliseconds(100),
        draws: DrawKey(seed: seed)
      )
      for _ in 0..<100 {
        let arrivals = path.arrivals(from: .carrier, at: .zero, over: quality)
        if arrivals.isEmpty { lost += 1 }
        if arrivals.count == 2 { doubled += 1 }
        if let first = arrivals.first, first.nanoseconds > 20_000_000 { held += 1 }
      }
    }
    // Three standard deviations of 200,000 and 180,000 draws.
    #expect((lost - 20_000).magnitude < 403)
    #expect((doubled - 36_000).magnitude < 510)
    #expect((held - 54_000).magnitude < 584)
  }
}
