import Scenarios
import SimCore
import Testing

@Suite("Carrier limit")
struct CarrierLimitTests {
  @Test func `thirty calls at once leave twenty-seven refused at three a second`() {
    var rate = RollingWindowLimiter(callsPerSecond: 3)
    var admitted = 0
    for _ in 0..<30 where rate.admit(at: .zero) { admitted += 1 }
    #expect(admitted == 3)
  }

  @Test func `no second ever admits more than the limit`() {
    for seed in 0..<50 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      var rate = RollingWindowLimiter(callsPerSecond: 5)
      var now = SimInstant.zero
      var admitted: [Int64] = []
      for step in 0..<500 as Range<UInt64> {
        let gap = Int64(draws.below(400_000_000, .gap, step))
        now = now.advanced(by: .nanoseconds(gap))
        if rate.admit(at: now) { admitted.append(now.nanoseconds) }
      }
      for index in 5..<admitted.count {
        #expect(admitted[index] - admitted[index - 5] >= 1_000_000_000, "seed \(seed)")
      }
    }
  }

  @Test func `calls that queue are let in at the limit's own pace`() {
    var rate = RollingWindowLimiter(callsPerSecond: 2, window: .seconds(5))
    var starts: [Int64] = []
    for _ in 0..<25 {
      let start = rate.earliest(at: .zero)
      rate.book(at: start)
      starts.append(start.nanoseconds / 1_000_000_000)
    }
    let batches = [Int64](repeating: 0, count: 10) + [Int64](repeating: 5, count: 10)
    #expect(starts == batches + [Int64](repeating: 10, count: 5))
  }

  @Test func `a limit below one call a second spaces calls out`() {
    var rate = RollingWindowLimiter(callsPerSecond: 0.5)
    let admitted = [0, 1_999_999_999, 2_000_000_000].map {
      rate.admit(at: SimInstant(nanoseconds: $0))
    }
    #expect(admitted == [true, false, true])
  }
}

extension Purpose {
  fileprivate static let gap = Purpose("test.rolling_rate.gap")
}
