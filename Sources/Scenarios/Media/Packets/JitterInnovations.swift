internal import SimCore

/// The innovations of an AR(1) process whose values are Gamma(2) distributed, exactly.
///
/// X' = rho X + e, with e the sum of two terms that are each 0 with probability rho, else Exp(1)
/// (Gaver and Lewis 1980). Held as a quantile table in 16.16 fixed point, so that a frame costs two
/// loads: 1,024 bins, and the last one split into 1,024 again for the tail.
struct JitterInnovations: Sendable {
  /// The correlation of one frame's delay with the next, in 1/65536.
  let correlation: Int
  let bulk: [UInt32]
  let tail: [UInt32]

  init(correlation rho: Double) {
    precondition((0..<1).contains(rho), "a correlation is at least 0 and less than 1")
    correlation = Int((rho * 65_536).rounded())
    let once = 2 * rho * (1 - rho)
    let twice = (1 - rho) * (1 - rho)
    bulk = (0...1_024).map { Self.quantile(Double(max(1, 1_024 - $0)) / 1_024, once, twice) }
    tail = (0...1_024).map { Self.quantile((1_024.5 - Double($0)) / 1_048_576, once, twice) }
  }

  /// 0.7 from one frame to the next: an assumption, with the shape.
  static let usual = JitterInnovations(correlation: 0.7)

  /// The innovation for 32 uniform bits, in 1/65536 of the scale.
  func value(_ u: UInt64) -> Int {
    let bulk = bulk
    let tail = tail
    return Self.value(u, bulk.span, tail.span)
  }

  /// The same, for a loop that has fetched the tables.
  @inline(__always)
  static func value(_ u: UInt64, _ bulk: Span<UInt32>, _ tail: Span<UInt32>) -> Int {
    let bin = Int(truncatingIfNeeded: (u &>> 22) & 1_023)
    if bin == 1_023 {
      let inner = Int(truncatingIfNeeded: (u &>> 12) & 1_023)
      let low = Int(tail[inner])
      let share = Int(truncatingIfNeeded: u & 0xFFF)
      return low &+ (((Int(tail[inner &+ 1]) &- low) &* share) &>> 12)
    }
    let low = Int(bulk[bin])
    let share = Int(truncatingIfNeeded: u & 0x3F_FFFF)
    return low &+ (((Int(bulk[bin &+ 1]) &- low) &* share) &>> 22)
  }

  /// Where P(e > x) = exp(-x) (once + twice (1 + x)) falls to a survival, in 16.16 fixed point.
  private static func quantile(_ survival: Double, _ once: Double, _ twice: Double) -> UInt32 {
    if survival >= once + twice { return 0 }
    var low = 0.0
    var high = 64.0
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if Elementary.exp(-middle) * (once + twice * (1 + middle)) > survival {
        low = middle
      } else {
        high = middle
      }
    }
    return UInt32((0.5 * (low + high) * 65_536).rounded())
  }
}
