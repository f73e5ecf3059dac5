import SimCore
import Testing

@Suite("Simulated instant")
struct SimInstantTests {
  @Test func `nanoseconds of a duration are cut towards zero, at every size and sign`() {
    let whole: [Int64] = [0, 1, 999, 1_000_000_000, 18_446_744_073, 3_600_000_000_000, .max]
    for value in whole {
      #expect(Duration.nanoseconds(value).nanoseconds == value)
      #expect(Duration.nanoseconds(-value).nanoseconds == -value)
    }
    let half = Duration(secondsComponent: 0, attosecondsComponent: 1_999_999_999)
    #expect(half.nanoseconds == 1)
    #expect((.zero - half).nanoseconds == -1)
    // 18.446744073709551615 s is the longest that 64 bits of attoseconds hold.
    let edge = Duration(
      secondsComponent: 18,
      attosecondsComponent: 446_744_073_709_551_615
    )
    #expect(edge.nanoseconds == 18_446_744_073)
    #expect((edge + .nanoseconds(1)).nanoseconds == 18_446_744_074)
  }

  @Test func `instants move by durations and measure them`() {
    let start = SimInstant(nanoseconds: 5_000_000_000)
    let later = start.advanced(by: .seconds(100))
    #expect(later.nanoseconds == 105_000_000_000)
    #expect(start.duration(to: later) == .seconds(100))
    #expect(later.duration(to: start) == .seconds(-100))
    #expect(start < later && SimInstant.zero < start && later < .distantFuture)
  }
}
