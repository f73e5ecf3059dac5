import SimCore
import Testing
import VoicePipeline

@Suite("Circuit breaker")
struct CircuitBreakerTests {
  private static func second(_ second: Int) -> SimInstant {
    SimInstant(nanoseconds: Int64(second) * 1_000_000_000)
  }

  private static func opened(at second: Int = 0) -> CircuitBreaker {
    var breaker = CircuitBreaker()
    for _ in 0..<3 { breaker.failed(at: Self.second(second)) }
    return breaker
  }

  @Test func `it opens after failures in a row, and not when one of them went well`() {
    var breaker = CircuitBreaker()
    for _ in 0..<9 {
      breaker.failed(at: .zero)
      breaker.failed(at: .zero)
      breaker.succeeded()
      breaker.succeeded()
    }
    #expect(!breaker.isOpen)
    #expect(Self.opened().isOpen)
  }

  @Test func `it opens when half of twenty fail, however they are mixed`() {
    var breaker = CircuitBreaker()
    var results = 0
    while !breaker.isOpen, results < 100 {
      results += 1
      if results.isMultiple(of: 2) { breaker.failed(at: .zero) } else { breaker.succeeded() }
    }
    #expect(results == 20)
  }

  @Test func `each trial that fails doubles the pause, up to its bound`() {
    var breaker = Self.opened()
    var pauses: [Int64] = []
    var now = SimInstant.zero
    for _ in 0..<6 {
      let next = breaker.earliest(at: now)
      pauses.append(now.duration(to: next).nanoseconds / 1_000_000_000)
      now = next
      breaker.begin(at: now)
      breaker.failed(at: now)
    }
    #expect(pauses == [5, 10, 20, 40, 60, 60])
    #expect(breaker.openings == 1)
    breaker.begin(at: breaker.earliest(at: now))
    breaker.succeeded()
    #expect(!breaker.isOpen)
    #expect(breaker.earliest(at: now) == now)
  }

  @Test func `one trial at a time, until its result or as long again`() {
    var breaker = Self.opened()
    #expect(breaker.earliest(at: Self.second(2)) == Self.second(5))
    breaker.begin(at: Self.second(5))
    #expect(breaker.earliest(at: Self.second(6)) == Self.second(10))
  }

  @Test func `failures of requests from before it opened are no trial's`() {
    var breaker = Self.opened()
    for second in 1..<5 { breaker.failed(at: Self.second(second)) }
    #expect(breaker.earliest(at: Self.second(4)) == Self.second(5))
  }

  @Test func `a server that asks for a pause gets it`() {
    var breaker = CircuitBreaker()
    breaker.suspend(for: .seconds(90), at: Self.second(10))
    #expect(breaker.earliest(at: Self.second(11)) == Self.second(100))
  }

  @Test func `a pause that was asked for stands, whatever requests from before it come to`() {
    var breaker = CircuitBreaker()
    breaker.suspend(for: .seconds(90), at: Self.second(10))
    breaker.succeeded()
    #expect(!breaker.isOpen)
    #expect(breaker.earliest(at: Self.second(11)) == Self.second(100))
    breaker.suspend(for: .seconds(5), at: Self.second(20))
    #expect(breaker.earliest(at: Self.second(30)) == Self.second(100))
    breaker.succeeded()
    #expect(breaker.earliest(at: Self.second(101)) == Self.second(101))
    #expect(breaker.pauses == 2)
  }
}
