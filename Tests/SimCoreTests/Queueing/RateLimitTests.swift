import SimCore
import Testing

@Suite("Rate limits")
struct RateLimitTests {
  /// A bucket that is filled drop by drop: `rate` drops each nanosecond, `period` drops a token.
  ///
  /// What overflows is lost a nanosecond later: drops of the very nanosecond are still at hand.
  private struct SlowBucket {
    let rate: Int64
    let period: Int64
    let burst: Int64
    var drops: Int64
    var time: Int64 = 0

    init(rate: Int64, period: Int64, burst: Int64) {
      self.rate = rate
      self.period = period
      self.burst = burst
      drops = period * burst
    }

    var tokens: Int { Int(min(drops / period, burst)) }

    mutating func wait(until end: Int64) {
      while time < end {
        time += 1
        drops = drops >= period * burst ? period * burst : drops + rate
      }
    }

    mutating func take(_ tokens: Int64) -> Bool {
      guard drops >= tokens * period else { return false }
      drops -= tokens * period
      return true
    }
  }

  @Test func `thirty a second never drifts`() {
    var bucket = TokenBucket(30, per: .seconds(1))
    let starts = (0..<3_001).map { _ in bucket.reserve(at: .zero).nanoseconds }
    #expect(starts[..<4] == [0, 33_333_334, 66_666_667, 100_000_000])
    #expect(starts[3_000] == 100_000_000_000)
  }

  @Test func `a bucket admits what drops would fill, to the nanosecond`() {
    for seed in UInt64(0)..<300 {
      let key = DrawKey(seed: seed)
      let rate = key.below(7, .rate) + 1
      let period = key.below(50, .period) + 1
      let burst = key.below(4, .burst) + 1
      var bucket = TokenBucket(rate, per: .nanoseconds(period), burst: burst)
      var slow = SlowBucket(rate: Int64(rate), period: Int64(period), burst: Int64(burst))
      var time: Int64 = 0
      for step in UInt64(0)..<60 {
        time += Int64(key.below(20, .gap, step))
        slow.wait(until: time)
        let now = SimInstant(nanoseconds: time)
        let tokens = key.below(burst, .tokens, step) + 1
        #expect(bucket.available(at: now) == slow.tokens, "seed \(seed)")
        let earliest = bucket.earliest(at: now, tokens)
        #expect(bucket.delay(at: now, tokens) == now.duration(to: earliest))
        let isThere = slow.take(Int64(tokens))
        let isAdmitted = bucket.admit(at: now, tokens)
        #expect(isAdmitted == isThere, "seed \(seed), step \(step)")
        #expect((earliest == now) == isThere, "seed \(seed), step \(step)")
        if isThere { continue }
        slow.wait(until: earliest.nanoseconds - 1)
        let isEarlier = slow.take(Int64(tokens))
        #expect(!isEarlier, "seed \(seed), step \(step): earlier would do")
        slow.wait(until: earliest.nanoseconds)
        let isThen = slow.take(Int64(tokens))
        #expect(isThen, "seed \(seed), step \(step): earliest is too early")
        bucket.take(at: earliest, tokens)
        time = earliest.nanoseconds
      }
    }
  }

  @Test func `reservations queue up, and show as tokens owed`() {
    var bucket = TokenBucket(every: .milliseconds(10), burst: 2)
    let starts = (0..<5).map { _ in bucket.reserve(at: .milliseconds(5)).nanoseconds / 1_000_000 }
    #expect(starts == [5, 5, 15, 25, 35])
    #expect(bucket.available(at: .milliseconds(5)) == -3)
    #expect(!bucket.conforms(at: .milliseconds(44)))
    #expect(bucket.conforms(at: .milliseconds(45)))
  }

  /// Every instant that was let in, counted anew each time.
  private struct SlowWindow {
    let limit: Int
    let window: Int64
    var instants: [Int64] = []

    func count(at time: Int64) -> Int { instants.count { $0 > time - window } }

    func earliest(from time: Int64) -> Int64 {
      var time = max(time, instants.last ?? 0)
      while count(at: time) >= limit { time += 1 }
      return time
    }
  }

  @Test func `no window ever holds more than the limit, and no call waits in vain`() {
    for seed in UInt64(0)..<300 {
      let key = DrawKey(seed: seed)
      let limit = key.below(5, .rate) + 1
      let window = Int64(key.below(40, .period) + 1)
      var limiter = RollingWindowLimiter(limit: limit, window: .nanoseconds(window))
      var slow = SlowWindow(limit: limit, window: window)
      let books = seed % 2 == 0
      var time: Int64 = 0
      for step in UInt64(0)..<80 {
        time += Int64(key.below(12, .gap, step))
        let now = SimInstant(nanoseconds: time)
        if books {
          let start = limiter.reserve(at: now).nanoseconds
          #expect(start == slow.earliest(from: time), "seed \(seed), step \(step)")
          slow.instants.append(start)
        } else {
          let isFree = slow.count(at: time) < limit
          let isAdmitted = limiter.admit(at: now)
          #expect(isAdmitted == isFree, "seed \(seed), step \(step)")
          if isFree { slow.instants.append(time) }
        }
      }
    }
  }

  @Test func `the window is half open`() {
    var limiter = RollingWindowLimiter(limit: 1, window: .seconds(1))
    let answers = [0, 999_999_999, 1_000_000_000].map { time in
      limiter.admit(at: SimInstant(nanoseconds: time))
    }
    #expect(answers == [true, false, true])
  }
}

extension Purpose {
  fileprivate static let rate = Purpose("limit.rate")
  fileprivate static let period = Purpose("limit.period")
  fileprivate static let burst = Purpose("limit.burst")
  fileprivate static let gap = Purpose("limit.gap")
  fileprivate static let tokens = Purpose("limit.tokens")
}
